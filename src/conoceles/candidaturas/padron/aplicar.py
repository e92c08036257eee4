"""Llevar un corte a la base: agrega y actualiza; nunca quita. Exige una transacción abierta."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, islice
from operator import itemgetter
from uuid import UUID, uuid4

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import SIN_PERFIL, Estado
from conoceles.candidaturas.constancia import anotar_varias
from conoceles.candidaturas.models import Candidatura, Formula
from conoceles.candidaturas.padron.actualizar import (
    PorGuardar,
    campos_borrados,
    datos_de_candidatura,
    datos_de_persona,
    poner,
)
from conoceles.candidaturas.padron.cambios import agregada, cambiado, de_quien_es
from conoceles.candidaturas.padron.corregidos import Corregidos, ocupado
from conoceles.candidaturas.padron.folios import folio
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.lugares import Lugar, ubicar
from conoceles.candidaturas.padron.personas import Personas, es_la_misma
from conoceles.candidaturas.padron.rebote import Hecho, de_rebote
from conoceles.candidaturas.padron.renglones.normalizar import clave
from conoceles.candidaturas.padron.renglones.registro import Registro
from conoceles.integridad.pregunta import exigir
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.lotes import insertar, llaves, nueva
from conoceles.proceso.definicion import DESIGNAN, SIN_PARTIDO, Definicion
from conoceles.proceso.models import Contienda, Fuerza, Proceso

LOTE = 1000  # asientos que se escriben juntos: los de un padrón entero no caben de una vez en la memoria


@dataclass(frozen=True, slots=True)
class Aplicado:
    """Lo que resultó de un registro: `campos` son los que cambiaron en una candidatura que ya existía."""

    registro: Registro
    candidatura: Candidatura
    alta: bool
    campos: tuple[str, ...] = ()


class Aplicacion:
    """Una importación en curso sobre un proceso."""

    def __init__(
        self, proceso: Proceso, definicion: Definicion, informe: Informe, *, por: Alcance, ahora: datetime
    ) -> None:
        self.proceso, self.definicion, self.informe = proceso, definicion, informe
        self.por, self.ahora = por, ahora
        self.contiendas = {c.clave: c for c in Contienda.objects.filter(proceso=proceso)}
        self.fuerzas = {f.siglas: f for f in Fuerza.objects.filter(proceso=proceso)}
        # De la definición, cuya huella consta, y no de sus renglones: de aquí sale quién lee y contesta por cada quien.
        self.siglados = {(s.fuerza, s.contienda): self.fuerzas[s.partido] for s in definicion.siglados}
        self.personas = Personas(proceso, informe)
        self.corregidos = Corregidos(proceso)
        self.formulas = {(f.contienda.clave, f.fuerza.siglas, f.posicion): f for f in self._leer_formulas()}
        self.vivas: dict[Lugar, Candidatura] = {}
        self.concluidas: dict[Lugar, set[str]] = {}
        self._leer_candidaturas()
        self.folios = set(Candidatura.objects.values_list("folio", flat=True))
        self.nuevas: tuple[list[Formula], list[Candidatura]] = ([], [])
        self.por_guardar = PorGuardar()
        self.llaves: Iterator[UUID] = iter(())  # de lo que se agrega

    def aplicar(self, registros: list[Registro]) -> list[Aplicado]:
        """Aplica en orden canónico y anota altas y cambios ya guardados. `Conflicto` si alguna de las que hay no consta."""
        exigir(Candidatura, de=[viva.folio for viva in self.vivas.values()])
        ocupados = {lugar: (c.persona.nombre, c.formula.clave_origen) for lugar, c in self.vivas.items()}
        asignados = ubicar(registros, self.definicion, ocupados, self.informe)
        if self.informe.errores:
            return []
        self.llaves = llaves(2 * len(asignados) + len({lugar[:3] for lugar in asignados}))
        self.personas.prever(registros)
        ausentes = [self.vivas[lugar] for lugar in sorted(self.vivas.keys() - asignados.keys())]
        aplicados = self._actualizar(list(self._todos(asignados)))
        se_mueve = Estado.OMISA if self.proceso.historico else Estado.REGISTRADA
        self.por_guardar.guardar(c.pk for c in self.vivas.values() if c.estado == se_mueve)
        personas = self.personas.por_escribir()
        del self.personas, self.formulas, self.folios  # ya se sabe quién es quién, y pesan
        insertar(chain(personas, *self.nuevas))
        self._avisar_dobles(aplicados)
        self._avisar_ausentes(ausentes)
        self._anotar(aplicados)
        self._contar(aplicados)
        return aplicados

    def _todos(self, asignados: dict[Lugar, Registro]) -> Iterator[Aplicado]:
        """Los vacía conforme avanza: lo que llega a la base ocupa su lugar en la memoria."""
        pendientes = sorted(asignados.items(), key=itemgetter(0), reverse=True)
        asignados.clear()
        while pendientes:
            yield from self._uno(*pendientes.pop())

    def _uno(self, lugar: Lugar, registro: Registro) -> Iterator[Aplicado]:
        actual = self.vivas.get(lugar)
        if actual is None and clave(registro.nombre) in self.concluidas.get(lugar, set()):
            mensaje = "Esta candidatura ya concluyó en el sistema; el padrón no la revive."
            self.informe.fallar("CANDIDATURA_CONCLUIDA", mensaje, registro.hoja, registro.fila)
        elif actual is None:
            yield Aplicado(registro, self._alta(lugar, registro), alta=True)
        elif es_la_misma(actual.persona, registro) or self.corregidos.decia(actual.persona, registro):
            yield Aplicado(registro, actual, alta=False)
        else:
            ocupado(actual, registro, self.informe)

    def _actualizar(self, aplicados: list[Aplicado]) -> list[Aplicado]:
        """Cada persona una vez, con todos sus renglones; y cada candidatura con el suyo.

        La que acaba de hacerse, y de un solo renglón, ya dice lo que él.
        """
        por_persona: dict[UUID, list[Aplicado]] = defaultdict(list)
        for aplicado in aplicados:
            persona = aplicado.candidatura.persona_id
            if not aplicado.alta or persona in self.personas.repetidas:
                por_persona[persona].append(aplicado)
        cambios = {clave: c for clave, suyos in por_persona.items() if (c := self._persona_al_dia(suyos))}
        return [self._al_dia(a, cambios.get(a.candidatura.persona_id, ())) for a in aplicados]

    def _persona_al_dia(self, suyos: list[Aplicado]) -> tuple[str, ...]:
        una, suyo = self.personas.por_llave[suyos[0].candidatura.persona_id], suyos[0].candidatura.folio
        registros = [aplicado.registro for aplicado in suyos]
        datos = datos_de_persona(
            una, registros, self.personas.directorio, self.informe, historico=self.proceso.historico
        )
        datos = self.corregidos.sin_el_nombre(una, datos, suyo, registros[0], self.informe)
        decia = poner(una, datos, campos_borrados(registros))
        if decia and not una._state.adding:
            self.por_guardar.agregar(una, decia)
            self.personas.directorio.agregar(una)
            de_quien_es(una, decia, suyo, registros[0], self.informe)
        return () if una._state.adding else tuple(decia)

    def _al_dia(self, aplicado: Aplicado, de_persona: tuple[str, ...]) -> Aplicado:
        if aplicado.alta:
            return replace(aplicado, campos=de_persona) if de_persona else aplicado
        candidatura, registro = aplicado.candidatura, aplicado.registro
        datos = self.corregidos.sin_el_sobrenombre(
            candidatura, datos_de_candidatura(registro), registro, self.informe
        )
        propios = poner(candidatura, datos, campos_borrados([registro]))
        if propios:
            self.por_guardar.agregar(candidatura, propios)
            cambiado(candidatura, propios, self.informe)
        responde = self._completar_responsable(candidatura, registro)
        return replace(aplicado, campos=(*de_persona, *propios, *responde))

    def _alta(self, lugar: Lugar, registro: Registro) -> Candidatura:
        contienda, fuerza, posicion, calidad, suplencia = lugar
        formula, persona = self._formula(lugar, registro), self.personas.de(registro, self.llaves)
        estado, origen = Estado.REGISTRADA, "padron"
        if self.proceso.historico:
            estado, origen = Estado.PUBLICADA if registro.curricular else Estado.OMISA, "importada"
        candidatura = nueva(
            Candidatura, next(self.llaves), self.proceso.pk, "", formula.pk, persona.pk, calidad, suplencia,
            registro.sobrenombre, registro.circunscripcion, bool(registro.reeleccion), registro.acciones, uuid4(),
            estado, origen, self.ahora, proceso=self.proceso, formula=formula,
        )  # fmt: skip
        candidatura.folio = folio(
            proceso=self.proceso.clave, contienda=contienda, fuerza=fuerza, posicion=posicion,
            calidad=candidatura.calidad_dicha, nombre=registro.nombre, usados=self.folios,
        )  # fmt: skip
        agregada(candidatura, persona, registro, self.informe)
        self.nuevas[1].append(candidatura)
        return candidatura

    def _formula(self, lugar: Lugar, registro: Registro) -> Formula:
        contienda, siglas, posicion, _, _ = lugar
        existente = self.formulas.get((contienda, siglas, posicion))
        if existente is not None:
            return existente
        suya, fuerza, responde = self.contiendas[contienda], self.fuerzas[siglas], self._responde(registro)
        formula = nueva(
            Formula, next(self.llaves), suya.pk, fuerza.pk, posicion, responde and responde.pk, registro.escrito,
            contienda=suya, fuerza=fuerza, responde=responde,
        )  # fmt: skip
        self.formulas[(contienda, siglas, posicion)] = formula
        self.nuevas[0].append(formula)
        return formula

    def _responde(self, registro: Registro) -> Fuerza | None:
        """Quien captura: el partido mismo, o el que sigla o es de origen según el convenio (plan §4)."""
        fuerza = self.fuerzas[registro.fuerza]
        if fuerza.tipo in DESIGNAN:
            return fuerza
        if fuerza.tipo in SIN_PARTIDO:
            return None
        siglado = self.siglados.get((registro.fuerza, registro.contienda))
        if siglado is not None and registro.partido and registro.partido != siglado.siglas:
            mensaje = f"El archivo dice {registro.partido}; el convenio cargado, {siglado.siglas}: vale el convenio."
            self.informe.fallar("SIGLADO_DISTINTO", mensaje, registro.hoja, registro.fila)
        if siglado is None and not self.proceso.historico:
            mensaje = f"El convenio de {registro.fuerza} no dice qué partido responde aquí; nadie la puede capturar."
            self.informe.avisar("SIN_RESPONSABLE", mensaje, registro.hoja, registro.fila)
        return siglado

    def _completar_responsable(self, candidatura: Candidatura, registro: Registro) -> tuple[str, ...]:
        """Si el convenio se cargó después del padrón, la fórmula recibe a quien responde; si ya tiene, no se toca."""
        formula = candidatura.formula
        if formula.responde_id is not None:
            return ()
        formula.responde = self._responde(registro)
        if formula.responde is None:
            return ()
        self.por_guardar.agregar(formula, ["responde"])
        self.informe.hara(candidatura.folio, formula.responde.siglas)
        return ("responde",)

    def _leer_formulas(self) -> Iterator[Formula]:
        contiendas = {c.pk: c for c in self.contiendas.values()}
        fuerzas = {f.pk: f for f in self.fuerzas.values()}
        for formula in Formula.objects.filter(contienda__proceso=self.proceso):
            formula.contienda = contiendas[formula.contienda_id]
            formula.fuerza = fuerzas[formula.fuerza_id]
            yield formula

    def _leer_candidaturas(self) -> None:
        """Con las personas y fórmulas ya leídas: una copia de cada una por renglón no cabría en la memoria."""
        formulas = {formula.pk: formula for formula in self.formulas.values()}
        for candidatura in Candidatura.objects.filter(proceso=self.proceso):
            candidatura.proceso = self.proceso
            candidatura.persona = self.personas.por_llave[candidatura.persona_id]
            candidatura.formula = formulas[candidatura.formula_id]
            lugar = self._lugar(candidatura)
            if candidatura.estado in SIN_PERFIL:
                self.concluidas.setdefault(lugar, set()).add(clave(candidatura.persona.nombre))
            else:
                self.vivas[lugar] = candidatura

    def _lugar(self, candidatura: Candidatura) -> Lugar:
        suya = candidatura.formula
        boleta = (suya.contienda.clave, suya.fuerza.siglas)
        return (*boleta, suya.posicion, candidatura.calidad, candidatura.suplencia)

    def _avisar_dobles(self, aplicados: list[Aplicado]) -> None:
        """La misma persona en dos candidaturas puede ser legal (mayoría y lista): se señala en la segunda."""
        vistas = Counter(c.persona_id for lugar, c in self.vivas.items())
        vistas.subtract(a.candidatura.persona_id for a in aplicados if not a.alta)
        for aplicado in aplicados:
            vistas[aplicado.candidatura.persona_id] += 1
            if vistas[aplicado.candidatura.persona_id] > 1:
                mensaje = "La misma persona tiene otra candidatura en esta elección; se registraron las dos."
                registro = aplicado.registro
                self.informe.avisar("PERSONA_EN_DOS_CANDIDATURAS", mensaje, registro.hoja, registro.fila)

    def _avisar_ausentes(self, ausentes: list[Candidatura]) -> None:
        for candidatura in ausentes:
            mensaje = f"{candidatura.persona.nombre} (folio {candidatura.folio}) no viene en este corte; se conserva."
            self.informe.avisar("AUSENTE_EN_CORTE", mensaje)

    def _anotar(self, aplicados: list[Aplicado]) -> None:
        cambiados = [aplicado for aplicado in aplicados if aplicado.alta or aplicado.campos]
        otras = de_rebote(self.proceso, [(a.candidatura, a.campos) for a in cambiados])
        hechos = chain(map(_hecho, cambiados), [*otras])
        while juntos := list(islice(hechos, LOTE)):
            for candidatura, acto, _ in juntos:
                self.informe.hara(candidatura.folio, acto)
            anotar_varias(juntos, proceso=self.proceso.clave, por=self.por, ahora=self.ahora)

    def _contar(self, aplicados: list[Aplicado]) -> None:
        informe = self.informe
        informe.altas = sum(a.alta for a in aplicados)
        informe.cambios = sum(bool(a.campos) and not a.alta for a in aplicados)
        informe.sin_cambio = len(aplicados) - informe.altas - informe.cambios
        informe.candidaturas = len(aplicados)
        informe.personas = len({a.candidatura.persona_id for a in aplicados})
        informe.formulas = len({a.candidatura.formula_id for a in aplicados})


def _hecho(aplicado: Aplicado) -> Hecho:
    """Lo que la bitácora dice de ella."""
    candidatura = aplicado.candidatura
    if not aplicado.alta:
        return candidatura, Acto.CANDIDATURA_ACTUALIZADA, {"campos": list(aplicado.campos)}
    formula = candidatura.formula
    datos: dict[str, object] = {
        "contienda": formula.contienda.clave, "fuerza": formula.fuerza.siglas,
        "posicion": formula.posicion, "calidad": candidatura.calidad_dicha,
    }  # fmt: skip
    return candidatura, Acto.CANDIDATURA_REGISTRADA, datos

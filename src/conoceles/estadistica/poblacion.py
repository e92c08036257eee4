"""Las candidaturas de una elección, reducidas a lo que los indicadores agrupan."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from conoceles.bitacora.estados import SIN_PERFIL
from conoceles.candidaturas.models import Candidatura
from conoceles.estadistica.enviadas import enviadas, matices, matizada, que_matizan
from conoceles.estadistica.pasado import estados_al
from conoceles.expediente.consultas import ConEstado, secciones_publicables
from conoceles.expediente.models import SeccionOculta
from conoceles.nucleo.dias import anios
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.preguntas.medidas import grupos

RANGOS = ((18, 20), (21, 29), (30, 39), (40, 49), (50, 59), (60, 200))

_LEIDO = (  # en el orden de `_Leida`
    "pk", "folio", "estado", "clave_identidad", "calidad", "acciones_afirmativas", "persona__sexo",
    "persona__fecha_nacimiento", "persona__edad_publicada", "formula__posicion", "formula__contienda__clave", "formula__contienda__cargo",
    "formula__contienda__distrito", "formula__contienda__municipio", "formula__fuerza__siglas",
    "formula__responde__siglas", "persona_id",
)  # fmt: skip


class _Leida(NamedTuple):
    """Lo que se agrupa de una candidatura; con sus objetos enteros, leerla era la mitad del tiempo."""

    pk: UUID
    folio: str
    estado: str
    clave: UUID
    calidad: str
    acciones: list[str]
    sexo: str
    nacimiento: date | None
    edad: int | None
    posicion: int
    contienda: str
    cargo: str
    distrito: int | None
    municipio: str
    fuerza: str
    responde: str | None
    persona: UUID


@dataclass(frozen=True)
class Registro:
    """Una candidatura registrada. Vacío en una dimensión: no aplica o no se sabe."""

    clave: UUID
    folio: str
    estado: str
    enviada: bool
    contienda: str
    cargo: str
    fuerza: str
    responde: str  # siglas del partido que captura; vacío en las independientes
    distrito: str
    municipio: str
    sexo: str
    edad: str
    respuestas: dict[str, str]  # a las preguntas que se cuentan, de lo que se publica
    principio: str
    calidad: str
    posicion: str  # lugar en la lista; vacío en lo que no es lista
    acciones: tuple[str, ...]
    persona: UUID
    salen: frozenset[str]  # secciones suyas que se publican, con `identidad`
    contestadas: frozenset[str] = frozenset()  # preguntas a las que envió algo, se publique o no
    con_fotografia: bool = False  # si lo que envió trae una

    @property
    def con_informacion(self) -> bool:
        """Si su perfil muestra algo de lo que envió."""
        return self.enviada and bool(self.salen - {"fotografia", "identidad"})

    def de(self, dimension: str) -> str:
        """Su grupo en esa dimensión: una pregunta que se cuenta, o un atributo."""
        valor = self.respuestas.get(dimension)
        return getattr(self, dimension) if valor is None else valor


def registros(
    definicion: Definicion, corte: datetime | None = None, *, boletas: Collection[str] | None = None
) -> list[Registro]:
    """Propietarias y suplentes que siguen en la elección, hoy o en el corte; de esas boletas, o de todas.

    Las respuestas, solo de lo que se publica.
    """
    consulta = Candidatura.objects.filter(_de(definicion.clave, boletas))
    if corte is None:
        consulta = consulta.exclude(estado__in=SIN_PERFIL)
    else:
        consulta = consulta.filter(registrada_en__lte=corte)
    leidas = [_Leida(*fila) for fila in consulta.values_list(*_LEIDO)]
    estados = {} if corte is None else estados_al(leidas, definicion.clave, corte)
    siguen = [c for c in leidas if estados.get(c.folio, c.estado) not in SIN_PERFIL]
    salen = _salen(definicion, siguen, estados, corte)
    comun = _Comun(definicion, corte, boletas)
    return [comun.registro(c, estados.get(c.folio, c.estado), salen[c.pk]) for c in siguen]


def _de(clave: str, boletas: Collection[str] | None, desde: str = "") -> Q:
    suyas = Q(**{f"{desde}proceso": clave})
    return suyas if boletas is None else suyas & Q(**{f"{desde}formula__contienda__clave__in": boletas})


def salen_hoy(definicion: Definicion, filas: Sequence[ConEstado]) -> dict[UUID, frozenset[str]]:
    """Qué secciones de cada una se muestran hoy, con `fotografia` e `identidad`."""
    return _salen(definicion, filas, {}, None)


def _salen(
    definicion: Definicion, filas: Sequence[ConEstado], estados: dict[str, str], corte: datetime | None
) -> dict[UUID, frozenset[str]]:
    """Lo que el instituto ya miró y no observó, sin lo que una orden manda no mostrar."""
    salen = secciones_publicables(definicion, filas, estados=estados, hasta=corte)
    ordenes = SeccionOculta.objects.filter(candidatura__proceso=definicion.clave)
    vigentes = Q(fin_en=None) if corte is None else Q(en__lte=corte) & (Q(fin_en=None) | Q(fin_en__gt=corte))
    for candidatura, seccion in ordenes.filter(vigentes).values_list("candidatura", "seccion"):
        salen[candidatura] = salen.get(candidatura, frozenset()) - {seccion}
    return salen


class _Comun:
    """Lo que no cambia de una candidatura a otra, leído una vez."""

    def __init__(
        self, definicion: Definicion, corte: datetime | None, boletas: Collection[str] | None
    ) -> None:
        self.enviadas = enviadas(definicion, _de(definicion.clave, boletas, "candidatura__"), corte)
        self.contadas = _contadas(definicion)
        self.jornada = definicion.calendario.dia(definicion.edad_al)
        self.cargos = {cargo.clave: cargo for cargo in definicion.cargos}

    def registro(self, c: _Leida, estado: str, salen: frozenset[str]) -> Registro:
        cargo, enviada = self.cargos.get(c.cargo), self.enviadas.get(c.pk)
        grupos_ = enviada.grupos if enviada else {}
        principio = cargo.principio if cargo else ""
        return Registro(
            clave=c.clave,
            folio=c.folio,
            estado=estado,
            enviada=enviada is not None,
            contienda=c.contienda,
            cargo=c.cargo,
            fuerza=c.fuerza,
            responde=c.responde or "",
            distrito=str(c.distrito or ""),
            municipio=c.municipio,
            sexo=c.sexo,
            edad=_rango(self._edad(c)),
            respuestas={p: grupos_.get(p, "") if s in salen else "" for p, s in self.contadas.items()},
            principio=principio,
            calidad=c.calidad,
            posicion=str(c.posicion) if principio == "RP" and cargo and cargo.con_lugares else "",
            acciones=tuple(c.acciones),
            persona=c.persona,
            salen=salen,
            contestadas=enviada.contestadas if enviada else frozenset(),
            con_fotografia=enviada is not None and enviada.con_fotografia,
        )

    def _edad(self, c: _Leida) -> int | None:
        """La del día que fija la elección, o la publicada cuando no hay fecha de nacimiento."""
        return anios(c.nacimiento, self.jornada) if c.nacimiento and self.jornada else c.edad


def _contadas(definicion: Definicion) -> dict[str, str]:
    """Pregunta que se cuenta → su sección."""
    return {c.clave: s.clave for s in definicion.curricular.secciones for c in s.campos if c.indicador}


def _rango(anios: int | None) -> str:
    return next((f"{a}-{b}" for a, b in RANGOS if anios is not None and a <= anios <= b), "")


def categorias(definicion: Definicion, dimension: str) -> list[tuple[str, str]]:
    """Clave y etiqueta de cada grupo, en su orden; el último (`""`) reúne lo que no se sabe."""
    fijas = {
        "sexo": [("mujer", "Mujeres"), ("hombre", "Hombres"), ("no_binario", "Personas no binarias")],
        "principio": [("MR", "Mayoría relativa"), ("RP", "Representación proporcional")],
        "calidad": [("propietaria", "Propietarias"), ("suplente", "Suplentes")],
    }
    if dimension in fijas:
        return fijas[dimension]
    if dimension == "cargo":
        return [(c.clave, c.plural) for c in definicion.cargos]
    if dimension == "fuerza":
        return [(f.siglas, f.nombre) for f in sorted(definicion.fuerzas, key=lambda f: f.orden)]
    if dimension == "distrito":
        distritos = [(str(d.numero), f"{d.nombre}, {d.cabecera}") for d in definicion.distritos]
        sin_distrito = ", ".join(c.plural for c in definicion.cargos if c.ambito != "distrito")
        return [*distritos, ("", sin_distrito or "Sin distrito")]
    if dimension == "posicion":
        mayor = max(
            (c.lista or 0 for c in definicion.cargos if c.principio == "RP" and c.con_lugares), default=0
        )
        return [(str(n), f"Lugar {n}") for n in range(1, mayor + 1)]
    if dimension == "edad":
        rangos = [(f"{a}-{b}", f"{a} a {b} años" if b < 100 else f"{a} años o más") for a, b in RANGOS]
        return [*rangos, ("", "Edad no disponible")]
    campo = next((c for c in definicion.curricular.campos() if c.clave == dimension), None)
    de_cada_una = matices(que_matizan(definicion).get(dimension))
    opciones = [
        pareja
        for o in (campo.opciones if campo else ())
        for pareja in (
            (o.clave, o.etiqueta),
            *((matizada(o.clave, m.clave), f"{o.etiqueta} ({m.matiz})") for m in de_cada_una),
        )
    ]
    return [*opciones, *(grupos(campo) if campo else ()), ("", "Sin información publicada")]

"""Las candidaturas de una elección, reducidas a lo que los indicadores agrupan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform

from conoceles.bitacora.estados import SIN_PERFIL
from conoceles.candidaturas.consultas import edad
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import VersionCurricular
from conoceles.estadistica.pasado import estados_al
from conoceles.expediente.consultas import secciones_publicables
from conoceles.expediente.models import SeccionOculta
from conoceles.proceso.definicion import Campo, Definicion, Opcion
from conoceles.proceso.preguntas.medidas import grupo, grupos

RANGOS = ((18, 20), (21, 29), (30, 39), (40, 49), (50, 59), (60, 200))

_LEIDO = (  # solo lo que se agrupa: con tres mil candidaturas, lo demás es la mitad del tiempo
    "folio", "estado", "proceso_id", "clave_identidad", "calidad", "acciones_afirmativas", "persona__sexo",
    "persona__fecha_nacimiento", "persona__edad_publicada", "formula__posicion", "formula__contienda__clave", "formula__contienda__cargo",
    "formula__contienda__distrito", "formula__contienda__municipio", "formula__fuerza__siglas",
    "formula__responde__siglas",
)  # fmt: skip


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
    salen: frozenset[str]  # secciones suyas que se publican, con `identidad`

    @property
    def con_informacion(self) -> bool:
        """Si su perfil muestra algo de lo que envió."""
        return self.enviada and bool(self.salen - {"fotografia", "identidad"})

    def de(self, dimension: str) -> str:
        """Su grupo en esa dimensión: una pregunta que se cuenta, o un atributo."""
        valor = self.respuestas.get(dimension)
        return getattr(self, dimension) if valor is None else valor


def registros(definicion: Definicion, corte: datetime | None = None) -> list[Registro]:
    """Propietarias y suplentes que siguen en la elección, hoy o en el corte. Las respuestas, solo de lo que se publica."""
    dadas = _respuestas(definicion, corte)
    consulta = (
        Candidatura.objects.filter(proceso=definicion.clave)
        .select_related("persona", "formula__contienda", "formula__fuerza", "formula__responde")
        .only(*_LEIDO)
    )
    if corte is None:
        estados = {}
        consulta = consulta.exclude(estado__in=SIN_PERFIL)
    else:
        consulta = consulta.filter(registrada_en__lte=corte)
        estados = estados_al(consulta, definicion.clave, corte)
    siguen = [c for c in consulta if estados.get(c.folio, c.estado) not in SIN_PERFIL]
    salen = _salen(definicion, siguen, estados, corte)
    return [_registro(definicion, c, estados.get(c.folio, c.estado), dadas, salen[c.pk]) for c in siguen]


def _salen(
    definicion: Definicion, filas: list[Candidatura], estados: dict[str, str], corte: datetime | None
) -> dict[UUID, frozenset[str]]:
    """Lo que el instituto ya miró y no observó, sin lo que una orden manda no mostrar."""
    salen = secciones_publicables(definicion, filas, estados=estados, hasta=corte)
    ordenes = SeccionOculta.objects.filter(candidatura__proceso=definicion.clave)
    vigentes = Q(fin_en=None) if corte is None else Q(en__lte=corte) & (Q(fin_en=None) | Q(fin_en__gt=corte))
    for candidatura, seccion in ordenes.filter(vigentes).values_list("candidatura", "seccion"):
        salen[candidatura] = salen.get(candidatura, frozenset()) - {seccion}
    return salen


def _registro(
    definicion: Definicion,
    c: Candidatura,
    estado: str,
    dadas: dict[UUID, dict[str, str]],
    salen: frozenset[str],
) -> Registro:
    contienda, jornada = c.formula.contienda, definicion.calendario.dia(definicion.edad_al)
    cargo = next((x for x in definicion.cargos if x.clave == contienda.cargo), None)
    principio = cargo.principio if cargo else ""
    return Registro(
        clave=c.clave_identidad,
        folio=c.folio,
        estado=estado,
        enviada=c.pk in dadas,
        contienda=contienda.clave,
        cargo=contienda.cargo,
        fuerza=c.formula.fuerza.siglas,
        responde=c.formula.responde.siglas if c.formula.responde else "",
        distrito=str(contienda.distrito or ""),
        municipio=contienda.municipio,
        sexo=c.persona.sexo,
        edad=_rango(edad(c.persona, jornada) if jornada else c.persona.edad_publicada),
        respuestas={
            clave: dadas.get(c.pk, {}).get(clave, "") if seccion in salen else ""
            for clave, seccion in _contadas(definicion).items()
        },
        principio=principio,
        calidad=c.calidad,
        posicion=str(c.formula.posicion) if principio == "RP" and cargo and cargo.con_lugares else "",
        acciones=tuple(c.acciones_afirmativas),
        salen=salen,
    )


def _contadas(definicion: Definicion) -> dict[str, str]:
    """Pregunta que se cuenta → su sección."""
    return {c.clave: s.clave for s in definicion.curricular.secciones for c in s.campos if c.indicador}


def _que_matizan(definicion: Definicion) -> dict[str, Campo]:
    """Pregunta → la que dice si su respuesta está trunca, en curso…"""
    return {
        c.visible_si.campo: c
        for c in definicion.curricular.campos()
        if c.visible_si and c.se_publica and any(o.matiz for o in c.opciones)
    }


def _respuestas(definicion: Definicion, corte: datetime | None) -> dict[UUID, dict[str, str]]:
    """De la última versión enviada o importada de cada candidatura que tenga alguna, lo que se cuenta."""
    versiones = VersionCurricular.objects.filter(candidatura__proceso=definicion.clave).order_by("numero")
    if corte is not None:
        versiones = versiones.filter(en__lte=corte)
    claves, matizan = list(_contadas(definicion)), _que_matizan(definicion)
    claves += [matizan[c].clave for c in claves if c in matizan]
    filas = versiones.values_list(
        "candidatura_id", *(KeyTextTransform(clave, "contenido") for clave in claves)
    )
    campos = {c.clave: c for c in definicion.curricular.campos()}
    leidas = {
        candidatura: {c: _en_grupo(campos[c], v or "") for c, v in zip(claves, valores, strict=True)}
        for candidatura, *valores in filas
    }
    return {quien: _con_matiz(dichas, matizan) for quien, dichas in leidas.items()}


def _en_grupo(campo: Campo, valor: str) -> str:
    return grupo(campo, valor) if campo.rangos else valor


def _con_matiz(dichas: dict[str, str], matizan: dict[str, Campo]) -> dict[str, str]:
    """Una licenciatura trunca se cuenta aparte de las demás."""
    juntas = dict(dichas)
    for clave, otra in matizan.items():
        if juntas.get(clave) and dichas.get(otra.clave) in {o.clave for o in _matices(otra)}:
            juntas[clave] = _grupo(juntas[clave], dichas[otra.clave])
    return juntas


def _grupo(valor: str, matiz: str) -> str:
    return f"{valor}-{matiz}"


def _matices(campo: Campo | None) -> list[Opcion]:
    """Las opciones que agregan algo a la respuesta de la que depende su pregunta."""
    return [o for o in campo.opciones if o.matiz] if campo else []


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
    matices = _matices(_que_matizan(definicion).get(dimension))
    opciones = [
        pareja
        for o in (campo.opciones if campo else ())
        for pareja in (
            (o.clave, o.etiqueta),
            *((_grupo(o.clave, m.clave), f"{o.etiqueta} ({m.matiz})") for m in matices),
        )
    ]
    return [*opciones, *(grupos(campo) if campo else ()), ("", "Sin información publicada")]

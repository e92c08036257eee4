"""Cuántas personas dieron cada respuesta: cada persona, una vez, en una celda. Nada de esto sale de esta sala sin su azar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from conoceles.identidad.permisos import efecto
from conoceles.identidad.permisos.efecto import Consentido
from conoceles.identidad.totales.conteos import conteos_sueltos
from conoceles.identidad.totales.leidas import Leida, leer
from conoceles.proceso.definicion import Definicion

PNC = "pnc"
SIN_RESPUESTA = "sin_respuesta"
DECISIONES = ("publicacion", "estadistica")
DE_GRUPO = "pub:"  # «pub:joven»: si se consiente publicar lo de ese grupo
_DECISION = (("si", "Sí"), ("no", "No"))
_CALLA = (SIN_RESPUESTA, "Sin respuesta")
Clase = tuple[str, ...]  # sexo, cargo y edad de la persona, que son públicos
Cuentas = Counter[tuple[Clase, str]]


@dataclass(frozen=True)
class Candidata:
    """Una candidatura de `persona`. `acciones`: por las que entró; `se_ve`: si su perfil enseña lo de identidad."""

    persona: UUID
    clase: Clase
    acciones: tuple[str, ...]
    se_ve: bool


@dataclass
class Contadas:
    """De una pregunta. `exactas`: las que cualquiera lee; `calladas`: las demás. `repr` no enseña nada."""

    exactas: Cuentas = field(default_factory=Counter, repr=False)
    calladas: Cuentas = field(default_factory=Counter, repr=False)


def celdas(definicion: Definicion, pregunta: str) -> list[tuple[str, str]]:
    """Clave y etiqueta de las de una tabla. Las dice el cuestionario, nunca lo que se contestó."""
    if es_decision(pregunta):
        return [*_DECISION, _CALLA]
    campo = next(c for c in definicion.identidad.campos() if c.clave == pregunta)
    opciones = [(o.clave, o.etiqueta) for o in campo.opciones]
    pnc = [] if PNC in dict(opciones) else [(PNC, "Prefiero no contestar")]
    return [*opciones, *pnc, _CALLA]


@sensitive_variables()
def contar(
    definicion: Definicion,
    candidatas: Mapping[UUID, Candidata],
    preguntas: Collection[str],
    hasta: datetime,
) -> dict[str, Contadas]:
    """Lo sellado hasta ese momento; de un archivo, lo importado, que no tiene dueño.

    De varias candidaturas de una persona cuenta la que decidió al último y contesta la pregunta o, si su perfil enseña
    una respuesta, esa. Una decisión de consentimiento no es una respuesta: se cuenta tal cual.
    """
    if definicion.historico:
        return _importadas(definicion, len(candidatas), preguntas)
    admite = {p: dict(celdas(definicion, p)) for p in preguntas}
    contadas = {p: Contadas() for p in preguntas}
    for clase, suyas in _por_persona(definicion, candidatas, hasta):
        for pregunta, cuenta in contadas.items():
            dicha, a_la_vista = _dicha(suyas, pregunta, definicion.identidad.grupo_de())
            celda = dicha if dicha in admite[pregunta] else SIN_RESPUESTA
            (cuenta.exactas if a_la_vista else cuenta.calladas)[clase, celda] += 1
    return contadas


def _importadas(definicion: Definicion, cuantas: int, preguntas: Collection[str]) -> dict[str, Contadas]:
    """Cada candidatura importada es un renglón; de quien no se importó la respuesta, «sin respuesta»."""
    contadas, sueltos = dict[str, Contadas](), conteos_sueltos(definicion.clave)
    for pregunta in sueltos.keys() & set(preguntas):
        admite = dict(celdas(definicion, pregunta))
        suya = Cuentas({((), c): n for c, n in sueltos[pregunta].items() if c in admite})
        suya[(), SIN_RESPUESTA] += cuantas - suya.total()
        contadas[pregunta] = Contadas(calladas=suya)
    return contadas


@dataclass(frozen=True)
class _Suya:
    """Lo leído de una candidatura y los grupos que su perfil enseña."""

    leida: Leida = field(repr=False)
    muestra: efecto.Grupos


@sensitive_variables()
def _por_persona(
    definicion: Definicion, candidatas: Mapping[UUID, Candidata], hasta: datetime
) -> Iterator[tuple[Clase, Sequence[_Suya]]]:
    """La clase de cada persona, que no depende de lo que contestó, y sus candidaturas: antes la que decidió al último."""
    en_orden = sorted(candidatas, key=lambda clave: (candidatas[clave].persona, clave))
    leidas = leer(en_orden, hasta, definicion.consentimiento)
    for _, suyas in groupby(leidas, key=lambda leida: candidatas[leida.clave].persona):
        todas = [*suyas]
        ultimas = sorted(todas, key=lambda leida: -leida.decidio.pk if leida.decidio else 0)
        con_vista = [_Suya(una, _muestra(definicion, candidatas[una.clave], una)) for una in ultimas]
        yield candidatas[todas[0].clave].clase, con_vista


def _muestra(definicion: Definicion, candidata: Candidata, leida: Leida) -> efecto.Grupos:
    if not candidata.se_ve:
        return []
    return efecto.con_obligados(
        efecto.publica(leida.permite), definicion.grupos_que_muestran(candidata.acciones)
    )


@sensitive_variables()
def _dicha(suyas: Sequence[_Suya], pregunta: str, grupo_de: Mapping[str, str]) -> tuple[str, bool]:
    """Su respuesta, y si cualquiera la lee hoy en un perfil suyo."""
    if es_decision(pregunta):
        dichas = (decision(una.leida.decidio, pregunta) for una in suyas if una.leida.decidio)
        return next(filter(None, dichas), SIN_RESPUESTA), True
    for una in suyas:
        if vista := efecto.visibles(una.leida.respuestas, grupo_de, una.muestra).get(pregunta):
            return str(vista), True
    contestadas = (una.leida.callado or una.leida.respuestas.get(pregunta) for una in suyas)
    return next(
        (str(dicho) for dicho in contestadas if dicho and dicho != SIN_RESPUESTA), SIN_RESPUESTA
    ), False


def es_decision(pregunta: str) -> bool:
    """Si lo que se cuenta es una decisión de consentimiento y no una respuesta."""
    return pregunta in DECISIONES or pregunta.startswith(DE_GRUPO)


def decision(c: Consentido, pregunta: str) -> str:
    """«si», «no», o vacío mientras el sí espera el formato firmado: todavía no es decisión de la persona.

    Autorizar un grupo es autorizar.
    """
    if pregunta == "estadistica":
        return "si" if c.estadistica else "no"
    if pregunta == "publicacion":
        espera = efecto.publica(c) == [] and efecto.por_firmar(c)
        return "" if espera else "si" if c.publicacion else "no"
    grupo = pregunta.removeprefix(DE_GRUPO)
    if efecto.abarca(efecto.publica(c), [grupo]):
        return "si"
    return "" if c.publicacion and efecto.abarca(c.grupos, [grupo]) else "no"

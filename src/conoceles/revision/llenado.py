"""Qué trae lo enviado: cuántas candidaturas muestran fotografía y cuántas dicen algo en cada sección."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast

from conoceles.candidaturas.consultas_base import CandidaturaQuerySet
from conoceles.curricular.models import VersionCurricular
from conoceles.proceso.consultas import huella_vigente
from conoceles.proceso.definicion import Definicion, Seccion

FOTOGRAFIA = "fotografia"
_LOTE = 10_000  # llaves por consulta: SQLite admite 32,766
Traen = frozenset[str]  # lo que una versión trae: las claves de sus secciones con algo, y `fotografia`

# Elección → su definición y, por versión, lo que trae: una versión nunca cambia, y leerlas todas era casi toda la visita.
_SABIDO: dict[str, tuple[str, dict[str, Traen]]] = {}


def contar(definicion: Definicion, candidaturas: CandidaturaQuerySet) -> list[tuple[str, int, int]]:
    """(título, cuántas traen algo, de cuántas a las que se pregunta), de lo último enviado de esas candidaturas."""
    ultimas = _ultimas(candidaturas)
    cargos = dict(ultimas.values_list(Cast("pk", TextField()), "candidatura__formula__contienda__cargo"))
    traen = _traen(definicion, cargos.keys())
    juntas = Counter((cargo, traen[version]) for version, cargo in cargos.items())
    secciones = definicion.curricular.secciones
    return [
        ("Fotografía", *_cuantas(juntas, FOTOGRAFIA, {cargo for cargo, _ in juntas})),
        *((s.titulo, *_cuantas(juntas, s.clave, _preguntados(s, juntas))) for s in secciones),
    ]


def _ultimas(candidaturas: CandidaturaQuerySet) -> QuerySet[VersionCurricular]:
    otra = VersionCurricular.objects.filter(
        candidatura=OuterRef("candidatura"), numero__gt=OuterRef("numero")
    )
    suyas = VersionCurricular.objects.filter(candidatura__in=candidaturas.order_by().values("pk"))
    return suyas.filter(~Exists(otra)).order_by()


def _traen(definicion: Definicion, versiones: Collection[str]) -> dict[str, Traen]:
    """Con lo ya leído; lo demás se lee por tramos."""
    huella = huella_vigente(definicion.clave)
    de_cual, sabido = _SABIDO.get(definicion.clave, ("", {}))
    if de_cual != huella:
        sabido = {}
    faltan = [version for version in versiones if version not in sabido]
    for desde in range(0, len(faltan), _LOTE):
        leidas = _leidas(faltan[desde : desde + _LOTE])
        sabido |= {llave: _de(definicion, foto, dicho) for llave, foto, dicho in leidas}
    _SABIDO[definicion.clave] = huella, sabido
    return sabido


def _leidas(versiones: list[str]) -> Iterator[tuple[str, object, dict[str, object]]]:
    nuevas = VersionCurricular.objects.filter(pk__in=versiones).annotate(llave=Cast("pk", TextField()))
    yield from nuevas.values_list("llave", "fotografia_id", "contenido").order_by().iterator()


def _de(definicion: Definicion, fotografia: object, contenido: dict[str, object]) -> Traen:
    con_algo = (
        s.clave for s in definicion.curricular.secciones if any(contenido.get(c.clave) for c in s.campos)
    )
    return frozenset((*con_algo, FOTOGRAFIA) if fotografia else con_algo)


def _preguntados(seccion: Seccion, juntas: Iterable[tuple[str, Traen]]) -> set[str]:
    """Los cargos a los que se pregunta algo de ella."""
    return {cargo for cargo, _ in juntas if any(c.se_pregunta_a(cargo) for c in seccion.campos)}


def _cuantas(juntas: Counter[tuple[str, Traen]], que: str, cargos: Collection[str]) -> tuple[int, int]:
    suyas = [(traen, n) for (cargo, traen), n in juntas.items() if cargo in cargos]
    return sum(n for traen, n in suyas if que in traen), sum(n for _, n in suyas)

"""Qué trae lo enviado: cuántas candidaturas muestran fotografía y cuántas dicen algo en cada sección.

Una versión no cambia ni se borra, y la base lo impide: lo que trae cada una se recuerda y en cada visita solo se leen las que se
agregaron. Si con ellas no salen tantas como hay, o la base no es la que se leyó, se leen todas otra vez.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from conoceles.bitacora.consultas import hasta_aqui, sigue
from conoceles.bitacora.estados import SIN_PERFIL
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import VersionCurricular
from conoceles.proceso.consultas import huella_vigente
from conoceles.proceso.definicion import Definicion, Seccion

FOTOGRAFIA = "fotografia"
_LOTE = 10_000  # llaves por consulta: SQLite admite 32,766
_DICE = ("candidatura", "numero", "candidatura__formula__contienda__cargo", "fotografia", "contenido")
Traen = frozenset[str]  # lo que una versión trae: las claves de sus secciones con algo, y `fotografia`
Juntas = Counter[tuple[str, Traen]]  # cuántas de cada cargo traen lo mismo
Leida = tuple[UUID, int, str, object, dict[str, object]]  # lo de `_DICE`


@dataclass
class _Sabido:
    """Lo leído con una definición. `ultimas`: de cada candidatura que envió, su última versión; `juntas`, cuántas de cada una."""

    huella: str
    entrada: tuple[int, str]  # de la bitácora, antes de leer
    leidas: set[UUID] = field(default_factory=set)  # versiones, de cualquier elección
    hasta: datetime | None = None  # de cuándo es la más reciente
    ultimas: dict[UUID, tuple[int, str, Traen]] = field(default_factory=dict)
    juntas: Juntas = field(default_factory=Counter)


_SABIDO: dict[str, _Sabido] = {}  # por elección


def de_las_que_siguen(definicion: Definicion) -> Juntas:
    """Lo último que enviaron: su suma son las que han enviado algo."""
    sabido = _al_dia(definicion)
    concluidas = Candidatura.objects.filter(proceso=definicion.clave, estado__in=SIN_PERFIL).order_by()
    de_ellas = (sabido.ultimas.get(quien) for quien in concluidas.values_list("pk", flat=True))
    return sabido.juntas - Counter((cargo, traen) for _, cargo, traen in filter(None, de_ellas))


def contar(definicion: Definicion, juntas: Juntas) -> list[tuple[str, int, int]]:
    """(título, cuántas traen algo, de cuántas a las que se pregunta)."""
    secciones = definicion.curricular.secciones
    return [
        ("Fotografía", *_cuantas(juntas, FOTOGRAFIA, {cargo for cargo, _ in juntas})),
        *((s.titulo, *_cuantas(juntas, s.clave, _preguntados(s, juntas))) for s in secciones),
    ]


def _al_dia(definicion: Definicion) -> _Sabido:
    """Se aparta mientras se pone al día: dos visitas a la vez no lo suman dos veces."""
    huella, entrada = huella_vigente(definicion.clave), hasta_aqui("default")
    sabido = _SABIDO.pop(definicion.clave, None)
    es_la_misma = sabido is not None and sabido.huella == huella and sigue("default", sabido.entrada)
    if sabido is None or not es_la_misma or not _leer_las_nuevas(definicion, sabido):
        sabido = _Sabido(huella, entrada)
        _leer_las_nuevas(definicion, sabido)
    sabido.entrada = entrada
    _SABIDO[definicion.clave] = sabido
    return sabido


def olvidar() -> None:
    """La próxima vez se lee todo."""
    _SABIDO.clear()


def _leer_las_nuevas(definicion: Definicion, sabido: _Sabido) -> bool:
    """Falso si las leídas no son todas las que hay."""
    todas = VersionCurricular.objects.order_by()
    hay = todas.count()
    if len(sabido.leidas) == hay:
        return True
    recientes = todas if sabido.hasta is None else todas.filter(en__gte=sabido.hasta)
    dichas = dict(recientes.values_list("pk", "en"))
    faltan = [version for version in dichas if version not in sabido.leidas]
    for desde in range(0, len(faltan), _LOTE):
        for leida in _leidas(definicion.clave, faltan[desde : desde + _LOTE]):
            _poner(definicion, sabido, leida)
    sabido.leidas.update(faltan)
    sabido.hasta = max(dichas.values(), default=sabido.hasta)
    return len(sabido.leidas) == hay


def _leidas(proceso: str, versiones: list[UUID]) -> Iterator[Leida]:
    """De esas, las de la elección: enviadas o importadas."""
    suyas = VersionCurricular.objects.filter(candidatura__proceso=proceso, pk__in=versiones)
    yield from suyas.order_by().values_list(*_DICE).iterator()


def _poner(definicion: Definicion, sabido: _Sabido, leida: Leida) -> None:
    quien, numero, cargo, fotografia, contenido = leida
    antes = sabido.ultimas.get(quien)
    if antes is None or numero > antes[0]:
        traen = _de(definicion, fotografia, contenido)
        sabido.ultimas[quien] = numero, cargo, traen
        sabido.juntas[cargo, traen] += 1
        if antes is not None:
            sabido.juntas[antes[1:]] -= 1


def _de(definicion: Definicion, fotografia: object, contenido: dict[str, object]) -> Traen:
    con_algo = (
        s.clave for s in definicion.curricular.secciones if any(contenido.get(c.clave) for c in s.campos)
    )
    return frozenset((*con_algo, FOTOGRAFIA) if fotografia else con_algo)


def _preguntados(seccion: Seccion, juntas: Iterable[tuple[str, Traen]]) -> set[str]:
    """Los cargos a los que se pregunta algo de ella."""
    return {cargo for cargo, _ in juntas if any(c.se_pregunta_a(cargo) for c in seccion.campos)}


def _cuantas(juntas: Juntas, que: str, cargos: Collection[str]) -> tuple[int, int]:
    suyas = [(traen, n) for (cargo, traen), n in juntas.items() if cargo in cargos]
    return sum(n for traen, n in suyas if que in traen), sum(n for _, n in suyas)

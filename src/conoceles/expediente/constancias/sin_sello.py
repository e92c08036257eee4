"""Filas sin sello cuyo acto ya las dice enteras: el aviso leído, la parte lista y cada recordatorio son los que él dejó.

Nada de lo publicado depende de ellas, y por eso no detienen a nadie: son prueba de que alguien supo, y se nombran.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from django.db.models import Model

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.models import AvisoLeido, ParteLista, Recordatorio


class _Clase(NamedTuple):
    """`campos` de la fila y, en el mismo orden, lo que de ellos dicen la entrada (quién la hizo y sus datos)."""

    que: str
    acto: Acto
    modelo: type[Model]
    campos: tuple[str, ...]
    dice: Callable[[str, Mapping[str, Any]], tuple[object, ...]]


_CLASES = (
    _Clase(
        "una constancia de aviso leído", Acto.AVISO_LEIDO, AvisoLeido, ("version", "por"),
        lambda actor, datos: (datos["version"], actor),
    ),
    _Clase(
        "una parte dada por lista", Acto.PARTE_LISTA, ParteLista, ("ronda", "por"),
        lambda actor, datos: (datos["ronda"], actor),
    ),
    _Clase(
        "un recordatorio", Acto.RECORDATORIO, Recordatorio, ("hito", "correo_id", "destinatario"),
        lambda _, datos: (datos["hito"], datos["correo"], f"cuenta:{datos['cuenta']}"),
    ),
)  # fmt: skip


def sin_constancia() -> Iterator[tuple[str, str, str]]:
    """(folio, elección, frase) por candidatura y clase.

    No se mira el sello de cada entrada: la que no lo lleva ya la nombra quien recorre la cadena. De lo que no coincide se mira
    otra vez: un acto pudo confirmarse entre leer sus filas y leer su entrada.
    """
    parecen = _difieren()
    siguen = parecen & _difieren() if parecen else set[tuple[str, str]]()
    elecciones = dict(
        Candidatura.objects.filter(folio__in={f for f, _ in siguen}).values_list("folio", "proceso")
    )
    for folio, frase in sorted(siguen):
        yield folio, elecciones.get(folio, ""), frase


def _difieren() -> set[tuple[str, str]]:
    return {(folio, frase) for una in _CLASES for folio, frase in _de_una(una)}


def _de_una(una: _Clase) -> Iterator[tuple[str, str]]:
    entradas = Entrada.objects.using("default").filter(acto=una.acto).order_by()
    leidas = entradas.values_list("folio", "momento", "actor", "datos")
    constan: set[tuple[Any, ...]] = {
        (folio, en, *una.dice(actor, datos)) for folio, en, actor, datos in leidas.iterator()
    }
    filas = una.modelo._default_manager.order_by().values_list("candidatura__folio", "en", *una.campos)
    hay: set[tuple[Any, ...]] = {*filas.iterator()}
    yield from ((folio, f"tiene {una.que} que ningún acto dejó así") for folio, *_ in hay - constan)
    yield from ((folio, f"le falta {una.que} que un acto dejó") for folio, *_ in constan - hay)

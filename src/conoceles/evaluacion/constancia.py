"""Lo que se leyó, se propuso y se resolvió al evaluar es lo que un acto dejó; lo abierto se guarda sin acto."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.selladas import CAMPO, ajenas, nombre
from conoceles.evaluacion.models import Evaluacion, Propuesta, Resolucion

# Cada tabla: cómo se dice y qué acto la escribe.
TABLAS: dict[type[Model], tuple[str, Acto]] = {
    Evaluacion: ("una lectura cerrada", Acto.EVALUACION_CERRADA),
    Propuesta: ("una propuesta", Acto.EVALUACION_PROPUESTA),
    Resolucion: ("una resolución", Acto.EVALUACION_RESUELTA),
}
REMEDIO = (
    "Una lectura, una propuesta o una resolución se cambió sin pasar por el sistema, y concluir la daría por buena. Avise a "
    "quien administra: la autoridad electoral la compara con su respaldo y la repone como estaba."
)


def alteradas() -> Iterator[tuple[str, str]]:
    """(elección, qué) de lo que ningún acto dejó así."""
    for tabla, (que, acto) in TABLAS.items():
        suyas = ajenas(tabla, "candidatura__proceso_id", acto)
        abiertas = _abiertas() if suyas and tabla is Evaluacion else set()
        folios = {de for uno, de in suyas.items() if uno not in abiertas}
        for eleccion in sorted({_eleccion(de) for de in folios}):
            yield eleccion, que


def _abiertas() -> set[str]:
    """Las lecturas en curso; la que un acto cerró y alguien volvió a abrir por fuera no es una de ellas."""
    entradas = Entrada.objects.using("default").filter(acto=Acto.EVALUACION_CERRADA)
    nombres = (nombre(fila) for fila in Evaluacion.objects.filter(cerrada_en=None))
    return {uno for uno in nombres if not entradas.filter(**{f"datos__{CAMPO}__has_key": uno}).exists()}


def _eleccion(de: str) -> str:
    """De la fila que falta se sabe el folio, que dice su entrada; de las demás, su elección."""
    entrada = Entrada.objects.using("default").filter(folio=de).exclude(proceso="").first()
    return entrada.proceso if entrada else de

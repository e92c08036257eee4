"""Leer y comprobar la cadena."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.fila import Publica
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import GENESIS, Leida, sellar
from conoceles.nucleo.bases.de_muchas import de_muchas

LEIDA = Leida._fields
_FOLIO = LEIDA.index("folio")


def cabeza(using: str) -> str:
    """Huella de la última entrada, o 64 ceros en una base nueva."""
    ultima = Entrada.objects.using(using).order_by("-id").values_list("huella", flat=True).first()
    return ultima or GENESIS


def hasta_aqui(using: str) -> tuple[int, str]:
    """Número y huella de la última entrada: con ellos, `sigue` dice después si la base es la que se leyó."""
    ultima = Entrada.objects.using(using).order_by("-id").values_list("id", "huella").first()
    return ultima or (0, GENESIS)


def sigue(using: str, leida: tuple[int, str]) -> bool:
    """Falso si la entrada que era la última ya no está o es otra: se repuso un respaldo."""
    ident, huella = leida
    return not ident or Entrada.objects.using(using).filter(id=ident, huella=huella).exists()


def ultimo_momento(using: str) -> datetime | None:
    """Cuándo se hizo lo último que consta, según la hora del dominio."""
    return Entrada.objects.using(using).order_by("-id").values_list("momento", flat=True).first()


def ultimo_id(using: str) -> int:
    """El de lo último que consta; 0 si no consta nada."""
    return Entrada.objects.using(using).order_by("-id").values_list("id", flat=True).first() or 0


def ultima(using: str, acto: Acto, proceso: str) -> Entrada | None:
    """La última vez que consta ese acto en esa elección."""
    return Entrada.objects.using(using).filter(acto=acto, proceso=proceso).order_by("-id").first()


def desde(using: str, despues_de: int) -> QuerySet[Entrada]:
    """Entradas con id mayor, en orden: la bitácora es la cola de quien publica."""
    return Entrada.objects.using(using).filter(id__gt=despues_de).order_by("id")


def por_publicar(using: str, despues_de: int) -> QuerySet[Entrada]:
    """De ellas, las que obligan a mirar lo publicado: lo privado no."""
    privados = [acto for acto in Acto if acto.fila.publica == Publica.CONSERVA]
    return desde(using, despues_de).exclude(acto__in=privados)


def de_folio(using: str, folio: str) -> QuerySet[Entrada]:
    """Historia de una candidatura en una base."""
    return Entrada.objects.using(using).filter(folio=folio).order_by("id")


def sellada(entrada: Entrada) -> bool:
    """Si la escribió el sistema."""
    return entrada.sello == sellar(entrada)


def selladas(entradas: QuerySet[Entrada], folios: Iterable[str] | None = None) -> Iterator[Leida]:
    """De esas, o de las de esos folios, las que escribió el sistema; las de un folio, en su orden.

    Se leen miles: de cada una, lo que dice y no un objeto.
    """
    return autenticas_de(de_muchas(entradas.values_list(*LEIDA), "folio", folios, itemgetter(_FOLIO)))


def autenticas_de(filas: Iterable[tuple[Any, ...]]) -> Iterator[Leida]:
    """De esos renglones, en las columnas de `LEIDA`, los que escribió el sistema."""
    return (leida for leida in map(Leida._make, filas) if leida.sello == sellar(leida))

"""Leer y comprobar la cadena."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.fila import Publica
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import GENESIS, Leida, sellar
from conoceles.nucleo import secretos
from conoceles.nucleo.bases.de_muchas import de_muchas
from conoceles.nucleo.bases.preparadas import Preparada

# De los datos de una marca: si solo asentó las tablas nuevas.
PARCIAL = "parcial"
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


def marcas(using: str) -> list[Entrada]:
    """Las que asentaron lo anterior, en orden: una, o más si se volvió de versión y se actualizó otra vez."""
    return [*_marcas(using)]


def _marcas(using: str) -> QuerySet[Entrada]:
    return de_la_base(using).exclude(datos__has_key=PARCIAL)


def de_la_base(using: str) -> QuerySet[Entrada]:
    """Cada vez que se asentó algo de esa base entera, o se anotó que iba a volver de versión."""
    return Entrada.objects.using(using).filter(acto=Acto.ANTERIOR_ASENTADO, folio="").order_by("id")


_MARCAS = {
    "default": Preparada(lambda: _marcas("default").values_list("id", "huella", "sello")),
    "identidad": Preparada(lambda: _marcas("identidad").values_list("id", "huella", "sello")),
}


def primera_sellada(using: str) -> int | None:
    """La que asentó lo anterior: de ella en adelante todas llevan sello. `None` si esta base todavía no se pone al día.

    Si a ninguna le queda el suyo vale la primera, y entonces nada consta: quitar sellos no da por bueno lo cambiado.
    """
    suyas = _MARCAS[using]()
    llave = secretos.huella("maestra")
    selladas = (n for n, huella, sello in suyas if _marca_sellada(using, n, huella, sello, llave))
    return next((n for n in [*selladas, *(n for n, *_ in suyas)]), None)


@lru_cache(maxsize=64)
def _marca_sellada(using: str, numero: int, huella: str, sello: str | None, llave: str) -> bool:
    """Se pregunta en cada acto, y lleva lo que había en toda la base: cada proceso la lee entera una vez."""
    return sellada(Entrada.objects.using(using).get(pk=numero))


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


def sin_un_sello(using: str) -> bool:
    """Como deja la bitácora volver a la versión que no sellaba."""
    return not Entrada.objects.using(using).filter(sello__isnull=False).exists()


def por_asentar(using: str) -> bool:
    """Si falta asentar lo que esa base tenía antes; otra vez, solo si volver de versión le quitó todos los sellos."""
    return primera_sellada(using) is None or sin_un_sello(using)


def autenticas(using: str, entradas: Iterable[Entrada]) -> Iterator[Entrada]:
    """De esas, las que escribió el sistema; sin la que asentó lo anterior no hay con qué saberlo y valen todas."""
    desde_cuando = primera_sellada(using)
    return (e for e in entradas if desde_cuando is None or sellada(e))

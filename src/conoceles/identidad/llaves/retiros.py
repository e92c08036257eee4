"""La memoria de lo retirado: conclusiones, permisos perdidos y órdenes, junto a las llaves y fuera de todo respaldo.

Lo que quita se asienta en el mismo acto, antes de que A o B confirmen. Si no confirman, sobra una fila: de más,
restaurar retira; de menos, devolvería lo que la ley mandó quitar. La reparación compensa las conclusiones que sobren.
Lo que devuelve (restituir, levantar una orden) se asienta después, por la misma razón.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from conoceles.bitacora.actos import Acto
from conoceles.identidad.llaves.retirado import Retirado
from conoceles.identidad.models import Retiro
from conoceles.identidad.permisos.efecto import Grupos
from conoceles.nucleo.alcance import Alcance

REVOCACION, RESTITUIDA = "revocacion", Acto.RESTITUIDA
OCULTA, MOSTRADA = Acto.SECCION_OCULTA, Acto.SECCION_MOSTRADA
RETENIDA, LIBERADA = Acto.RETENCION_ABIERTA, Acto.RETENCION_LEVANTADA
ORDENES = (OCULTA, MOSTRADA, RETENIDA, LIBERADA)


@dataclass(frozen=True)
class Asentado:
    """El último de una candidatura, con su acuerdo u orden; si no llevaba fecha, la del día en que se hizo.

    `seccion`: la que se ocultó o mostró.
    """

    clave: UUID
    acto: str
    seccion: str
    acuerdo: str
    fecha_acuerdo: date
    por: str
    en: datetime


@dataclass(frozen=True)
class Permiso:
    """Lo que seguía permitido al perder algo por última vez: los grupos dichos, los que surtían, y si contar."""

    grupos: Grupos
    surten: Grupos
    estadistica: bool
    en: datetime


def asentar(
    clave: UUID, acto: str, *, por: Alcance, ahora: datetime, seccion: str = "", **datos: object
) -> None:
    """Agrega la fila. `acto`: el estado en que concluye, o uno de los de arriba. Idempotente en un instante.

    `datos`: `acuerdo` y `fecha_acuerdo`; de una revocación, `grupos`, `surten` y `estadistica` que quedan.
    """
    Retiro.objects.get_or_create(
        clave=clave, acto=acto, seccion=seccion, en=ahora, defaults={"por": por.actor, **datos}
    )


def conclusiones() -> list[Asentado]:
    """La última conclusión o restitución de cada candidatura."""
    return list({f.clave: _acto(f) for f in Retiro.objects.exclude(acto__in=[REVOCACION, *ORDENES])}.values())


def ordenes() -> list[Asentado]:
    """La última de cada candidatura y sección: la retención es de la candidatura entera, sin sección."""
    return list({(f.clave, f.seccion): _acto(f) for f in Retiro.objects.filter(acto__in=ORDENES)}.values())


def revocaciones(
    claves: Collection[UUID] | None = None, hasta: datetime | None = None
) -> dict[UUID, Permiso]:
    """Clave → lo que le quedaba permitido la última vez que perdió algo. `claves`: solo de esas; `hasta`: solo hasta entonces."""
    filas = Retiro.objects.filter(acto=REVOCACION)
    filas = filas if claves is None else filas.filter(clave__in=list(claves))
    filas = filas if hasta is None else filas.filter(en__lte=hasta)
    return {f.clave: Permiso(f.grupos, f.surten, f.estadistica, f.en) for f in filas}


def copia() -> list[Retirado]:
    """Todas las filas, para la copia del llavero."""
    return [_escrita(fila) for fila in Retiro.objects.iterator()]


def reponer(filas: Iterable[Retirado]) -> None:
    """Agrega las que falten de una copia; las que están no se tocan."""
    with transaction.atomic(using=Retiro.objects.db):
        hay = set(Retiro.objects.values_list("clave", "acto", "seccion", "en"))
        nuevas = [r for r in map(_leida, filas) if (r.clave, r.acto, r.seccion, r.en) not in hay]
        Retiro.objects.bulk_create(nuevas, ignore_conflicts=True)


def juntar(*copias: Collection[Retirado]) -> list[Retirado]:
    """Todas, sin repetir y en orden."""
    unicas = {(f["en"], f["clave"], f["acto"], f.get("seccion", "")): f for c in copias for f in c}
    return [unicas[marca] for marca in sorted(unicas)]


def _acto(fila: Retiro) -> Asentado:
    dia = fila.fecha_acuerdo or timezone.localdate(fila.en)
    return Asentado(fila.clave, fila.acto, fila.seccion, fila.acuerdo, dia, fila.por, fila.en)


def _escrita(fila: Retiro) -> Retirado:
    return {
        "clave": str(fila.clave),
        "acto": fila.acto,
        "seccion": fila.seccion,
        "grupos": fila.grupos,
        "surten": fila.surten,
        "estadistica": fila.estadistica,
        "acuerdo": fila.acuerdo,
        "fecha_acuerdo": fila.fecha_acuerdo.isoformat() if fila.fecha_acuerdo else None,
        "por": fila.por,
        "en": fila.en.isoformat(),
    }


def _leida(fila: Retirado) -> Retiro:
    """Lo que una copia anterior no lleva toma lo del modelo."""
    fecha = fila["fecha_acuerdo"]
    dicho = {
        **fila,
        "clave": UUID(fila["clave"]),
        "fecha_acuerdo": date.fromisoformat(fecha) if fecha else None,
        "en": datetime.fromisoformat(fila["en"]),
    }
    return Retiro(**dicho)

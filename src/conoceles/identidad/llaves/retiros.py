"""La memoria de lo retirado: conclusiones, permisos perdidos, órdenes y llaves destruidas, junto a las llaves y fuera de todo respaldo.

Lo que quita se asienta en el mismo acto, antes de que A o B confirmen. Si no confirman, sobra una fila: de más,
restaurar retira; de menos, devolvería lo que la ley mandó quitar. La reparación compensa las conclusiones que sobren.
Lo que devuelve (restituir, levantar una orden) se asienta después, por la misma razón.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from conoceles.bitacora.actos import Acto
from conoceles.identidad.llaves.retirado import Retirado
from conoceles.identidad.models import Retiro
from conoceles.identidad.permisos.efecto import Grupos
from conoceles.nucleo import secretos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.de_muchas import de_muchas

REVOCACION, RESTITUIDA = "revocacion", Acto.RESTITUIDA
DESTRUIDA = "llave_destruida"
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
    """Agrega la fila, con su sello. `acto`: el estado en que concluye, o uno de los de arriba. Idempotente en un instante.

    `datos`: `acuerdo` y `fecha_acuerdo`; de una revocación, `grupos`, `surten` y `estadistica` que quedan.
    """
    fila = Retiro(clave=clave, acto=acto, seccion=seccion, en=ahora, por=por.actor, **datos)
    dicho = {**datos, "por": por.actor, "sello": sello(fila)}
    Retiro.objects.get_or_create(clave=clave, acto=acto, seccion=seccion, en=ahora, defaults=dicho)


def asentar_destruida(clave: UUID, ahora: datetime) -> None:
    """Una vez: que su llave se destruyó, para que ninguna copia la devuelva."""
    if not Retiro.objects.filter(clave=clave, acto=DESTRUIDA).exists():
        asentar(clave, DESTRUIDA, por=Alcance.sistema("llavero"), ahora=ahora)


def sello(fila: Retiro) -> str:
    """Lo que dice, con llave; sin su número, que cambia al reponerla de una copia."""
    campos = (c.attname for c in Retiro._meta.concrete_fields if c.attname not in ("id", "sello"))
    return secretos.sellar("lo retirado", [getattr(fila, campo) for campo in campos])


def ajenas(claves: Collection[UUID] | None = None) -> list[Retiro]:
    """Las que ningún acto dejó así: otro cliente las puso o las cambió, y no se les cree. De esas personas, o de todas."""
    return [fila for fila in _de(Retiro.objects.all(), claves) if not _consta(fila)]


def sellos() -> set[str]:
    """Los de las que constan."""
    return {sello(fila) for fila in Retiro.objects.all() if _consta(fila)}


def conclusiones() -> list[Asentado]:
    """La última conclusión o restitución de cada candidatura."""
    filas = Retiro.objects.exclude(acto__in=[REVOCACION, DESTRUIDA, *ORDENES])
    return list({f.clave: _acto(f) for f in filas if _consta(f)}.values())


def ordenes() -> list[Asentado]:
    """La última de cada candidatura y sección: la retención es de la candidatura entera, sin sección."""
    filas = Retiro.objects.filter(acto__in=ORDENES)
    return list({(f.clave, f.seccion): _acto(f) for f in filas if _consta(f)}.values())


def revocaciones(
    claves: Collection[UUID] | None = None, hasta: datetime | None = None
) -> dict[UUID, Permiso]:
    """Clave → lo que le quedaba permitido la última vez que perdió algo. `claves`: solo de esas; `hasta`: solo hasta entonces."""
    filas = Retiro.objects.filter(acto=REVOCACION)
    filas = filas if hasta is None else filas.filter(en__lte=hasta)
    suyas = (f for f in _de(filas, claves) if _consta(f))
    return {f.clave: Permiso(f.grupos, f.surten, f.estadistica, f.en) for f in suyas}


def copia() -> list[Retirado]:
    """Todas las filas, en el orden en que se asentaron."""
    return [_escrita(fila) for fila in Retiro.objects.order_by("pk").iterator()]


def asiento() -> tuple[str, str]:
    """Octetos al azar y la marca de hasta dónde llega hoy lo retirado: sin la maestra, dos marcas de lo mismo no se parecen."""
    azar = secrets.token_hex(16)
    filas = Retiro.objects.order_by("pk").values_list("sello", flat=True)
    return azar, _marca(azar, hashlib.sha256("".join(filas).encode()).hexdigest())


def llegan(sellos: Iterable[str], azar: str, marca: str) -> bool:
    """Si esa marca es la de todos o la de cuando eran los primeros de ellos."""
    resumen = hashlib.sha256()
    for sello in ("", *sellos):
        resumen.update(sello.encode())
        if _marca(azar, resumen.hexdigest()) == marca:
            return True
    return False


def _marca(azar: str, resumen: str) -> str:
    return secretos.sellar("hasta dónde llega lo retirado", [azar, resumen])


def reponer(filas: Iterable[Retirado]) -> None:
    """Agrega las que falten de una copia; las que están no se tocan."""
    with transaction.atomic(using=Retiro.objects.db):
        hay = set(Retiro.objects.values_list("clave", "acto", "seccion", "en"))
        nuevas = [r for r in map(_leida, filas) if (r.clave, r.acto, r.seccion, r.en) not in hay]
        Retiro.objects.bulk_create(nuevas, ignore_conflicts=True)


def _de(filas: QuerySet[Retiro], claves: Collection[UUID] | None) -> Iterator[Retiro]:
    return de_muchas(filas.order_by("en", "id"), "clave", claves, attrgetter("clave"))


def _consta(fila: Retiro) -> bool:
    return fila.sello == sello(fila)


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
        "sello": fila.sello,
    }


def _leida(fila: Retirado) -> Retiro:
    fecha = fila["fecha_acuerdo"]
    dicho = {
        **fila,
        "clave": UUID(fila["clave"]),
        "fecha_acuerdo": date.fromisoformat(fecha) if fecha else None,
        "en": datetime.fromisoformat(fila["en"]),
    }
    return Retiro(**dicho)

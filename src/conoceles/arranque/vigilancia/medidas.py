"""Cómo está la instalación en un momento. De aquí salen las métricas y las alertas: las dos dicen lo mismo."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from django.db import DatabaseError, connections

from conoceles.arranque.bases import ALIAS
from conoceles.arranque.comprobar import continua
from conoceles.arranque.comprobar.momento import respaldo_mas_reciente
from conoceles.arranque.respaldos.respaldo_llaves import ultima as ultima_copia
from conoceles.arranque.vigilancia import certificados, replica
from conoceles.correo.models import Correo
from conoceles.espejos.operaciones import atrasados
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.models import Proceso
from conoceles.publicacion.rezago import Atraso, atraso, sin_archivo
from conoceles.pulso.consultas import Falla, fallas, frenos, ultimo_latido
from conoceles.revision.comprobada import ultima

PROPIOS = ("alerta", "alerta_resuelta")  # clases de los correos de quien opera: su rebote no es otra alerta


@dataclass(frozen=True)
class Sitio:
    """De una elección: lo que falta por publicar y los folios que esperan el archivo de su fotografía."""

    eleccion: str
    atraso: Atraso
    sin_archivo: tuple[str, ...]


@dataclass(frozen=True)
class Atrasado:
    """Un espejo que no entrega lo publicado: desde hace cuánto y por qué."""

    nombre: str
    hace: timedelta
    falla: str


@dataclass(frozen=True)
class Medidas:
    """Las edades son tiempos transcurridos; `None`, que nunca ha ocurrido. `certificados`: lo que les queda."""

    instalada: timedelta
    latido: timedelta | None
    frenos: int
    en_cola: int
    en_cola_desde: timedelta
    devueltos: int
    sitios: tuple[Sitio, ...]
    libre: int
    disco: int
    respaldo: timedelta | None
    llavero: timedelta | None
    certificados: dict[str, timedelta]
    errores: Mapping[str, int]  # código → cuántas veces lo halló la última comprobación
    avisos: int
    de_antes: frozenset[str] = frozenset()  # de esos códigos, los que ya decía la anterior
    comprobada: timedelta | None = None
    fallas: tuple[Falla, ...] = ()  # tareas que el obrero no logra terminar
    espejos: tuple[Atrasado, ...] = ()
    sin_ensenar: tuple[str, ...] = ()  # certificados que nginx no enseña
    sin_leer: tuple[str, ...] = ()  # certificados de los que no se sabe cuándo vencen
    sin_exigir: tuple[str, ...] = ()  # bases con réplica declarada que confirman sin ella
    sin_guardar: tuple[str, ...] = ()  # bases cuyos diarios PostgreSQL no logra guardar
    sin_copiar: tuple[str, ...] = ()  # bases que guardan diarios sin una copia reciente de la que partir


def medir(ahora: datetime) -> Medidas:
    """Lee las bases y el disco. `DatabaseError` si una base no contesta: se sabe antes con `contesta`."""
    pulso, comprobada, disco = ultimo_latido(), ultima(ahora), shutil.disk_usage(carpetas().datos)
    espera = Correo.objects.filter(estado="en_cola").order_by("en").values_list("en", flat=True)
    escrito = datetime.fromtimestamp((carpetas().datos / "modo").stat().st_mtime, timezone.utc)
    return Medidas(
        instalada=ahora - escrito,
        latido=pulso.hace if pulso else None,
        frenos=frenos().count(),
        en_cola=espera.count(),
        en_cola_desde=ahora - (espera.first() or ahora),
        devueltos=_devueltos(ahora),
        sitios=tuple(_sitios(ahora)),
        libre=disco.free,
        disco=disco.total,
        respaldo=_edad(respaldo_mas_reciente(), ahora),
        llavero=_edad(_copia_del_llavero(), ahora),
        certificados=dict(certificados.quedan(ahora)),
        sin_ensenar=tuple(certificados.sin_ensenar()),
        sin_leer=tuple(certificados.sin_leer()),
        errores=comprobada.codigos if comprobada else {},
        de_antes=comprobada.de_antes if comprobada else frozenset(),
        comprobada=ahora - comprobada.en if comprobada else None,
        fallas=tuple(fallas(ahora)),
        avisos=len(comprobada.avisos) if comprobada else 0,
        espejos=tuple(Atrasado(e.nombre, ahora - (e.falla_desde or ahora), e.falla) for e in atrasados()),
        sin_exigir=tuple(replica.sin_exigir()),
        sin_guardar=tuple(continua.detenidas()),
        sin_copiar=tuple(continua.viejas()),
    )


def contesta(alias: str) -> bool:
    """Si esa base atiende."""
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def contestan() -> dict[str, bool]:
    """Nombre de cada base → si atiende."""
    return {nombre: contesta(alias) for alias, nombre in ALIAS.items()}


def _devueltos(ahora: datetime) -> int:
    """Los de la última semana que nadie ha vuelto a mandar."""
    semana = Correo.objects.sin_entregar().filter(en__gte=ahora - timedelta(days=7), reenvio=None)
    return semana.exclude(clase__in=PROPIOS).count()


def _sitios(ahora: datetime) -> Iterator[Sitio]:
    for clave in Proceso.objects.order_by("pk").values_list("pk", flat=True):
        yield Sitio(clave, atraso(clave, ahora), tuple(sin_archivo(clave)))


def _copia_del_llavero() -> datetime | None:
    """La más reciente de la carpeta declarada; una dañada no cuenta."""
    carpeta = os.environ.get("CONOCELES_RESPALDO_LLAVES", "")
    try:
        return ultima_copia(Path(carpeta)) if carpeta else None
    except ErrorDeDominio:
        return None


def _edad(momento: datetime | None, ahora: datetime) -> timedelta | None:
    return ahora - momento if momento else None

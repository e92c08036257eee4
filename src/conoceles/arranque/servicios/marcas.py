"""Hasta dónde se leyó de cada elección: si cambió, hay que publicar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from conoceles.nucleo import archivos

Marca = tuple[int, int, date, datetime | None, int]  # lo último de cada base, el día, el corte y los archivos


def de(clave: str, ahora: datetime) -> Marca:
    """La de este momento."""
    from conoceles.proceso.consultas import definicion
    from conoceles.publicacion.horas import ultimo
    from conoceles.publicacion.rezago import sin_archivo

    eleccion = definicion(clave)
    dia = eleccion.calendario.dia_local(ahora)
    ya_estan = sum(archivos.hay(huella) for huella in sin_archivo(clave).values())
    return *_ultimas(clave), dia, ultimo(eleccion, ahora), ya_estan


def hay_nuevas(vistas: Mapping[str, Marca]) -> bool:
    """Si de alguna elección hay actos después de los vistos. `vistas`: elección → hasta dónde se leyó."""
    return any(_ultimas(clave) != vista[:2] for clave, vista in vistas.items())


def _ultimas(clave: str) -> tuple[int, int]:
    return _ultima("default", clave), _ultima("identidad", clave)


def _ultima(alias: str, clave: str) -> int:
    from conoceles.bitacora.consultas import por_publicar

    entradas = por_publicar(alias, 0).filter(proceso__in=[clave, ""]).order_by("-id")
    return entradas.values_list("id", flat=True).first() or 0

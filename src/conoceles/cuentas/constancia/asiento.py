"""Cada acto asienta las partes que escribió, y de ninguna otra: así no da por bueno lo que otro cliente hubiera cambiado."""

from __future__ import annotations

from collections.abc import Iterator

from conoceles.bitacora.operaciones import ordenar
from conoceles.cuentas.constancia import asentadas, partes
from conoceles.cuentas.models import Cuenta


def asiento(cuenta: Cuenta, *suyas: str) -> dict[str, object]:
    """Como va en la entrada del acto, ya guardado lo que cambió; la parte que ya no está queda como quitada."""
    ordenar("default")  # lo que se lee es lo último: nadie confirma entre esto y su entrada
    hoy = partes.completas(Cuenta.objects.get(pk=cuenta.pk))
    return {"accesos": {str(cuenta.pk): {que: hoy.get(que, "") for que in suyas}}}


def de_sus_factores(cuenta: Cuenta) -> Iterator[str]:
    """Las partes de los que tiene y de los que tenía."""
    fila = Cuenta.objects.get(pk=cuenta.pk)
    return (q for q in partes.de_hoy(fila) | asentadas.constan(cuenta.pk) if q.startswith("factor "))

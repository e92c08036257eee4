"""Cada acto asienta las partes que escribió, y de ninguna otra: así no da por bueno lo que otro cliente hubiera cambiado."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import Anotacion, ordenar, registrar_varios
from conoceles.cuentas.constancia import asentadas, partes
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo.alcance import Alcance

_LOTE = 100  # cuentas por entrada


def asiento(cuenta: Cuenta, *suyas: str) -> dict[str, object]:
    """Como va en la entrada del acto, ya guardado lo que cambió; la parte que ya no está queda como quitada."""
    ordenar("default")  # lo que se lee es lo último: nadie confirma entre esto y su entrada
    hoy = partes.completas(Cuenta.objects.get(pk=cuenta.pk))
    return {"accesos": {str(cuenta.pk): {que: hoy.get(que, "") for que in suyas}}}


def de_sus_factores(cuenta: Cuenta) -> Iterator[str]:
    """Las partes de los que tiene y de los que tenía."""
    fila = Cuenta.objects.get(pk=cuenta.pk)
    return (q for q in partes.de_hoy(fila) | asentadas.constan(cuenta.pk) if q.startswith("factor "))


def encargos() -> dict[str, str]:
    """Cuenta → el sello del suyo, como van en la entrada que asienta lo anterior de la base entera."""
    return {str(cuenta.pk): partes.del_encargo(cuenta) for cuenta in Cuenta.objects.order_by("pk").iterator()}


def asentar_las_de_antes(*, por: Alcance, ahora: datetime) -> bool:
    """Al ponerse al día una instalación: lo que las cuentas ya tenían se asienta una vez. Idempotente; dice si lo hizo.

    Menos su encargo, que ya se asentaba: el que ningún acto dio no se vuelve bueno por actualizar. No se repite mientras
    quede una entrada con sello que asiente algo de una cuenta: borrar la marca no la da por no hecha.
    """
    with transaction.atomic():
        ordenar("default")
        if asentadas.hay():
            return False
        todas = list(Cuenta.objects.order_by("pk").prefetch_related(*partes.todas_sus_filas()))
        lotes = [todas[n : n + _LOTE] for n in range(0, len(todas), _LOTE)] or [[]]
        hechas = [Anotacion(Acto.CUENTAS_ASENTADAS, datos={"accesos": _de_antes(lote)}) for lote in lotes]
        registrar_varios(hechas, using="default", por=por, ahora=ahora)
    return True


def _de_antes(cuentas: Iterable[Cuenta]) -> dict[str, partes.Partes]:
    dichas = {str(cuenta.pk): partes.completas(cuenta) for cuenta in cuentas}
    return {pk: {q: sello for q, sello in suyas.items() if q != "encargo"} for pk, suyas in dichas.items()}

"""Fijar las cifras de un corte cuando pasa, y corregirlas si lo que entonces se contó estaba mal contado."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from conoceles.estadistica.asentar import asentar
from conoceles.informes.catalogo import avance
from conoceles.informes.contexto import Contexto
from conoceles.informes.fijas import Fijas, fijadas_en
from conoceles.informes.models import CifrasDelCorte
from conoceles.informes.tablas import seguimiento
from conoceles.nucleo import archivos
from conoceles.proceso import consultas as procesos
from conoceles.publicacion.horas import ultimo

LLEGA_DESPUES = "Q8"  # las visitas de un día se recogen más tarde: que falten no es un error


def fijar(clave: str, *, ahora: datetime) -> datetime | None:
    """Fija las del último corte declarado si nadie lo ha hecho; devuelve cuál. Un archivo histórico ya no cambia."""
    definicion = procesos.definicion(clave)
    corte = ultimo(definicion, ahora)
    if (
        corte is None
        or definicion.historico
        or CifrasDelCorte.objects.filter(proceso=clave, corte=corte).exists()
    ):
        return None
    asentar(clave, ahora=ahora)
    _guardar(clave, _contadas(Contexto(definicion, corte)), 1, ahora)
    return corte


def corregir(clave: str, corte: datetime, *, ahora: datetime) -> bool:
    """Vuelve a contar lo de la base curricular en ese corte; si difiere, agrega otra versión.

    La identidad no se vuelve a contar: lo que dijo la tabla publicada entonces es lo que se publicó (ADR 0039).
    """
    fijadas = fijadas_en(clave, corte)
    if fijadas is None:
        return False
    nuevas = _contadas(Contexto(procesos.definicion(clave), corte, heredadas=fijadas))
    if _cuentas(nuevas) == _cuentas(fijadas):
        return False
    ultima = CifrasDelCorte.objects.filter(proceso=clave, corte=corte).latest("version")
    _guardar(clave, nuevas, ultima.version + 1, ahora)
    return True


def _contadas(c: Contexto) -> Fijas:
    return Fijas(c.corte, avance(c), seguimiento.entregables(c), c.indicadores, c.visibles)


def _cuentas(f: Fijas) -> list[object]:
    """Los renglones, sin notas ni lo que llega después."""
    return [(t.clave, t.columnas, t.renglones) for t in f.avance if t.clave != LLEGA_DESPUES]


@transaction.atomic
def _guardar(clave: str, cifras: Fijas, version: int, ahora: datetime) -> None:
    CifrasDelCorte.objects.create(
        proceso_id=clave,
        corte=cifras.corte,
        version=version,
        huella=archivos.guardar(cifras.como_json()),
        en=ahora,
    )

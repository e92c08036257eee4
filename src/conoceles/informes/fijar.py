"""Fijar las cifras de un corte cuando pasa, y corregirlas si lo que entonces se contó estaba mal contado."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from conoceles.bitacora import compuerta
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.estadistica.asentar import asentar
from conoceles.informes.catalogo import avance
from conoceles.informes.contexto import Contexto
from conoceles.informes.fijas import Fijas, fijadas_en
from conoceles.informes.models import CifrasDelCorte
from conoceles.informes.tablas import seguimiento
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.horas import ultimo

POR = Alcance.sistema("calendario")
LLEGA_DESPUES = "Q8"  # las visitas de un día se recogen más tarde: que falten no es un error


def fijar(clave: str, *, ahora: datetime) -> datetime | None:
    """Fija las del último corte declarado si nadie lo ha hecho; devuelve cuál. Un archivo histórico ya no cambia.

    Ninguna en duda: lo que con otra hora se contara quedaría contado para siempre.
    """
    definicion = procesos.definicion(clave)
    corte = ultimo(definicion, ahora)
    if (
        corte is None
        or definicion.historico
        or CifrasDelCorte.objects.filter(proceso=clave, corte=corte).exists()
        or compuerta.cerrada(Acto.CIFRAS_FIJADAS, clave)
    ):
        return None
    asentar(clave, ahora=ahora)
    _guardar(clave, _contadas(definicion, corte), 1, ahora)
    return corte


def corregir(clave: str, corte: datetime, *, ahora: datetime) -> bool:
    """Vuelve a contar lo de la base curricular en ese corte; si difiere, agrega otra versión.

    La identidad no se vuelve a contar: lo que dijo la tabla publicada entonces es lo que se publicó (ADR 0035).
    """
    fijadas = fijadas_en(clave, corte)
    if fijadas is None:
        return False
    nuevas = _contadas(procesos.definicion(clave), corte, fijadas)
    if _cuentas(nuevas) == _cuentas(fijadas):
        return False
    ultima = CifrasDelCorte.objects.filter(proceso=clave, corte=corte).latest("version")
    _guardar(clave, nuevas, ultima.version + 1, ahora)
    return True


def _contadas(definicion: Definicion, corte: datetime, heredadas: Fijas | None = None) -> Fijas:
    """Todas y, si en ese corte algún grupo de territorios no publicaba, aparte las que podían salir."""
    todas = _de(Contexto(definicion, corte, afuera=False, heredadas=heredadas))
    if not definicion.por_publicar(corte):
        return todas
    suyas = heredadas.vistas(afuera=True) if heredadas else None
    return replace(todas, de_afuera=_de(Contexto(definicion, corte, afuera=True, heredadas=suyas)))


def _de(c: Contexto) -> Fijas:
    return Fijas(c.corte, avance(c), seguimiento.entregables(c), c.indicadores, c.visibles)


def _cuentas(f: Fijas) -> list[object]:
    """Los renglones, sin notas ni lo que llega después."""
    suyas = [(t.clave, t.columnas, t.renglones) for t in f.avance if t.clave != LLEGA_DESPUES]
    return [*suyas, *(_cuentas(f.de_afuera) if f.de_afuera else ())]


@transaction.atomic
def _guardar(clave: str, cifras: Fijas, version: int, ahora: datetime) -> None:
    fila = CifrasDelCorte.objects.create(
        proceso_id=clave,
        corte=cifras.corte,
        version=version,
        huella=archivos.guardar(cifras.como_json()),
        en=ahora,
    )
    datos = {"corte": cifras.corte.isoformat(), "version": version, "huella": fila.huella}
    registrar(using="default", por=POR, acto=Acto.CIFRAS_FIJADAS, ahora=ahora, proceso=clave, datos=datos)

"""Lo que tardan los números: el informe de mayo entero, y la estadística después de un cambio."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from statistics import median
from time import perf_counter

from conoceles.estadistica.asentar import asentar
from conoceles.estadistica.consultas import publica
from conoceles.informes.operaciones import generar
from conoceles.nucleo.alcance import Alcance
from conoceles.revision.hoy import hoy
from taller.banco import maquina
from taller.banco.siembra.eleccion import AHORA, CLAVE
from taller.banco.siembra.lotes_de_identidad import UTTAIP

MAYO = datetime.fromisoformat("2024-05-29T20:00:00-06:00")
VECES = 3


def medir(cambiar: Callable[[], None]) -> dict[str, float]:
    """Segundos. `cambiar` corrige una candidatura; el corte abre lo sellado y decide qué tablas salen.

    La estadística se pide como quien publica: con lo que recuerda de la última publicación.
    """
    corte, _ = _cronometrar(lambda: asentar(CLAVE, ahora=MAYO))
    mayo, mayo_procesador = _cronometrar(
        lambda: generar(tipo="avance", proceso=CLAVE, corte=MAYO, por=Alcance.sistema("banco"), ahora=MAYO)
    )
    estadistica = []
    for _ in range(VECES):
        cambiar()
        estadistica.append(_cronometrar(lambda: publica(CLAVE, de_cero=False)))
    segundos, procesador = zip(*estadistica, strict=True)
    visitas = [_cronometrar(lambda: hoy(UTTAIP, ahora=AHORA)) for _ in range(VECES)]
    return {
        "corte": corte,
        "mayo": mayo,
        "mayo_procesador": mayo_procesador,
        "estadistica": median(segundos),
        "estadistica_procesador": median(procesador),
        "hoy": median(reloj for reloj, _ in visitas),
        "hoy_procesador": median(cpu for _, cpu in visitas),
    }


def _cronometrar(hacer: Callable[[], object]) -> tuple[float, float]:
    """Segundos, y los de procesador."""
    inicio, procesador = perf_counter(), maquina.procesador()
    hacer()
    return perf_counter() - inicio, maquina.procesador() - procesador

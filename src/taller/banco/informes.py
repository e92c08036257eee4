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
from taller.banco.eleccion import CLAVE

MAYO = datetime.fromisoformat("2024-05-29T20:00:00-06:00")
VECES = 3


def medir(cambiar: Callable[[], None]) -> dict[str, float]:
    """Segundos. `cambiar` corrige una candidatura; el corte abre lo sellado y decide qué tablas salen."""
    corte = _cronometrar(lambda: asentar(CLAVE, ahora=MAYO))
    mayo = _cronometrar(
        lambda: generar(tipo="avance", proceso=CLAVE, corte=MAYO, por=Alcance.sistema("banco"), ahora=MAYO)
    )
    estadistica = []
    for _ in range(VECES):
        cambiar()
        estadistica.append(_cronometrar(lambda: publica(CLAVE)))
    return {"corte": corte, "mayo": mayo, "estadistica": median(estadistica)}


def _cronometrar(hacer: Callable[[], object]) -> float:
    inicio = perf_counter()
    hacer()
    return perf_counter() - inicio

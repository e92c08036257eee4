"""Tareas del obrero que cuentan lo visto en todas las máquinas: se trae lo de los espejos, y todo se suma en la base."""

from __future__ import annotations

import logging
from datetime import datetime
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conoceles.arranque.servicios.tareas import Memoria
    from conoceles.espejos.destinos import Destino

REGISTRO = logging.getLogger("conoceles.obrero")
SE_NOMBRAN = 5


def contar(memoria: Memoria, clave: str, ahora: datetime) -> bool:
    """Lo que los archivos digan de más. Lo que no se entiende se dice una vez, y otra si cambia."""
    from conoceles.estadistica.recogida import recoger

    if malos := recoger(memoria.visitas):
        nombres = ", ".join(ascii(str(m)) for m in malos[:SE_NOMBRAN])
        REGISTRO.warning("No cuentan %d archivos de visitas que no se entienden: %s.", len(malos), nombres)
    return False


def traer(memoria: Memoria, clave: str, ahora: datetime) -> bool:
    """Lo de cada espejo en su hilo: el que no contesta no detiene nada, y a la siguiente se le vuelve a pedir."""
    from conoceles.espejos import destinos

    for uno in destinos.declarados():
        hilo = memoria.trayendo.get(uno.nombre)
        if not (hilo and hilo.is_alive()):
            memoria.trayendo[uno.nombre] = Thread(target=_traer, args=(uno,), daemon=True)
            memoria.trayendo[uno.nombre].start()
    return False


def _traer(uno: Destino) -> None:
    from conoceles.espejos.operaciones import traer_visitas

    if falla := traer_visitas(uno):
        REGISTRO.warning("No se trajeron las visitas del espejo «%s»: %s.", uno.nombre, falla)

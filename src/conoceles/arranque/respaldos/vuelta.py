"""Volver las tres bases a una copia, en lugar de lo que hoy tienen: así se vuelve a la versión anterior del programa.

El sitio, los archivos y el registro público se quedan como están: el registro no puede volver atrás, y ninguna base los guarda.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from conoceles.arranque import preparacion
from conoceles.arranque.bases import ALIAS
from conoceles.arranque.respaldos import copia_de_bases, reposicion, respaldo, respaldo_llaves
from conoceles.arranque.servicios.turno import sin_obrero
from conoceles.nucleo.carpetas import carpetas


def volver(origen: Path, llavero: Path, *, ahora: datetime) -> reposicion.Vuelto:
    """Repone A y B de esa copia y las llaves de la última del `llavero`; repite lo retirado después y publica sin ello.

    `ErrorDeDominio`, antes de tocar nada, si la copia está dañada, no hay llaves vigentes o hay un obrero en marcha. Se puede
    repetir: interrumpida, ni la copia ni el llavero cambiaron.
    """
    from django.db import connections

    contenido = respaldo.comprobar(origen)
    respaldo_llaves.exigir_lista(llavero, respaldo_llaves.vigente(llavero, ahora)[1], None, ())
    for base in copia_de_bases.BASES:
        copia_de_bases.exigir_motor(base, origen)
    with sin_obrero("volvería a migrar las bases"):
        connections.close_all()
        for base in ALIAS.values():
            copia_de_bases.vaciar(base)
        copia_de_bases.reponer(origen, contenido["cabezas"])
    preparacion.preparar()
    llaves = respaldo_llaves.restaurar(llavero, ahora=ahora)
    resumen = respaldo.resumen(contenido, carpetas().datos)
    return {**reposicion.reponer(ahora=ahora), "copia": resumen, "llaves": llaves, "ok": llaves["ok"]}

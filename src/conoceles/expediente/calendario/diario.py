"""Lo que el calendario ordena y nadie tiene que pedir. Lo llama el obrero; repetirlo no cambia nada."""

from __future__ import annotations

from datetime import datetime

from conoceles.expediente.calendario.cierre import anunciar
from conoceles.expediente.calendario.conservacion import bloquear_concluidas, suprimir_vencidas
from conoceles.expediente.calendario.plazos import abrir_capturas, vencer_capturas
from conoceles.expediente.calendario.recordatorios import recordar
from conoceles.nucleo.alcance import Alcance
from conoceles.pulso.consultas import detenido

SIN_VUELTA = {
    "omisas": vencer_capturas,
    "recordatorios": recordar,
    "bloqueadas": bloquear_concluidas,
    "anuncios de cierre": anunciar,
    "suprimidas": suprimir_vencidas,
}


def correr(*, ahora: datetime) -> dict[str, int]:
    """Cuántas candidaturas o elecciones tocó cada tarea.

    Lo que no tiene vuelta espera mientras haya un freno: la hora puede no ser la que es.
    """
    por = Alcance.sistema("calendario")
    hechas = {"abiertas": abrir_capturas(por=por, ahora=ahora)}
    if not detenido():
        hechas |= {tarea: hacer(por=por, ahora=ahora) for tarea, hacer in SIN_VUELTA.items()}
    return hechas

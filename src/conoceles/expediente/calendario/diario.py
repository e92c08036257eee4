"""Lo que el calendario ordena y nadie tiene que pedir. Lo llama el obrero; repetirlo no cambia nada."""

from __future__ import annotations

from datetime import datetime

from conoceles.expediente.calendario.cierre import anunciar
from conoceles.expediente.calendario.conservacion import bloquear_concluidas, suprimir_vencidas
from conoceles.expediente.calendario.plazos import abrir_capturas, vencer_capturas
from conoceles.expediente.calendario.recordatorios import recordar
from conoceles.nucleo.alcance import Alcance
from conoceles.pulso.consultas import hora_de_fiar

TAREAS = {
    "abiertas": abrir_capturas,
    "omisas": vencer_capturas,
    "recordatorios": recordar,
    "bloqueadas": bloquear_concluidas,
    "anuncios de cierre": anunciar,
    "suprimidas": suprimir_vencidas,
}


def correr(*, ahora: datetime) -> dict[str, int]:
    """Cuántas candidaturas o elecciones tocó cada tarea.

    Con la hora en duda se corre con la última que se dio por buena; lo que no tiene vuelta espera en la compuerta.
    """
    por, cuando = Alcance.sistema("calendario"), hora_de_fiar(ahora)
    return {tarea: hacer(por=por, ahora=cuando) for tarea, hacer in TAREAS.items()}

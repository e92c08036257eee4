"""Lo que el calendario ordena y nadie tiene que pedir. Lo llama el obrero; repetirlo no cambia nada."""

from __future__ import annotations

from datetime import datetime

from conoceles.expediente.calendario.cierre import anunciar
from conoceles.expediente.calendario.conservacion import bloquear_concluidas, suprimir_vencidas
from conoceles.expediente.calendario.plazos import abrir_capturas, vencer_capturas
from conoceles.expediente.calendario.recordatorios import recordar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.una_por_una import una_por_una
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
    """Cuántas candidaturas o elecciones tocó cada tarea. `Tropiezos`, al final, con las que no se pudieron: ninguna detiene a otra.

    Con la hora en duda se corre con la última que se dio por buena; lo que no tiene vuelta espera en la compuerta.
    """
    por, cuando = Alcance.sistema("calendario"), hora_de_fiar(ahora)
    hechas = dict[str, int]()

    def una(tarea: str) -> int:
        hechas[tarea] = TAREAS[tarea](por=por, ahora=cuando)
        return hechas[tarea]

    una_por_una(TAREAS, una)
    return hechas

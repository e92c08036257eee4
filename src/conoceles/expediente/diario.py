"""Lo que el calendario ordena y nadie tiene que pedir. Lo llama el obrero; repetirlo no cambia nada."""

from __future__ import annotations

from datetime import datetime

from conoceles.expediente.conservacion import bloquear_concluidas, cerrar_vencidos, suprimir_vencidas
from conoceles.expediente.plazos import abrir_capturas, vencer_capturas
from conoceles.expediente.recordatorios import recordar
from conoceles.nucleo.alcance import Alcance


def correr(*, ahora: datetime) -> dict[str, int]:
    """Cuántas candidaturas o elecciones tocó cada tarea."""
    por = Alcance.sistema("calendario")
    return {
        "abiertas": abrir_capturas(por=por, ahora=ahora),
        "omisas": vencer_capturas(por=por, ahora=ahora),
        "recordatorios": recordar(por=por, ahora=ahora),
        "bloqueadas": bloquear_concluidas(por=por, ahora=ahora),
        "cerradas": cerrar_vencidos(por=por, ahora=ahora),
        "suprimidas": suprimir_vencidas(por=por, ahora=ahora),
    }

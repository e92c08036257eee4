"""La tarea del obrero que dice a quien opera lo que no va bien, también si no puede medirlo o encolarlo."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conoceles.arranque.servicios.tareas import Memoria

POR_SABER = 300.0  # segundos: lo que sigue fallando ya habrá fallado otra vez


def alertar(memoria: Memoria, clave: str, ahora: datetime) -> bool:
    """Dice a quien opera lo que no va bien, si se dijo quién es."""
    from django.db import DatabaseError

    if not os.environ.get("CONOCELES_OPERA"):
        return False
    try:
        _alertar(memoria, ahora)
        memoria.sin_cola = False
    except DatabaseError as error:
        _sin_cola(memoria, error, ahora)
        raise
    return False


def _sin_cola(memoria: Memoria, error: Exception, ahora: datetime) -> None:
    """Si la base no deja ni encolar el aviso (su disco está lleno), sale directo: una vez, y solo si no se repone."""
    from conoceles.arranque.vigilancia import alertas, avisar
    from conoceles.correo.operaciones import enviar_ya
    from conoceles.pulso.consultas import SEGUIDO

    falla = memoria.fallas.get(("alertas", ""))
    if memoria.sin_cola or falla is None or ahora - falla.desde < SEGUIDO:
        return
    alerta = alertas.sin_medir(error)
    with suppress(OSError):
        enviar_ya(
            para=os.environ["CONOCELES_OPERA"],
            asunto=avisar.TITULO + alerta.titulo,
            cuerpo=avisar.cuerpo(alerta),
        )
        memoria.sin_cola = True


def _alertar(memoria: Memoria, ahora: datetime) -> None:
    from conoceles.arranque.vigilancia import alertas, avisar, medidas

    try:
        medido = medidas.medir(ahora)
    except Exception as error:  # si no se puede medir, nadie sabría de nada: al menos se dice eso
        avisar.avisar([alertas.sin_medir(error)], ahora=ahora, son_todas=False)
        raise
    # Recién arrancado no sabe qué tareas fallaban: todavía no puede decir que ya no.
    sabe = monotonic() - memoria.desde > POR_SABER
    avisar.avisar(alertas.alertas(medido, ahora), ahora=ahora, son_todas=sabe)

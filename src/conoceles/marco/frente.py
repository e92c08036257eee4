"""A quién se le cree de dónde viene una petición, si vino cifrada y a qué hora llegó: al servidor del frente y a nadie más.

Lo prueba con el secreto que comparten (`CONOCELES_FRENTE`), que él pone donde quien pide no puede.
"""

from __future__ import annotations

import hmac
import logging
import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from conoceles.nucleo import reloj

DICHO = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_LLEGADA")
_SEGUNDOS = re.compile(r"\d{1,11}\.\d{3}", re.ASCII)  # como los escribe nginx en `$msec`
REGISTRO = logging.getLogger("conoceles.frente")


def lo_que_dice_el_frente(
    siguiente: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """La hora de llegada, para todo lo que se haga dentro. Sin secreto declarado nadie la sella, y lo demás se cree como venga."""

    def atender(request: HttpRequest) -> HttpResponseBase:
        if not settings.FRENTE:
            return siguiente(request)
        dicha = str(request.META.get("HTTP_X_LLEGADA", ""))
        if not hmac.compare_digest(request.META.pop("HTTP_X_FRENTE", "").encode(), settings.FRENTE.encode()):
            for cabecera in DICHO:
                request.META.pop(cabecera, None)
            return siguiente(request)
        if not _SEGUNDOS.fullmatch(dicha):
            return siguiente(request)
        with reloj.atendiendo(float(dicha)) as creida:
            if not creida:
                REGISTRO.warning("La llegada que dijo el frente no se creyó: rige la hora del programa.")
            return siguiente(request)

    return atender

"""Cuándo termina una sesión, y que nada privado quede guardado en el navegador ni en un intermediario."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

INACTIVA = 3600  # segundos sin pedir nada (ASVS 5.0, 7.3.1)
PASO = 60  # cada cuánto se anota que sigue activa: no una escritura por página
_INICIO, _VISTA = "inicio", "vista"


def fines_de_sesion(
    siguiente: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Termina la que lleva una hora sin uso, o `SESSION_COOKIE_AGE` desde que se entró aunque se use (7.3.2)."""

    def atender(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            _revisar(request)
        adentro = request.user.is_authenticated
        respuesta = siguiente(request)
        if adentro and not request.user.is_authenticated:  # salió: lo que la pestaña recordaba se va con ella
            respuesta["Clear-Site-Data"] = '"cache", "storage"'
        if not respuesta.has_header("Cache-Control"):
            respuesta["Cache-Control"] = "private, no-store"
        return respuesta

    return atender


def purgar() -> int:
    """Borra las sesiones vencidas y dice cuántas. La base no las borra sola."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def _revisar(request: HttpRequest) -> None:
    ahora = int(time.time())
    inicio, vista = request.session.get(_INICIO, ahora), request.session.get(_VISTA, 0)
    if ahora - inicio >= settings.SESSION_COOKIE_AGE or (vista and ahora - vista >= INACTIVA):
        request.session.flush()
        request.user = AnonymousUser()
    elif ahora - vista >= PASO:
        request.session[_INICIO], request.session[_VISTA] = inicio, ahora

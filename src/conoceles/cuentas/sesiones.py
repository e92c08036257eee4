"""Cuándo termina una sesión, y que nada privado quede guardado en el navegador ni en un intermediario."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from conoceles.cuentas.models import Cuenta
from conoceles.cuentas.tablas import recordado
from conoceles.cuentas.tablas.llaves_de_sesion import guardada, leida

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
    """Borra las sesiones vencidas y dice cuántas; y de los intentos, lo que ya no cuenta. La base no los borra sola."""
    recordado.purgar()
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


@dataclass(frozen=True)
class Abierta:
    """Una sesión viva de una cuenta. `marca` la nombra y no sirve para entrar; las horas, en UTC, nulas si aún no pidió nada."""

    marca: str
    entro: datetime | None
    vista: datetime | None
    es_esta: bool


def abiertas(cuenta: Cuenta, esta: str) -> list[Abierta]:
    """Las de esa cuenta, primero desde la que se pregunta. `esta`: su llave."""
    suyas = [
        Abierta(_marca(s), _hora(datos, _INICIO), _hora(datos, _VISTA), s.session_key == guardada(esta))
        for s, datos in _vivas(cuenta)
    ]
    return sorted(suyas, key=lambda a: (not a.es_esta, -(a.vista or a.entro or timezone.now()).timestamp()))


def cerrar(cuenta: Cuenta, marcas: Collection[str] | None, esta: str) -> int:
    """Cierra las de esas marcas, o todas con `None`, menos desde la que se pide; dice cuántas."""
    idas = [
        s.session_key
        for s, _ in _vivas(cuenta)
        if s.session_key != guardada(esta) and (marcas is None or _marca(s) in marcas)
    ]
    return Session.objects.filter(session_key__in=idas).delete()[0]


def _vivas(cuenta: Cuenta) -> Iterator[tuple[Session, dict[str, object]]]:
    """También exige el resumen de su contraseña: la que se abrió con la anterior ya no vale."""
    propia = {SESSION_KEY: str(cuenta.pk), HASH_SESSION_KEY: cuenta.get_session_auth_hash()}
    for sesion in Session.objects.filter(expire_date__gt=timezone.now()):
        datos = leida(sesion)
        if propia.items() <= datos.items() and not _termino(datos.get(_INICIO), datos.get(_VISTA)):
            yield sesion, datos


def _termino(inicio: object, vista: object) -> bool:
    """Por su edad o porque nadie la usa; `inicio` y `vista`, en segundos, faltan en la que aún no pidió nada."""
    ahora = time.time()
    vieja = isinstance(inicio, int) and ahora - inicio >= settings.SESSION_COOKIE_AGE
    return vieja or (isinstance(vista, int) and ahora - vista >= INACTIVA)


def _marca(sesion: Session) -> str:
    return hashlib.sha256(b"conoceles: sesion abierta " + sesion.session_key.encode()).hexdigest()[:16]


def _hora(datos: dict[str, object], clave: str) -> datetime | None:
    segundos = datos.get(clave)
    return datetime.fromtimestamp(segundos, UTC) if isinstance(segundos, int) else None


def _revisar(request: HttpRequest) -> None:
    ahora = int(time.time())
    inicio, vista = request.session.get(_INICIO, ahora), request.session.get(_VISTA, 0)
    if _termino(inicio, vista or None):
        request.session.flush()
        request.user = AnonymousUser()
    elif ahora - vista >= PASO:
        request.session[_INICIO], request.session[_VISTA] = inicio, ahora

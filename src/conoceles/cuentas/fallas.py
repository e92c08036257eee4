"""Lo que se falla al probar quién se es, contado por cuenta y por dirección. Acertar no se cuenta, y contar no detiene a nadie.

Cada falla ocupa un lugar que se libera a los cinco minutos. Con los lugares ocupados no se niega la entrada: se pide la contraseña
junto con el código (`entrada`). Se anota fuera de toda transacción: quien llega detrás no espera a que otra persona termine de entrar.
Del correo y de la dirección solo se guarda un sello.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from allauth.core.internal.ratelimit import get_ip
from django.core.cache import cache
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest

from conoceles.cuentas import conocidos
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo import secretos

VENTANA = 300  # segundos
AHI, POR_CUENTA, POR_DIRECCION = 5, 15, 30  # de una cuenta desde un lugar, de una cuenta, de una dirección
ENLACES = 3
_ESPERA = "SET LOCAL lock_timeout = '1s'"
_Dicho = TypeVar("_Dicho")


@dataclass(frozen=True)
class Tope:
    """Cuántas veces caben en cinco minutos, y de quién o de dónde."""

    de: str
    caben: int = AHI

    def lugares(self) -> list[str]:
        """Cómo se llama cada lugar donde se recuerda."""
        sello = secretos.sellar("las fallas", self.de)[:32]
        return [f"falla:{sello}:{n}" for n in range(self.caben)]


def de_la_direccion(request: HttpRequest) -> Tope:
    """Las de quien sale por ahí; por IPv6, por su red entera: quien tiene una dirección tiene 2⁶⁴."""
    return Tope(f"dirección {get_ip(request)}", POR_DIRECCION)


def al_entrar(request: HttpRequest, correo: str) -> tuple[Tope, ...]:
    """Los de ese correo y esa dirección, juntos y por separado; donde esa cuenta ya entró, solo los de ese navegador."""
    if marca := conocidos.reconoce(request, correo):
        return (Tope(f"navegador {marca}"),)
    ahi = Tope(f"correo {correo} desde {get_ip(request)}")
    return ahi, Tope(f"correo {correo}", POR_CUENTA), de_la_direccion(request)


def de_codigos(request: HttpRequest, cuenta: Cuenta) -> Tope:
    """Los códigos de quien ya dijo la contraseña: los de ese navegador si ahí ya entró, o los de todos los demás."""
    return Tope(f"códigos {cuenta.pk} {conocidos.reconoce(request, cuenta.correo)}")


def de_la_sesion(request: HttpRequest) -> Tope:
    """Lo que se prueba otra vez ya adentro: nadie más tiene esa sesión."""
    return Tope(f"sesión {request.session.session_key}")


def agotado(*topes: Tope) -> bool:
    """Si alguno ya no tiene lugar. Solo lee, y si la tabla no contesta deja pasar."""
    de_cada_uno = [tope.lugares() for tope in topes]
    nadie: set[str] = set()
    ocupados = _sin_detenerse(lambda: {*cache.get_many([*chain(*de_cada_uno)])}, nadie)
    return any(ocupados.issuperset(lugares) for lugares in de_cada_uno)


def anotar(*topes: Tope) -> bool:
    """Ocupa un lugar de cada uno. `False` si ninguno tenía."""
    return any([_sin_detenerse(lambda t=tope: _ocupar(t), True) for tope in topes])  # type: ignore[misc]


def _ocupar(tope: Tope) -> bool:
    """Quien llega a la vez al mismo lugar toma el siguiente: agregar es una sola orden, en los dos motores."""
    ocupados = cache.get_many(tope.lugares())
    return any(cache.add(uno, 1, VENTANA) for uno in tope.lugares() if uno not in ocupados)


def _sin_detenerse(hacer: Callable[[], _Dicho], si_no: _Dicho) -> _Dicho:
    """En PostgreSQL espera un segundo lo que otra conexión tenga apartado; en SQLite leer no espera."""
    try:
        if connection.vendor != "postgresql":
            return hacer()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_ESPERA)
            return hacer()
    except OperationalError:
        return si_no

"""Lo que las pruebas de accesos comparten: designar, y sacar del correo el enlace que llegó."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from personas import DINA
from segundo_factor import SECRETO, activar_totp

if TYPE_CHECKING:
    from conoceles.cuentas.enlaces import Entrega
    from conoceles.cuentas.models import Cuenta
    from conoceles.proceso.models import Proceso

CLAVE = "una frase larga y propia"
CORREO = "ana.nueva@prueba.mx"


@pytest.fixture(autouse=True)
def _sin_intentos(sin_intentos_previos: None) -> None:
    """En todas las de accesos."""


@pytest.fixture
def designar(proceso: Proceso, ahora: datetime) -> Callable[..., Entrega]:
    """Designa a Ana por el PRI; los argumentos cambian lo que haga falta."""
    from conoceles.candidaturas import designaciones

    def _designar(siglas: str = "PRI", **cambios: Any) -> Entrega:
        argumentos: dict[str, Any] = {
            "proceso": proceso,
            "ambito": f"fuerza:{proceso.fuerzas.get(siglas=siglas).pk}",
            "nombre": "Ana Nueva",
            "correo": CORREO,
            "oficio": designaciones.Oficio("PRI/12/2024", ahora.date()),
            "por": DINA,
            "ahora": ahora,
        }
        return designaciones.designar(**(argumentos | cambios))

    return _designar


def secreto_de(entrega: Entrega) -> str:
    """El secreto del enlace, como va en su dirección."""
    return entrega.direccion.rstrip("/").rpartition("/")[2]


def enlace_del_correo(para: str) -> str:
    """La ruta del último enlace enviado a ese correo."""
    from conoceles.correo.models import Correo

    cuerpo = Correo.objects.filter(para=para).latest("id").texto
    hallado = re.search(r"https?://[^/]+(/acceso/\S+)", cuerpo)
    assert hallado, cuerpo
    return hallado[1]


def recibir(entrega: Entrega, ahora: datetime) -> None:
    from conoceles.cuentas import enlaces

    enlaces.recibir(testigo=secreto_de(entrega), clave=CLAVE, repetida=CLAVE, acusa=True, ahora=ahora)


@pytest.fixture
def ana(designar: Callable[..., Entrega], ahora: datetime) -> Cuenta:
    """Designada por el PRI, con su contraseña y su segundo factor."""
    from conoceles.cuentas.models import Cuenta

    recibir(designar(), ahora)
    cuenta = Cuenta.objects.get(correo=CORREO)
    activar_totp(cuenta=cuenta, secreto=SECRETO)
    return cuenta

"""Las puertas que un instituto tiene para dar acceso: abrir o designar, entregar, acusar recibo y activar el factor."""

from __future__ import annotations

import time
from collections.abc import Collection
from datetime import datetime

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client
from django.urls import reverse

from conoceles.candidaturas import designaciones
from conoceles.candidaturas.alcances import alcance_de
from conoceles.candidaturas.designaciones import Oficio
from conoceles.cuentas import codigos
from conoceles.cuentas.enlaces import recibir
from conoceles.cuentas.models import Cuenta
from conoceles.cuentas.personal import abrir_cuenta
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.models import Proceso

CONSOLA = Alcance.sistema("consola")


def quien(correo: str) -> Alcance:
    """Lo que alcanza esa cuenta."""
    return alcance_de(Cuenta.objects.get(correo=correo))


def abrir(*, correo: str, papel: str, nombre: str, clave: str, ahora: datetime) -> Cuenta:
    """Una cuenta del instituto, como `cuenta abrir`, ya recibida."""
    entrega = abrir_cuenta(correo=correo, papel=papel, nombre=nombre, por=CONSOLA, ahora=ahora)
    return acusar(entrega.direccion, clave, ahora)


def designar(
    proceso: Proceso,
    *,
    ambito: str,
    nombre: str,
    correo: str,
    clave: str,
    por: Alcance,
    ahora: datetime,
    contiendas: Collection[str] = (),
) -> Cuenta:
    """Quien captura por un partido o una fórmula, designada con su oficio, ya con su acceso recibido."""
    oficio = Oficio(f"REP/{correo.partition('@')[0].upper()} (inventado)", ahora.date())
    entrega = designaciones.designar(
        proceso=proceso, ambito=ambito, nombre=nombre, correo=correo, oficio=oficio, contiendas=contiendas,
        por=por, ahora=ahora,
    )  # fmt: skip
    return acusar(entrega.direccion, clave, ahora)


def acusar(carta: str, clave: str, ahora: datetime) -> Cuenta:
    """Abre el enlace que va en la carta, elige esa clave y acusa recibo."""
    testigo = carta.partition("/acceso/")[2].partition("/")[0]
    return recibir(testigo=testigo, clave=clave, repetida=clave, acusa=True, ahora=ahora)


def imprimir_codigos(cuenta: Cuenta, ahora: datetime) -> list[str]:
    """Los de un solo uso de quien no tiene teléfono, como los hace en su pantalla."""
    return codigos.renovar(cuenta=cuenta, ahora=ahora)


def activar_factor(correo: str, clave: str) -> str:
    """Por sus pantallas: entra, confirma quién es, lee el secreto y contesta el código. Devuelve el secreto (base32)."""
    navegador = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0].lstrip("."))
    navegador.post(reverse("account_login"), {"login": correo, "password": clave})
    navegador.post(reverse("account_reauthenticate"), {"password": clave})
    pantalla = reverse("mfa_activate_totp")
    navegador.get(pantalla)
    secreto = str(navegador.session["mfa.totp.secret"])
    navegador.post(pantalla, {"code": format_hotp_value(hotp_value(secreto, int(time.time()) // 30))})
    return secreto

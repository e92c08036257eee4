"""La primera cuenta de una instalación y la vuelta de quien no puede entrar, desde la consola."""

from __future__ import annotations

from argparse import Namespace

import pytest
from django.test import Client

from accesos.conftest import CLAVE
from conoceles.arranque.ordenes import cuenta_abrir, cuenta_recuperar
from conoceles.bitacora.models import Entrada
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo.errores import ErrorDeDominio
from segundo_factor import SECRETO

pytestmark = pytest.mark.lenta

CORREO = "uttaip@instituto.mx"


def _abrir() -> str:
    args = Namespace(correo=CORREO, nombre="Dina Administra", papel="administracion")
    resultado = cuenta_abrir.ejecutar(args)
    assert resultado["enlace"] in cuenta_abrir.texto(resultado)
    return str(resultado["enlace"])


def _usar(enlace: str, clave: str) -> None:
    navegador = Client()
    navegador.get("/acceso/" + enlace.split("/acceso/")[1])
    assert navegador.post("/acceso/", {"clave": clave, "repetida": clave, "acusa": "si"}).status_code == 200


def test_la_primera_cuenta_se_abre_sin_que_haya_otra(base: None, client: Client) -> None:
    _usar(_abrir(), CLAVE)
    client.post("/cuenta/entrar/", {"login": CORREO, "password": CLAVE})
    assert client.get("/accesos/")["Location"] == "/cuenta/segundo-factor/activar/"


def test_recuperar_pide_motivo_y_puede_retirar_el_factor(base: None) -> None:
    from allauth.mfa.models import Authenticator

    from segundo_factor import activar_totp

    _usar(_abrir(), CLAVE)
    cuenta = Cuenta.objects.get(correo=CORREO)
    activar_totp(cuenta=cuenta, secreto=SECRETO)
    args = {"correo": CORREO, "motivo": "Oficio 3", "segundo_factor": True}
    with pytest.raises(ErrorDeDominio, match="motivo"):
        cuenta_recuperar.ejecutar(Namespace(**args | {"motivo": " "}))
    assert Authenticator.objects.filter(user=cuenta).exists()
    _usar(cuenta_recuperar.ejecutar(Namespace(**args))["enlace"], "otra frase larga y propia")
    assert not Authenticator.objects.filter(user=cuenta).exists()
    actos = set(Entrada.objects.values_list("acto", flat=True))
    assert {"factor_restablecido", "recuperacion_ordenada", "contrasena_recuperada"} <= actos
    with pytest.raises(ErrorDeDominio, match="No hay una cuenta activa"):
        cuenta_recuperar.ejecutar(Namespace(**args | {"correo": "nadie@prueba.mx"}))

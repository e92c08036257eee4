"""El segundo factor se prueba en cada sesión; una sesión anterior a él no lo hereda."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from paginas import check, texto
from personas import SECRETO, dentro

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.cuentas.models import Cuenta

CLAVE = "una frase larga de prueba"
PROBAR = "/cuenta/segundo-factor/confirmar/"


def codigo(secreto: str = SECRETO) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secreto, int(time.time()) // 30))


@pytest.fixture(autouse=True)
def _sin_intentos_previos(base: None) -> None:
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def con_factor(cora: Cuenta) -> Cuenta:
    from personas import activar_totp

    activar_totp(cuenta=cora, secreto=SECRETO)
    return cora


def test_sesion_anterior_al_factor_tiene_que_probarlo(client: Client, con_factor: Cuenta) -> None:
    client.force_login(con_factor)
    respuesta = client.get("/revision/")
    assert respuesta["Location"] == f"{PROBAR}?next=%2Frevision%2F"
    check(client.get(respuesta["Location"]).content)
    malo = client.post(PROBAR, {"code": "000000"})
    assert "no es correcto" in texto(check(malo.content))
    assert client.get("/revision/").status_code == 302
    bueno = client.post(PROBAR, {"code": codigo(), "next": "/revision/"})
    assert bueno["Location"] == "/revision/"
    assert client.get("/revision/").status_code == 200


def test_sesion_sin_probarlo_no_puede_agregar_otro_factor(client: Client, con_factor: Cuenta) -> None:
    client.force_login(con_factor)
    for ruta in ("segundo-factor/activar/", "llaves/agregar/", "codigos/", "seguridad/", "codigos/generar/"):
        assert client.get(f"/cuenta/{ruta}")["Location"].startswith(PROBAR), ruta
        assert client.post(f"/cuenta/{ruta}")["Location"].startswith(PROBAR), ruta
    assert client.get("/cuenta/salir/").status_code == 200


def test_factor_restablecido_cierra_las_sesiones_que_lo_probaron(con_factor: Cuenta) -> None:
    from allauth.mfa.models import Authenticator

    from personas import activar_totp

    navegador = dentro(con_factor)
    assert navegador.get("/revision/").status_code == 200
    Authenticator.objects.filter(user=con_factor).delete()
    assert navegador.get("/revision/")["Location"] == "/cuenta/segundo-factor/activar/"
    activar_totp(cuenta=con_factor, secreto=SECRETO)
    assert navegador.get("/revision/")["Location"].startswith(PROBAR)


def test_quien_activa_su_factor_sigue_trabajando_y_queda_constancia(client: Client, cora: Cuenta) -> None:
    from conoceles.bitacora.models import Entrada

    client.post("/cuenta/entrar/", {"login": "cora@instituto.mx", "password": CLAVE})
    client.post("/cuenta/confirmar/", {"password": CLAVE})
    secreto = client.get("/cuenta/segundo-factor/activar/").context["form"].secret
    client.post("/cuenta/segundo-factor/activar/", {"code": codigo(secreto)})
    assert client.get("/revision/").status_code == 200
    ultima = Entrada.objects.latest("id")
    assert (ultima.acto, ultima.datos) == ("factor_activado", {"tipo": "totp"})


def test_pantalla_de_llave_de_paso_no_lleva_guiones_en_linea(con_factor: Cuenta) -> None:
    navegador = dentro(con_factor)
    navegador.post("/cuenta/confirmar/", {"password": CLAVE})
    pagina = navegador.get("/cuenta/llaves/agregar/")
    check(pagina.content)
    assert "data-llave=&quot;" not in pagina.content.decode()
    assert "&quot;challenge&quot;" in pagina.content.decode()
    vacia = navegador.post("/cuenta/llaves/agregar/", {"name": "Mía", "credential": "{}"})
    assert vacia.status_code == 200
    check(vacia.content)


def test_el_segundo_factor_obligatorio_no_se_quita_y_el_voluntario_si(
    con_factor: Cuenta, ana: Cuenta
) -> None:
    from allauth.mfa.adapter import get_adapter
    from allauth.mfa.models import Authenticator

    from personas import activar_totp

    activar_totp(cuenta=ana, secreto=SECRETO)
    se_quita = {f.user: get_adapter().can_delete_authenticator(f) for f in Authenticator.objects.all()}
    assert se_quita == {con_factor: False, ana: True}

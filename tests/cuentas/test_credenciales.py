"""Lo que se escribe para entrar vale tal cual, una vez y por poco tiempo; y lo terminado no revive."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.core.cache.backends import db as cache_en_base
from django.test import Client

from cuentas.conftest import CLAVE
from cuentas.test_entrada import SECRETO, entrar
from personas import dentro
from segundo_factor import activar_totp, codigo_totp

if TYPE_CHECKING:
    from conoceles.cuentas.models import Cuenta

pytestmark = pytest.mark.usefixtures("sin_intentos_previos")

LARGA = (
    "Una frase de más de cien letras, con Ñ, acentos y espacios, que nadie más escribiría de esta misma manera. "
    * 2
)


def _codigo(pasos: int) -> str:
    """El de la aplicación, tantos pasos de treinta segundos antes o después."""
    return codigo_totp(SECRETO, time.time() + 30 * pasos)


@pytest.mark.parametrize(
    "otra", [LARGA.lower(), LARGA.upper(), LARGA[:64], LARGA[:72], LARGA[:-1], f" {LARGA}"]
)
def test_entrar_con_la_contrasena_cortada_o_en_otras_letras_no_entra(
    client: Client, crear: Callable[..., Cuenta], otra: str
) -> None:
    larga = crear("larga@partido.mx", "partido", "fuerza:1", clave=LARGA)
    assert larga.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$"), "lo que OWASP pide"
    assert entrar(client, "larga@partido.mx", otra).status_code == 200  # type: ignore[attr-defined]
    assert entrar(client, "larga@partido.mx", LARGA).status_code == 302  # type: ignore[attr-defined]


def test_un_codigo_de_la_aplicacion_sirve_una_vez_y_pasado_su_tiempo_ninguna(
    client: Client, cora: Cuenta
) -> None:
    activar_totp(cuenta=cora, secreto=SECRETO)
    entrar(client, "cora@instituto.mx")
    for viejo in (-3, -2, 3):
        assert client.post("/cuenta/segundo-factor/", {"code": _codigo(viejo)}).status_code == 200
    usado = _codigo(0)
    assert client.post("/cuenta/segundo-factor/", {"code": usado}).status_code == 302
    client.post("/cuenta/salir/")
    entrar(client, "cora@instituto.mx")
    assert client.post("/cuenta/segundo-factor/", {"code": usado}).status_code == 200


def test_un_codigo_usado_no_vale_en_el_paso_que_sigue(
    client: Client, cora: Cuenta, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Quien lo leyó por encima del hombro espera a que la biblioteca olvide que ya se usó, y todavía no vence."""
    activar_totp(cuenta=cora, secreto=SECRETO)
    antes = [Client(), Client()]
    for navegador in antes:
        entrar(navegador, "cora@instituto.mx")
    usado = _codigo(1)
    assert antes[0].post("/cuenta/segundo-factor/", {"code": usado}).status_code == 302
    monkeypatch.setattr(cache_en_base, "tz_now", lambda: datetime.now(UTC) + timedelta(seconds=31))
    assert antes[1].post("/cuenta/segundo-factor/", {"code": usado}).status_code == 200
    assert antes[1].post("/cuenta/segundo-factor/", {"code": f"{usado[:3]} {usado[3:]}"}).status_code == 200
    assert antes[1].post("/cuenta/segundo-factor/", {"code": _codigo(0)}).status_code == 302


def test_muchos_intentos_con_otras_cuentas_no_borran_los_ya_contados(client: Client, ana: Cuenta) -> None:
    for _ in range(6):
        ultimo = entrar(client, "ana@partido.mx", "mala")
    for n in range(400):
        cache.set(f"intento_de_otra_cuenta_{n}", 1, 3600)
    assert "también su código" in ultimo.content.decode()  # type: ignore[attr-defined]
    assert "también su código" in entrar(client, "ana@partido.mx").content.decode()  # type: ignore[attr-defined]


def test_entrar_estrena_el_testigo_de_la_sesion_y_el_de_antes_no_sirve(client: Client, cora: Cuenta) -> None:
    client.get("/cuenta/entrar/")
    sesion = client.session
    sesion["fijada"] = True
    sesion.save()
    puesta = str(sesion.session_key)
    client.cookies["sessionid"] = puesta
    entrar(client, "cora@instituto.mx")
    nueva = client.cookies["sessionid"].value
    assert nueva != puesta
    assert re.fullmatch(r"[a-z0-9]{32}", nueva)  # 36^32: más de ciento sesenta bits
    assert not sesion.exists(puesta)


def test_volver_a_probar_quien_se_es_estrena_otra_sesion_y_la_de_antes_no_sirve(ana: Cuenta) -> None:
    navegador = dentro(ana)
    navegador.get("/cuenta/sesiones/")
    puesta = navegador.cookies["sessionid"].value
    ladron = Client()
    ladron.cookies["sessionid"] = puesta
    assert ladron.get("/cuenta/seguridad/").status_code == 200
    assert navegador.post("/cuenta/confirmar/", {"password": CLAVE}).status_code == 302
    assert navegador.cookies["sessionid"].value != puesta
    assert navegador.get("/cuenta/sesiones/").status_code == 200
    assert ladron.get("/cuenta/seguridad/").status_code == 302


def test_la_sesion_cerrada_no_vuelve_con_su_galleta_guardada(ana: Cuenta) -> None:
    navegador = dentro(ana)
    assert navegador.get("/").status_code == 200
    guardada = navegador.cookies["sessionid"].value
    assert navegador.post("/cuenta/salir/")["Clear-Site-Data"] == '"cache", "storage"'
    navegador.cookies["sessionid"] = guardada
    assert navegador.get("/")["Location"].startswith("/cuenta/entrar/")


def test_los_campos_de_contrasena_la_ocultan_y_dejan_pegarla_y_al_gestor(client: Client, ana: Cuenta) -> None:
    for navegador, ruta in ((client, "/cuenta/entrar/"), (dentro(ana), "/cuenta/contrasena/")):
        campos = re.findall(r"<input[^>]*password[^>]*>", navegador.get(ruta).content.decode())
        assert campos
        assert all('type="password"' in c and 'autocomplete="' in c for c in campos)
        assert not any("onpaste" in c or 'autocomplete="off"' in c or "maxlength" in c for c in campos)


def test_toda_pantalla_de_quien_entro_ofrece_salir(ana: Cuenta) -> None:
    navegador = dentro(ana)
    for ruta in ("/", "/cuenta/seguridad/", "/cuenta/contrasena/", "/avisos/"):
        assert '/cuenta/salir/"' in navegador.get(ruta).content.decode(), ruta

"""Una sesión termina sin uso y termina de todos modos; lo privado no se guarda; lo negado consta."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conoceles.arranque.servicios.tareas import TAREAS
from conoceles.bitacora.models import Entrada
from conoceles.correo.models import Correo
from conoceles.cuentas import sesiones
from conoceles.cuentas.sesiones import purgar
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from cuentas.conftest import CLAVE
from paginas import check, texto
from personas import dentro

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.cuentas.models import Cuenta

HORA = 3600


class Mano:
    """Un reloj de sistema que se mueve a mano."""

    def __init__(self) -> None:
        self.ahora = 1_800_000_000.0

    def time(self) -> float:
        return self.ahora


@pytest.fixture
def mano(monkeypatch: pytest.MonkeyPatch) -> Mano:
    hecha = Mano()
    monkeypatch.setattr(sesiones, "time", hecha)
    return hecha


def sigue_dentro(navegador: Client) -> bool:
    return navegador.get("/cuenta/salir/").status_code == 200


def test_una_hora_sin_uso_termina_la_sesion(client: Client, ana: Cuenta, mano: Mano) -> None:
    client.force_login(ana)
    assert sigue_dentro(client)
    mano.ahora += HORA - 1
    assert sigue_dentro(client)
    mano.ahora += HORA
    assert not sigue_dentro(client)
    mano.ahora -= 2 * HORA
    assert not sigue_dentro(client), "la sesión terminada no vuelve"


def test_ocho_horas_de_uso_continuo_terminan_la_sesion(client: Client, ana: Cuenta, mano: Mano) -> None:
    client.force_login(ana)
    vueltas = 0
    while sigue_dentro(client) and vueltas < 20:
        mano.ahora += HORA / 2
        vueltas += 1
    assert vueltas == 16


def test_enviar_con_la_sesion_terminada_devuelve_lo_escrito(client: Client, ana: Cuenta, mano: Mano) -> None:
    client.force_login(ana)
    assert sigue_dentro(client)
    mano.ahora += 2 * HORA
    escrito = "Trabajé veinte años en la sierra."
    respuesta = client.post("/candidaturas/abc/historia/", {"historia": escrito})
    assert respuesta.status_code == 403
    assert escrito in respuesta.content.decode()
    assert "El archivo que eligió" not in respuesta.content.decode()


def test_del_archivo_que_se_mando_con_la_sesion_terminada_se_dice_que_no_esta(
    client: Client, ana: Cuenta, mano: Mano
) -> None:
    """Un navegador no deja devolverlo: si no se dice, quien vuelve cree que ya lo mandó."""
    client.force_login(ana)
    assert sigue_dentro(client)
    mano.ahora += 2 * HORA
    archivos = [SimpleUploadedFile(nombre, b"x") for nombre in ("yo.jpg", "<b>.pdf")]
    respuesta = client.post("/herramientas/formatos/", {"archivos": archivos})
    dicho = texto(check(respuesta.content))
    assert (
        "El archivo que eligió («yo.jpg», «<b>.pdf») no se guardó y no está aquí: al volver, elíjalo otra vez."
        in dicho
    )
    assert "está aquí abajo" not in dicho, "no escribió nada"


@pytest.mark.postgres
def test_ver_las_sesiones_propias_y_cerrar_una_pide_confirmar_y_cierra_solo_esa(
    ana: Cuenta, cora: Cuenta
) -> None:
    aqui, oficina, telefono, ajena = dentro(ana), dentro(ana), dentro(ana), dentro(cora)
    for navegador in (aqui, oficina, telefono, ajena):
        navegador.get("/cuenta/seguridad/")
    assert aqui.get("/cuenta/sesiones/")["Location"].startswith("/cuenta/confirmar/")
    aqui.post("/cuenta/confirmar/", {"password": CLAVE})
    pagina = aqui.get("/cuenta/sesiones/")
    check(pagina.content)
    primera, *otras = [una for una, *_ in pagina.context["abiertas"]]
    assert (primera.es_esta, len(otras)) == (True, 2)
    assert all(n.session.session_key not in pagina.content.decode() for n in (aqui, oficina, telefono))
    aqui.post("/cuenta/sesiones/", {"sesion": [otras[0].marca, primera.marca]})
    assert len(aqui.get("/cuenta/sesiones/").context["abiertas"]) == 2
    assert [sigue_dentro(n) for n in (oficina, telefono)].count(True) == 1
    aqui.post("/cuenta/sesiones/", {"todas": "si"})
    assert [sigue_dentro(n) for n in (aqui, oficina, telefono, ajena)] == [True, False, False, True]


@pytest.mark.postgres
def test_cerrar_sesiones_consta_y_se_avisa_y_no_cerrar_ninguna_no(ana: Cuenta) -> None:
    aqui, oficina, telefono = dentro(ana), dentro(ana), dentro(ana)
    for navegador in (aqui, oficina, telefono):
        navegador.get("/cuenta/seguridad/")
    aqui.post("/cuenta/confirmar/", {"password": CLAVE})
    aqui.post("/cuenta/sesiones/", {"todas": "si"})
    hecho, aviso = Entrada.objects.latest("id"), Correo.objects.latest("id")
    assert (hecho.acto, hecho.actor, hecho.datos) == ("sesiones_cerradas", f"cuenta:{ana.pk}", {"cuantas": 2})
    assert (aviso.para, aviso.clase) == (ana.correo, "seguridad")
    assert "se cerraron 2 que estaban abiertas en su cuenta" in aviso.cuerpo
    aqui.post("/cuenta/sesiones/", {"todas": "si"})
    aqui.post("/cuenta/sesiones/", {"sesion": ["no-existe"]})
    assert (Entrada.objects.latest("id"), Correo.objects.latest("id")) == (hecho, aviso)


@pytest.mark.parametrize(
    "ruta", ["/", "/cuenta/entrar/", "/cuenta/codigos/", "/cuenta/seguridad/", "/cuenta/salir/"]
)
def test_ninguna_pagina_privada_se_guarda(client: Client, ana: Cuenta, ruta: str) -> None:
    client.force_login(ana)
    assert "no-store" in client.get(ruta)["Cache-Control"]


def test_purgar_borra_solo_lo_vencido(client: Client, ana: Cuenta) -> None:
    from datetime import timedelta

    from django.contrib.sessions.models import Session
    from django.utils import timezone

    client.force_login(ana)
    Session.objects.create(
        session_key="vieja", session_data="", expire_date=timezone.now() - timedelta(days=1)
    )
    assert purgar() == 1
    assert sigue_dentro(client)


def test_el_obrero_purga_sesiones() -> None:
    assert "sesiones" in [t.nombre for t in TAREAS]


def test_abrir_un_enlace_inventado_no_deja_sesion(client: Client, base: None) -> None:
    from django.contrib.sessions.models import Session

    respuesta = client.get("/acceso/esto-no-existe/")
    assert respuesta.status_code == 410
    assert not Session.objects.exists()
    assert not respuesta.cookies


def test_lo_negado_queda_en_la_bitacora_sin_la_direccion(client: Client, ana: Cuenta) -> None:
    client.force_login(ana)
    for _ in range(3):
        assert client.get("/revision/zzzz9999/").status_code == 404
    [negada] = Entrada.objects.filter(acto="acceso_negado")
    assert (negada.actor, negada.folio) == (f"cuenta:{ana.pk}", "")
    assert "zzzz9999" not in str(negada.datos)
    assert negada.datos["codigo"] == 404


def test_una_direccion_que_no_existe_no_es_una_negativa(client: Client, ana: Cuenta) -> None:
    client.force_login(ana)
    client.get("/nada/de/esto/")
    assert not Entrada.objects.filter(acto="acceso_negado").exists()


@pytest.mark.parametrize(("modo", "url", "sesion", "segura"), [
    ("produccion", "https://captura.example.mx", "__Host-sesion", True),
    ("practica", "https://captura.example.mx", "__Host-practica-sesion", True),
    ("practica", "http://localhost:8100", "practica-sesion", False),
    ("desarrollo", "http://localhost:8001", "sessionid", False),
])  # fmt: skip
def test_galletas_con_host_donde_se_cifra(modo: str, url: str, sesion: str, segura: bool) -> None:
    dicho = _ajustes(modo, url)
    assert dicho == {
        "nombre": sesion, "segura": [segura] * 2, "camino": "/", "dominio": None, "misma": ["Lax"] * 2,
        "solo_http": [True] * 2,
    }  # fmt: skip


def _ajustes(modo: str, url: str) -> Any:
    """Los ajustes los lee otro proceso: aquí ya están leídos."""
    import json
    import os
    import subprocess
    import sys
    import tempfile
    from pathlib import Path

    guion = (
        "import json\nfrom conoceles.nucleo import secretos\nsecretos.crear_faltantes()\n"
        "from conoceles.arranque import settings as a\nfrom django.conf import global_settings as g\n"
        "print(json.dumps({'nombre': getattr(a, 'SESSION_COOKIE_NAME', g.SESSION_COOKIE_NAME), "
        "'segura': [a.SESSION_COOKIE_SECURE, a.CSRF_COOKIE_SECURE], 'camino': g.SESSION_COOKIE_PATH, "
        "'dominio': g.SESSION_COOKIE_DOMAIN, 'solo_http': [a.SESSION_COOKIE_HTTPONLY, a.CSRF_COOKIE_HTTPONLY], "
        "'misma': [a.SESSION_COOKIE_SAMESITE, getattr(a, 'CSRF_COOKIE_SAMESITE', g.CSRF_COOKIE_SAMESITE)]}))"
    )
    with tempfile.TemporaryDirectory() as datos:
        entorno = {
            **{k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")},
            "PYTHONPATH": str(RAIZ_PROYECTO / "src"), "CONOCELES_DATOS": datos, 
            "CONOCELES_URL_CAPTURA": url,
        }  # fmt: skip
        (Path(datos) / "modo").write_text(f"{modo}\n")
        hecho = subprocess.run(
            [sys.executable, "-c", guion], env=entorno, capture_output=True, text=True, check=True
        )
    return json.loads(hecho.stdout)

"""En un navegador de verdad: Eva captura su identidad invitada por Ana, y Cora entra con una llave de paso."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from recorridos.navegador import Casa, Ventana, abrir, casa, hasta
from recorridos.sembrar_jornada import CONTRASENA
from recorridos.test_jornada import NOMBRE, aceptar_aviso, capturar_curriculum, contestar_identidad, entrar
from segundo_factor import codigo_totp

pytestmark = pytest.mark.navegador
CORREO = "eva@buzon.mx"


@pytest.fixture(scope="module")
def datos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("accesos") / "datos"


@pytest.fixture(scope="module")
def sistema(datos: Path) -> Iterator[Casa]:
    with casa(datos) as lista:
        yield lista


def _enlace(datos: Path) -> str:
    """El que el obrero dejó en el buzón de archivos; vacío si todavía no sale."""
    for archivo in (datos / "correo").glob("*.log"):
        for crudo in archivo.read_bytes().split(b"-" * 79):
            mensaje = message_from_bytes(crudo.lstrip())
            cuerpo = mensaje.get_payload(decode=True)
            if mensaje["To"] == CORREO and isinstance(cuerpo, bytes):
                hallado = re.search(rb"http\S+/acceso/\S+", cuerpo)
                return hallado[0].decode() if hallado else ""
    return ""


def test_eva_contesta_su_identidad_y_ana_solo_ve_que_esta_completa(
    sistema: Casa, chromium: Browser, datos: Path
) -> None:
    ana = abrir(chromium.new_context())
    entrar(ana, sistema, "ana@prueba.mx")
    ana.pulsar(NOMBRE, "link")
    aceptar_aviso(ana)
    capturar_curriculum(ana)
    tareas = ana.pagina.url
    ana.pulsar("Invitar a la persona a capturar su información", "link")
    ana.pagina.get_by_label("Correo de la persona").fill(CORREO)
    ana.pulsar("Enviar la invitación")
    assert "Todavía no abre su enlace" in ana.texto()

    hasta(lambda: bool(_enlace(datos)), 20)
    eva = abrir(chromium.new_context())
    eva.ir(_enlace(datos))
    assert eva.pagina.url == sistema.captura + "/acceso/"
    assert NOMBRE in eva.texto()
    eva.pagina.get_by_label("Contraseña").fill("una frase larga y propia")
    eva.pagina.get_by_label("Escríbala otra vez").fill("una frase larga y propia")
    eva.pagina.get_by_role("checkbox").check()
    eva.pulsar("Recibir el acceso")
    eva.pulsar("Continuar", "link")  # ya está dentro: la contraseña no se le pide otra vez
    eva.pulsar("Con códigos impresos", "link")  # no tiene teléfono
    eva.pulsar("Hacer mis códigos")
    assert eva.pagina.locator("code").count() == 20
    eva.pulsar("Continuar", "link")
    aceptar_aviso(eva)  # Ana ya lo leyó; Eva lee el suyo
    contestar_identidad(eva)
    eva.pulsar("Avisar que terminé mi parte")
    eva.comprobar()

    ana.ir(tareas)
    assert "avisó que terminó su parte" in ana.texto()
    assert "Cuestionario de identidad y consentimiento Completa" in ana.texto()
    assert ana.pagina.get_by_role("link", name="Cuestionario de identidad y consentimiento").count() == 0
    ana.pulsar("Verificar y enviar", "link")
    assert "usted no puede ver sus respuestas" in ana.texto()
    ana.pagina.get_by_role("checkbox").check()
    ana.pulsar("Enviar")
    assert "/acuse/" in ana.pagina.url
    ana.comprobar()


def test_cora_registra_una_llave_de_paso_y_entra_con_ella(sistema: Casa, chromium: Browser) -> None:
    contexto = chromium.new_context()
    cora = abrir(contexto)
    _llavero_virtual(cora)
    entrar(cora, sistema, "cora@prueba.mx")
    cora.pagina.get_by_label("Código").fill(codigo_totp())
    cora.pulsar("Continuar")
    cora.pulsar("Seguridad", "link")
    cora.pulsar("Agregar una llave de paso", "link")
    cora.pagina.get_by_label("Contraseña").fill(CONTRASENA)
    cora.pulsar("Confirmar")
    with cora.pagina.expect_navigation():
        cora.pagina.get_by_role("button", name="Agregar la llave").click()
    cora.mirar()
    assert "Llave de paso 1" in cora.texto()

    cora.ir(sistema.captura + "/cuenta/salir/")
    cora.pulsar("Salir")
    entrar(cora, sistema, "cora@prueba.mx")
    with cora.pagina.expect_navigation():
        cora.pagina.get_by_role("button", name="Usar la llave de paso").click()
    cora.ir(sistema.captura + "/revision/")
    assert "Revisión" in cora.texto()

    # Las otras dos pantallas de la llave: probarla otra vez y quitarla.
    cora.ir(sistema.captura + "/cuenta/segundo-factor/confirmar/llave/?next=/revision/")
    cora.ir(sistema.captura + "/cuenta/seguridad/")
    cora.pulsar("Quitar Llave de paso 1", "link")
    cora.pagina.get_by_label("Contraseña").fill(CONTRASENA)
    cora.pulsar("Confirmar")
    cora.pulsar("Quitar la llave")
    assert "Llave de paso 1" not in cora.texto()
    cora.comprobar()


def _llavero_virtual(ventana: Ventana) -> None:
    """Un autenticador del propio Chromium, que contesta como lo haría la huella de quien lo usa."""
    protocolo = ventana.pagina.context.new_cdp_session(ventana.pagina)
    protocolo.send("WebAuthn.enable")
    opciones = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    protocolo.send("WebAuthn.addVirtualAuthenticator", {"options": opciones})

"""La jornada completa en un navegador de verdad: Ana captura y envía, Cora valida, Eva encuentra y compara."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from personas import LARGO
from recorridos.captura_en_navegador import (
    aceptar_aviso,
    capturar_curriculum,
    contestar_identidad,
    subir_fotografia,
)
from recorridos.navegador import Casa, Ventana, abrir, codigos_impresos, hasta, leido
from recorridos.sembrar_jornada import CONTRASENA
from segundo_factor import codigo_totp

pytestmark = pytest.mark.navegador
SIN_TAREAS = ""  # aquí corre todo, como en una instalación
DEL_INSTITUTO = ("cora@", "dina@", "comision@")
_HOJAS: dict[tuple[str, str], list[str]] = {}
NOMBRE = "María de la Luz Ñáñez Solís"


@pytest.mark.postgres
def test_de_la_captura_a_la_ciudadania(sistema: Casa, chromium: Browser, tmp_path: Path) -> None:
    # Ana entra, lee el aviso y captura todo lo de María de la Luz.
    ana = abrir(chromium.new_context(accept_downloads=True))
    entrar(ana, sistema, "ana@prueba.mx")
    ana.pulsar(NOMBRE, "link")
    aceptar_aviso(ana)
    subir_fotografia(ana, tmp_path)
    capturar_curriculum(ana)
    contestar_identidad(ana)

    # Verifica, envía una sola vez y se lleva su acuse.
    ana.pulsar("Verificar y enviar", "link")
    ana.pagina.get_by_role("checkbox").check()
    ana.pulsar("Enviar")
    assert "/acuse/" in ana.pagina.url
    assert sistema.folios["ana"].upper() in ana.texto()
    with ana.pagina.expect_download() as descarga:
        ana.pagina.get_by_role("link", name="Descargar el acuse en PDF").click()
    assert Path(descarga.value.path()).read_bytes().startswith(b"%PDF")
    ana.comprobar()

    # Cora entra con su segundo factor, lee y valida.
    cora = abrir(chromium.new_context())
    entrar(cora, sistema, "cora@prueba.mx")
    cora.pagina.get_by_label("Código").fill(codigo_totp())
    cora.pulsar("Continuar")
    cora.ir(sistema.captura + "/revision/")
    cora.pulsar(NOMBRE, "link")
    assert LARGO[:60] in cora.texto()
    cora.decidir("validar")
    cora.ir(f"{sistema.captura}/revision/{sistema.folios['ana']}/")
    assert "Validada" in cora.texto() or "Publicada" in cora.texto()
    cora.comprobar()

    # Segundos después, Eva la encuentra buscando sin acentos, lee su perfil y la compara.
    galletas = chromium.new_context()
    eva = abrir(galletas)
    eva.ir(sistema.sitio)
    perfil = f"{sistema.sitio}candidaturas/{sistema.folios['ana']}/"
    assert hasta(lambda: LARGO[:60] in leido(perfil), 20) < 20
    eva.ir(sistema.sitio)
    eva.pagina.get_by_label("Nombre, sobrenombre o palabras de una propuesta").fill("maria nanez")
    eva.pulsar("Buscar")
    eva.pulsar(NOMBRE, "link")
    assert LARGO[:60] in eva.texto()
    eva.ir(f"{sistema.sitio}comparar/?c={sistema.folios['ana']}&c={sistema.folios['beto']}")
    assert NOMBRE in eva.texto()
    assert "Rosalía Quiñones Solís" in eva.texto()
    assert galletas.cookies() == []
    eva.comprobar()


def test_todo_lo_publico_es_accesible_y_no_deja_galletas(sistema: Casa, chromium: Browser) -> None:
    contexto = chromium.new_context()
    eva = abrir(contexto)
    for ruta in (
        *(
            "",
            "candidaturas/",
            "contiendas/",
            "contiendas/diputacion-mr-01/",
            "buscar/?q=quinones",
            "buscar/",
        ),
        *("comparar/", "estadistica/", "datos/", "preguntas/", "privacidad/", "verificar/"),
        *(f"candidaturas/{sistema.folios[quien]}/" for quien in ("beto", "teclado")),
    ):
        eva.ir(sistema.sitio + ruta)
    eva.ir(sistema.publico + "/")
    assert contexto.cookies() == []
    eva.comprobar()


def test_sin_javascript_se_captura_y_se_busca(sistema: Casa, chromium: Browser) -> None:
    """Lo mismo con los guiones apagados: cada formulario funciona solo."""
    contexto = chromium.new_context(java_script_enabled=False)
    ana = abrir(contexto)
    ana.mirar = lambda: None  # type: ignore[method-assign]  # axe necesita guiones; arriba ya se corrió
    entrar(ana, sistema, "ana@prueba.mx")
    ana.pulsar("Guadalupe Arreola Solís", "link")
    aceptar_aviso(ana)
    capturar_curriculum(ana)
    contestar_identidad(ana)
    ana.pulsar("Verificar y enviar", "link")
    ana.pagina.get_by_role("checkbox").check()
    ana.pulsar("Enviar")
    assert sistema.folios["sin_guiones"].upper() in ana.texto()
    ana.ir(f"{sistema.sitio}buscar/?q=quinones")
    assert "Rosalía Quiñones Solís" in ana.texto()


def test_solo_con_teclado_se_entra_y_se_guarda_una_seccion(sistema: Casa, chromium: Browser) -> None:
    """Ni un clic: Tab, Espacio y Entrar, siguiendo el foco."""
    ana = abrir(chromium.new_context())
    ana.ir(sistema.captura + "/cuenta/entrar/")
    _tabular_a(ana, "input[type=email]")
    ana.pagina.keyboard.type("ana@prueba.mx")
    _tabular_a(ana, "input[type=password]")
    ana.pagina.keyboard.type(CONTRASENA)
    with ana.pagina.expect_navigation():
        ana.pagina.keyboard.press("Enter")
    _tabular_a(ana, "input[name=code]")
    ana.pagina.keyboard.type(_siguiente_codigo(sistema, "ana@prueba.mx"))
    with ana.pagina.expect_navigation():
        ana.pagina.keyboard.press("Enter")
    _entrar_en(ana, f"a[href*='{sistema.folios['teclado']}']")
    _entrar_en(ana, "a[href$='/aviso/']")
    _tabular_a(ana, "#leido")
    ana.pagina.keyboard.press("Space")
    _entrar_en(ana, "form button[type=submit]:not([name])")
    _entrar_en(ana, ".acciones a:last-child")  # la fotografía, después
    _entrar_en(ana, "a[href$='/historia/']")
    _tabular_a(ana, "textarea")
    ana.pagina.keyboard.type(LARGO)
    _entrar_en(ana, "button[value=seguir]")
    assert ana.pagina.url.endswith("/trayectoria/"), ana.texto()
    ana.mirar()
    ana.comprobar()


def entrar(ventana: Ventana, sistema: Casa, correo: str) -> None:
    ventana.ir(sistema.captura + "/")
    ventana.pagina.get_by_label("Correo electrónico").fill(correo)
    ventana.pagina.get_by_label("Contraseña").fill(CONTRASENA)
    ventana.pulsar("Entrar")
    escribir_codigo(ventana, sistema, correo)


def escribir_codigo(ventana: Ventana, sistema: Casa, correo: str) -> None:
    """El siguiente de su hoja impresa, si entra con ella; el personal usa su aplicación."""
    if not correo.startswith(DEL_INSTITUTO):
        ventana.pagina.get_by_label("Código").fill(_siguiente_codigo(sistema, correo))
        ventana.pulsar("Continuar")


def _siguiente_codigo(sistema: Casa, correo: str) -> str:
    return _HOJAS.setdefault((sistema.captura, correo), codigos_impresos()).pop()


def _tabular_a(ventana: Ventana, selector: str) -> None:
    """Avanza con Tab hasta que el foco llegue; si da la vuelta, no se puede llegar con teclado."""
    for _ in range(150):
        ventana.pagina.keyboard.press("Tab")
        if ventana.pagina.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"con Tab no se llega a {selector}")


def _entrar_en(ventana: Ventana, selector: str) -> None:
    _tabular_a(ventana, selector)
    with ventana.pagina.expect_navigation():
        ventana.pagina.keyboard.press("Enter")

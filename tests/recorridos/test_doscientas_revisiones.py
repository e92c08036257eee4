"""Doscientas revisiones con el teclado: una tecla por cada una que se valida, y ninguna se decide dos veces ni se salta."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from recorridos.navegador import abrir
from recorridos.sembrar_revisiones import CUANTAS
from recorridos.test_jornada import entrar
from segundo_factor import codigo_totp

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from recorridos.navegador import Casa, Ventana

pytestmark = [pytest.mark.navegador, pytest.mark.simulacro]
SIEMBRA = "recorridos.sembrar_revisiones"
CADA = 20  # de cada veinte, una se observa
PEDIDO = "Diga en qué años trabajó en cada lugar."


def _tecla(cora: Ventana, tecla: str) -> int:
    """Como la manda un teclado: Playwright no compone las de acceso, que llegan con su letra."""
    _, alt, letra = tecla.rpartition("Alt+")
    if not alt:
        cora.pagina.keyboard.press(tecla)
        return 1
    canal = cora.pagina.context.new_cdp_session(cora.pagina)
    comun = {"modifiers": 1, "key": letra, "windowsVirtualKeyCode": ord(letra.upper()), "isSystemKey": True}
    canal.send("Input.dispatchKeyEvent", {**comun, "type": "keyDown", "text": letra, "unmodifiedText": letra})
    canal.send("Input.dispatchKeyEvent", {**comun, "type": "keyUp"})
    canal.detach()
    return 1


def _decide(cora: Ventana, tecla: str) -> int:
    """Una tecla que lleva a la que sigue."""
    with cora.pagina.expect_navigation():
        return _tecla(cora, tecla)


def _observar(cora: Ventana) -> int:
    """A la cuarta parte, su casilla, el motivo y lo que se pide; sin tocar el ratón."""
    teclas = _tecla(cora, "Alt+4")
    cora.pagina.wait_for_url("**#p-historia")
    teclas += _tecla(cora, "Tab") + _tecla(cora, "Space")
    assert cora.pagina.evaluate("document.activeElement.value") == "historia"
    _a_la_vista(cora)
    teclas += _tecla(cora, "Tab") + _tecla(cora, "N")  # «No responde lo que se pregunta»
    teclas += _tecla(cora, "Tab")
    _a_la_vista(cora)
    cora.pagina.keyboard.type(PEDIDO)
    return teclas + _decide(cora, "Alt+o")


def _a_la_vista(cora: Ventana) -> None:
    """WCAG 2.2, 2.4.11: la barra no tapa lo que tiene el foco."""
    tapado = cora.pagina.evaluate(
        "() => { const f = document.activeElement.getBoundingClientRect(), "
        "b = document.querySelector('.barra-fija').getBoundingClientRect(); return f.bottom > b.top; }"
    )
    assert not tapado


def test_doscientas_con_el_teclado_una_tecla_cada_una(sistema: Casa, chromium: Browser) -> None:
    cora = abrir(chromium.new_context(viewport={"width": 1280, "height": 800}))
    entrar(cora, sistema, "cora@prueba.mx")
    cora.pagina.get_by_label("Código").fill(codigo_totp())
    cora.pulsar("Continuar")
    cora.ir(sistema.captura + "/revision/")
    primera = cora.pagina.locator("main .lista-tareas a").first
    primera.focus()
    teclas, vistas = _decide(cora, "Enter"), []
    cora.mirar()
    for numero in range(CUANTAS):
        vistas.append(re.findall(r"/revision/(\w+)/", cora.pagina.url)[0])
        if numero == CUANTAS - 1:
            assert cora.pagina.get_by_role("button", name="Validar", exact=True).count()  # ya no queda otra
        if numero % CADA == CADA - 1 and numero < CUANTAS - 1:
            gastadas = _observar(cora)
            assert gastadas <= 7
            teclas += gastadas
        else:
            teclas += _decide(cora, "Alt+v")
    observadas = CUANTAS // CADA - 1
    assert vistas == [
        sistema.folios[str(n)] for n in range(CUANTAS)
    ]  # todas, una vez, en el orden en que se enviaron
    assert teclas == 1 + (CUANTAS - observadas) + 7 * observadas
    cora.ir(f"{sistema.captura}/revision/?grupo=observadas")
    assert f"Con observaciones ({observadas})" in cora.texto()
    assert "Por revisar (0)" in cora.texto()
    assert f"Validadas y publicadas ({CUANTAS - observadas})" in cora.texto()
    cora.comprobar()

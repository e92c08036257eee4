"""Los demás recorridos de quien probó el sistema, contados por el navegador; con `test_clics`, son los once.

Se cuenta igual: con la sesión abierta, sin lo que se escribe. Las cifras de `docs/evidencia/clics.md` son estas.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from identidad.documentos_de_prueba import pdf
from personas import LARGO
from recorridos.test_clics import PERSONAS, Raton, consta

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from recorridos.navegador import Casa

pytestmark = [pytest.mark.navegador, pytest.mark.simulacro]  # en cada cambio, el primero de `test_clics`
SIEMBRA, AHORA = "recorridos.sembrar_oficina", "2024-04-26T16:00:00-06:00"
OTRO = LARGO.replace("doce años", "trece años")


def test_subir_los_formatos_firmados(sistema: Casa, chromium: Browser, tmp_path: Path) -> None:
    rutas = []
    for quien in ("hoja_1", "hoja_2"):
        rutas.append(tmp_path / f"{sistema.folios[quien]}.pdf")
        rutas[-1].write_bytes(pdf())
    ana = Raton(chromium, sistema)
    ana.pulsar("Subir los formatos firmados", "link")
    ana.archivo("Archivos, uno por persona", *rutas)
    ana.pulsar("Subir los formatos")
    assert "Se recibieron 2 formatos" in ana.ventana.texto()
    consta("Subir el formato firmado de una persona, entre cuarenta", 5, round(ana.clics / PERSONAS, 1))
    ana.ventana.comprobar()


def test_validar_observar_y_validar_varias(sistema: Casa, chromium: Browser) -> None:
    cora = Raton(chromium, sistema, "cora")
    _hoy_cabe(cora, sistema)
    pagina = cora.ventana.pagina
    cora.ventana.ir(f"{sistema.captura}/revision/{sistema.folios['hoja_1']}/")
    cora.decidir("validar")
    consta("Validar una", 3, cora.clics)
    cora.clics = 0
    cora.ventana.ir(f"{sistema.captura}/revision/{sistema.folios['hoja_2']}/")
    historia = pagina.locator("#p-historia")
    cora.marcar(historia.get_by_role("checkbox"))
    historia.get_by_role("combobox").select_option(index=1)
    historia.get_by_role("textbox").fill("Diga en qué años trabajó en cada lugar.")
    cora.clics += 1
    cora.marcar(pagina.locator("button[form=observar][accesskey=o]"))
    pagina.wait_for_url(re.compile(f"/revision/(?!{sistema.folios['hoja_2']})"))
    consta("Observar una parte", 7, cora.clics)
    cora.ventana.ir(f"{sistema.captura}/revision/validar-varias/")
    cora.clics, cuantas = 0, 0
    while (por_abrir := pagina.get_by_role("link", name="Abrirla")).count():
        cora.marcar(por_abrir.first)
        cora.ventana.pagina.wait_for_load_state("load")
        cora.pulsar("Validar varias", "link")
        cuantas += 1
    for casilla in pagina.locator("input[name=folio]").all():
        cora.marcar(casilla)
    cora.pulsar("Validar las marcadas")
    assert cuantas
    consta("Validar una desde «Validar varias»", 0.1, round(cora.clics / cuantas, 1))
    cora.ventana.comprobar()


def test_pedir_un_ajuste(sistema: Casa, chromium: Browser) -> None:
    ana = Raton(chromium, sistema)
    pagina = ana.ventana.pagina
    ana.ventana.ir(f"{sistema.captura}/candidaturas/{sistema.folios['ajuste']}/")
    ana.pulsar("Ajuste a lo publicado", "link")
    ana.marcar(pagina.locator("details:has(#historia) > summary"))
    pagina.locator("#historia").fill(OTRO)
    ana.pulsar("Ver qué se pedirá")
    ana.marcar(pagina.locator("#confirmo"))
    ana.pulsar("Pedir el ajuste")
    consta("Pedir el ajuste", 5, ana.clics)
    ana.ventana.comprobar()


def test_aplicarlo_cancelar_un_registro_y_un_renglon_en_la_franja(sistema: Casa, chromium: Browser) -> None:
    """Con una sola entrada de Dina: su código no vale dos veces en el mismo medio minuto."""
    dina = Raton(chromium, sistema, "dina")
    _hoy_cabe(dina, sistema)
    dina.ventana.ir(f"{sistema.captura}/revision/ajustes/")
    dina.pulsar("Elvira Salas Solís", "link")
    dina.pulsar("Aplicar el ajuste")
    assert "Aplicado" in dina.ventana.texto()
    consta("Aplicar un ajuste", 3, dina.clics)
    _cancelar(dina, sistema)
    _poner_franja(dina, sistema)
    dina.ventana.comprobar()


def _hoy_cabe(quien: Raton, sistema: Casa) -> None:
    """*Hoy*, en una sola pantalla."""
    pagina = quien.ventana.pagina
    pagina.set_viewport_size({"width": 1280, "height": 900})
    quien.ventana.ir(f"{sistema.captura}/revision/hoy/")
    assert pagina.evaluate("document.documentElement.scrollHeight") <= 900


def _cancelar(dina: Raton, sistema: Casa) -> None:
    dina.ventana.ir(f"{sistema.captura}/revision/{sistema.folios['sale']}/actos/")
    pagina, dina.clics = dina.ventana.pagina, 0
    dina.marcar(pagina.locator("details:has(#cancelar-acuerdo) > summary"))
    pagina.locator("#cancelar-acuerdo").fill("IEPC/CG80/2024")
    pagina.locator("#cancelar-fecha_acuerdo").fill("2024-04-25")
    dina.marcar(pagina.locator("form:has(#cancelar-acuerdo) button[type=submit]"))
    pagina.locator("#confirmo").fill(sistema.folios["sale"])
    dina.pulsar("Cancelar el registro")
    assert "Acuse" in dina.ventana.texto()
    consta("Cancelar un registro, sustituir o registrar una renuncia", 1, dina.clics)


def _poner_franja(dina: Raton, sistema: Casa) -> None:
    dina.ventana.ir(f"{sistema.captura}/contenidos/franja-captura/")
    pagina, dina.clics = dina.ventana.pagina, 0
    pagina.locator("#c-texto").fill("El domingo, mantenimiento de 2 a 4 de la mañana.")
    for clave, valor in {"desde": "2024-04-26", "hasta": "2024-04-28"}.items():
        pagina.locator(f"#c-{clave}").fill(valor)
    dina.pulsar("Ver cómo queda")
    dina.pulsar("Guardar y poner en vigor")
    assert "Guardado" in dina.ventana.texto()
    consta("Poner un renglón en la franja", 3, dina.clics)


def test_retirar_una_invitacion_se_confirma(sistema: Casa, chromium: Browser) -> None:
    inigo = Raton(chromium, sistema, "inigo")
    pagina = inigo.ventana.pagina
    inigo.ventana.ir(f"{sistema.captura}/candidaturas/{sistema.folios['suplencia']}/invitacion/")
    pagina.get_by_label("Correo de la persona").fill("dalia@buzon.mx")
    inigo.pulsar("Enviar la invitación")
    inigo.clics = 0
    inigo.pulsar("Ver qué pasará al retirarla")
    inigo.marcar(pagina.locator("#confirmo"))
    inigo.pulsar("Retirar la invitación")
    assert "Acuse" in inigo.ventana.texto()
    consta("Retirar una invitación", 1, inigo.clics)
    inigo.ventana.comprobar()

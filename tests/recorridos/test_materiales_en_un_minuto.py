"""Se corrige un perfil en su pantalla: se ve en segundos, y antes de un minuto todos sus materiales son los nuevos."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from personas import LARGO
from recorridos.minutero import Minutero
from recorridos.navegador import Casa, abrir, hasta
from recorridos.sembrar_jornada import CONTRASENA
from segundo_factor import codigo_totp

pytestmark = [pytest.mark.navegador, pytest.mark.simulacro]
SIEMBRA, AHORA, HOY = "recorridos.sembrar_recorridos", "2024-04-26T16:00:00-06:00", "2024-04-26"
SIN_TAREAS = ""
UN_MINUTO, PRIMERA_VEZ = 60.0, 1200.0
BOLETA = "contiendas/diputacion-mr-01/"
DE_LA_BOLETA = {"quienes.imagen", "letra-grande.pdf"}
CORREGIDA = "Corregida por la autoridad electoral: fui regidora de 2016 a 2019."


def test_lo_corregido_se_ve_en_segundos_y_sus_materiales_en_menos_de_un_minuto(
    sistema: Casa, chromium: Browser, tmp_path: Path
) -> None:
    folio = sistema.folios["ajuste"]
    suyos = f"materiales/candidaturas/{folio}/"
    minutero = Minutero(sistema.sitio, (f"candidaturas/{folio}/", BOLETA, "distritos/1/"))
    hasta(lambda: f"materiales/{BOLETA}letra-grande.pdf" in minutero.rutas(), PRIMERA_VEZ)
    minutero.antes = minutero.mirar()
    minutero.esperar(time.monotonic(), [], PRIMERA_VEZ)
    minutero.nuevo.clear()
    dina = abrir(chromium.new_context())
    dina.ir(sistema.captura + "/")
    dina.pagina.get_by_label("Correo electrónico").fill("dina@prueba.mx")
    dina.pagina.get_by_label("Contraseña").fill(CONTRASENA)
    dina.pulsar("Entrar")
    dina.pagina.get_by_label("Código").fill(codigo_totp())
    dina.pulsar("Continuar")
    dina.ir(f"{sistema.captura}/revision/{folio}/correccion/")
    pagina = dina.pagina
    pagina.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    pagina.select_option("#causa", "error_propio")
    pagina.fill("#acuerdo", "IEPC/CG44/2024")
    pagina.fill("#fecha_acuerdo", HOY)
    pagina.fill("#historia", f"{CORREGIDA} {LARGO}")
    Image.linear_gradient("L").resize((720, 900)).convert("RGB").save(tmp_path / "nueva.jpg")
    pagina.set_input_files("#archivo", tmp_path / "nueva.jpg")
    pagina.fill("#fecha_toma", HOY)

    minutero.antes = minutero.mirar()
    inicio = time.monotonic()
    dina.pulsar("Publicar la corrección")
    assert "/actos/" in pagina.url, dina.texto()
    perfil = f"candidaturas/{folio}/"
    visible = minutero.segundos_hasta(inicio, lambda: CORREGIDA.encode() in minutero.bajar(perfil), UN_MINUTO)
    esperados = {r for r in minutero.antes if r.startswith(suyos) or Path(r).name in DE_LA_BOLETA}
    assert {Path(r).name for r in esperados} >= {"tarjeta.imagen", "perfil.txt", "perfil.brf", *DE_LA_BOLETA}
    assert minutero.esperar(inicio, esperados, 3 * UN_MINUTO) == set()
    assert max(minutero.nuevo.values()) < UN_MINUTO, minutero.nuevo
    assert visible < min(minutero.nuevo[r] for r in esperados), "lo que se ve no espera a ningún material"
    assert CORREGIDA.encode() in minutero.bajar(f"{suyos}perfil.txt")
    dina.comprobar()

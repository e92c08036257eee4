"""La boleta para practicar: cada manera de marcar se cuenta como dice la carpeta, y nada sale del teléfono.

El juez lee la regla del TOML y quién va en cada recuadro de la boleta publicada; no usa nada de lo que compone la página.
"""

from __future__ import annotations

import itertools
import shutil
import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.carga.piezas.faltas import DefinicionInvalida
from conoceles.publicacion.publicador import publicar
from publicacion.conftest import Sembrar
from publicacion.eleccion import AHORA, PROCESO, candidatura
from publicacion.navegador_publico import atendido
from taller.navegador import chromium

SEIS = "diputacion-mr-06"
GENTE = [("MORENA", "OLGA TREVIÑO"), ("PT", "PÍO LARA"), ("FYCXD", "QUINA SALAS")]
TOML = RAIZ_PROYECTO / "procesos" / PROCESO / "proceso.toml"
DICE = {
    "valido": "Cuenta",
    "nulo": "Voto nulo",
    "aparte": "Se anota aparte",
    "duda": "Lo decide quien cuenta los votos",
}


@pytest.fixture(scope="module")
def datos(del_archivo: Sembrar) -> Path:
    """El distrito 6 con una coalición de tres recuadros y dos partidos solos."""
    with del_archivo() as (carpeta, _):
        for n, (siglas, nombre) in enumerate(GENTE):
            candidatura(f"G{n}", AHORA, (nombre, "mujer", SEIS, siglas, "propietaria", "publicada"))
        publicar(PROCESO, ahora=AHORA)
    return carpeta


@pytest.fixture(scope="module")
def publicada(datos: Path) -> Path:
    return datos / "sitio" / PROCESO / "actual"


@pytest.fixture
def pagina(datos: Path) -> Iterator[tuple[Page, str]]:
    with atendido(datos / "sitio") as base, chromium() as navegador:
        contexto = navegador.new_context(viewport={"width": 360, "height": 740})
        yield contexto.new_page(), f"{base}{PROCESO}/contiendas/{SEIS}/practicar/"


def _segun_la_carpeta(marcadas: tuple[str, ...], escrito: str) -> str:
    voto = tomllib.loads(TOML.read_text("utf-8"))["boleta"]["voto"]
    if escrito:
        return str(voto["escrito_y_marcado" if marcadas else "escrito"])
    if not marcadas:
        return str(voto["ninguno"])
    if len(marcadas) == 1:
        return "valido"
    return str(voto["coalicion" if set(marcadas) <= {"PAN", "PRI", "PRD"} else "varios"])


@pytest.mark.navegador
@pytest.mark.lenta
def test_cada_combinacion_se_cuenta_como_dice_la_carpeta(pagina: tuple[Page, str]) -> None:
    hoja, direccion = pagina
    hoja.goto(direccion)
    resultado, casillas = hoja.locator("[data-resultado]"), hoja.locator("[data-formula]")
    siglas = ["PAN", "PRI", "PRD", "PT", "MORENA"]
    assert hoja.locator(".recuadro__emblema").all_inner_texts() == siglas
    expect(resultado).to_have_text("Marque un recuadro y aquí verá cómo se cuenta.")
    for cuantas in range(1, 4):
        for cuales in itertools.combinations(range(5), cuantas):
            hoja.get_by_role("button", name="Borrar").click()
            for n in cuales:
                casillas.nth(n).check()
            esperado = _segun_la_carpeta(tuple(siglas[n] for n in cuales), "")
            expect(resultado.locator("strong")).to_have_text(DICE[esperado])
            if esperado == "valido":
                quien = "Quina Salas" if cuales[0] < 3 else ["Pío Lara", "Olga Treviño"][cuales[0] - 3]
                expect(resultado).to_contain_text(f"voto para {quien}.")


@pytest.mark.navegador
@pytest.mark.lenta
def test_escribir_un_nombre_desmarcar_y_borrar(pagina: tuple[Page, str]) -> None:
    hoja, direccion = pagina
    hoja.goto(direccion)
    resultado, casillas = hoja.locator("[data-resultado] strong"), hoja.locator("[data-formula]")
    nombre = hoja.get_by_label("alguien que no está registrado")
    nombre.fill("Fulana de Tal")
    expect(resultado).to_have_text(DICE[_segun_la_carpeta((), "Fulana")])
    casillas.nth(3).check()
    expect(resultado).to_have_text(DICE[_segun_la_carpeta(("PT",), "Fulana")])
    nombre.fill("")
    casillas.nth(3).uncheck()
    expect(resultado).to_have_text(DICE[_segun_la_carpeta((), "")])
    hoja.get_by_role("button", name="Borrar").click()
    assert not casillas.nth(3).is_checked()
    expect(hoja.locator("[data-es]")).to_have_count(0)


@pytest.mark.navegador
@pytest.mark.lenta
def test_en_un_telefono_lo_que_dice_no_tapa_la_boleta(pagina: tuple[Page, str]) -> None:
    """La franja no está hasta que hay algo que decir; con la frase más larga ocupa menos de una sexta parte de la pantalla."""
    hoja, direccion = pagina
    hoja.goto(direccion)
    franja, casillas = hoja.locator(".practica__pie"), hoja.locator("[data-formula]")
    expect(franja).not_to_be_in_viewport()
    casillas.nth(0).check()
    casillas.nth(2).check()  # la misma persona en dos recuadros: lo más largo que se dice
    caja = franja.bounding_box()
    assert caja is not None
    assert caja["height"] <= 740 / 6
    assert caja["y"] + caja["height"] <= 740
    hoja.locator("#escrito").focus()
    campo = hoja.locator("#escrito").bounding_box()
    assert campo is not None
    assert campo["y"] + campo["height"] <= (franja.bounding_box() or caja)["y"], (
        "lo enfocado queda a la vista"
    )


@pytest.mark.navegador
@pytest.mark.lenta
@pytest.mark.parametrize("con_guiones", [True, False])
def test_nada_sale_del_telefono_ni_se_queda(datos: Path, con_guiones: bool) -> None:
    """Ni una petición después de abrirla, ni la dirección, ni el almacén: tampoco con Intro en el campo."""
    with atendido(datos / "sitio") as base, chromium() as navegador:
        contexto = navegador.new_context(java_script_enabled=con_guiones)
        hoja = contexto.new_page()
        direccion = f"{base}{PROCESO}/contiendas/{SEIS}/practicar/"
        hoja.goto(direccion, wait_until="networkidle")
        pedidas: list[str] = []
        hoja.on("request", lambda r: pedidas.append(r.url))
        hoja.locator("#r1").check()
        hoja.locator("#escrito").fill("Fulana")
        hoja.locator("#escrito").press("Enter")
        hoja.locator("#r2").check()
        hoja.wait_for_load_state("networkidle")
        assert (pedidas, hoja.url) == ([], direccion)
        assert contexto.storage_state() == {"cookies": [], "origins": []}
        hoja.goto("about:blank")
        hoja.go_back(wait_until="networkidle")
        assert not hoja.locator("#r1").is_checked()


@pytest.mark.lenta
def test_sin_guiones_dice_todo_lo_que_la_carpeta_declara(publicada: Path) -> None:
    html = (publicada / f"contiendas/{SEIS}/practicar/index.html").read_text("utf-8")
    voto = tomllib.loads(TOML.read_text("utf-8"))["boleta"]["voto"]
    for caso in ("ninguno", "varios", "coalicion", "escrito", "escrito_y_marcado"):
        assert f'data-caso="{caso}" data-cuenta="{voto[caso]}"' in html
    assert "LGIPE, artículos 288 y 291; LIPED (por confirmar" in html
    assert " name=" not in html.partition("<main")[2].partition("</main>")[0]  # sin nombre no hay qué enviar
    assert "<picture" not in html
    boleta = (publicada / f"contiendas/{SEIS}/index.html").read_text("utf-8")
    assert 'href="practicar/"' in boleta
    solas = (publicada / "contiendas/diputacion-mr-01/practicar/index.html").read_text("utf-8")
    assert 'data-caso="coalicion"' not in solas  # nadie va en dos recuadros


@pytest.mark.lenta
@pytest.mark.usefixtures("base")
def test_pasada_la_jornada_ya_no_se_practica(
    datos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONOCELES_DATOS", str(shutil.copytree(datos, tmp_path / "datos", symlinks=True)))
    publicar(PROCESO, ahora=datetime.fromisoformat("2024-06-03T10:00:00-06:00") + timedelta(hours=1))
    publicada = tmp_path / "datos" / "sitio" / PROCESO / "actual"
    assert not (publicada / f"contiendas/{SEIS}/practicar").exists()
    assert "practicar/" not in (publicada / f"contiendas/{SEIS}/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("cambio", "frase"),
    [
        (('varios = "nulo"', 'varios = "quien sabe"'), "boleta.voto.varios: «quien sabe» no es válido"),
        (('escrito = "aparte"', ""), "boleta.voto.escrito: "),
        (('fundamento = "boleta-voto"', ""), "boleta.voto.fundamento: "),
    ],
)
def test_una_regla_a_medias_no_se_carga(tmp_path: Path, cambio: tuple[str, str], frase: str) -> None:
    carpeta = shutil.copytree(TOML.parent, tmp_path / PROCESO)
    toml = carpeta / "proceso.toml"
    toml.write_text(toml.read_text("utf-8").replace(*cambio, 1), "utf-8")
    with pytest.raises(DefinicionInvalida) as error:
        leer_carpeta(carpeta)
    assert any(frase in str(f) for f in error.value.errores)


def test_sin_declararla_no_se_ofrece(tmp_path: Path) -> None:
    carpeta = shutil.copytree(TOML.parent, tmp_path / PROCESO)
    toml = carpeta / "proceso.toml"
    antes, _, despues = toml.read_text("utf-8").partition("[boleta.voto]")
    toml.write_text(antes + despues.partition("\n# ---")[2].partition("\n")[2], "utf-8")
    assert leer_carpeta(carpeta).boleta.voto is None

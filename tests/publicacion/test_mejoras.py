"""Lo que el sitio hace de más cuando hay JavaScript, y el mapa, que no lo necesita."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from conoceles.nucleo import firma
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.publicacion.publicador import publicar, publicar_raiz
from personas import recargar
from publicacion.conftest import Sembrar
from publicacion.eleccion import AHORA, PROCESO, version
from publicacion.navegador_publico import atendido
from registro.certificada import certificar, retirar
from taller.demo import textos

pytestmark = pytest.mark.navegador
# La voz del navegador no suena en una prueba: se anota qué se le pide decir.
VOZ = """window.dicho = [];
Object.defineProperty(window, "speechSynthesis", {value: {
  speaking: false, paused: false, getVoices: () => window.voces ?? [{lang: "es-MX"}],
  speak(f) { window.dicho.push([f.lang, f.text]); this.speaking = true; window.ultima = f; },
  pause() { this.paused = true; }, resume() { this.paused = false; }, cancel() { this.speaking = false; }}});
window.SpeechSynthesisUtterance = class { constructor(texto) { this.text = texto; } };
window.print = () => { window.impreso = true; };"""
SECCIONES = "seccion,municipio,distrito\n0100,005,1\n0101,005,1\n0102,005,2\n0300,001,8\n0900,007,10\n"


def llena(nombre: str) -> dict[str, Any]:
    secciones = textos.curricular(Random(7), nombre, "005", completo=True)
    return {campo: valor for seccion in secciones.values() for campo, valor in seccion.items()}


@pytest.fixture(scope="module")
def datos(del_archivo: Sembrar, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publicada, con catálogo de secciones."""
    with del_archivo() as (carpeta, eleccion):
        _con_secciones(tmp_path_factory.mktemp("con-secciones"), AHORA)
        version(eleccion["ANA"], 2, AHORA, **llena("Ana María de la Luz Núñez"))
        publicar(PROCESO, ahora=AHORA)
        publicar_raiz(AHORA)
    return carpeta


@pytest.fixture
def pagina(datos: Path, navegador: Browser) -> Iterator[Page]:
    """Su portada, en una computadora."""
    with atendido(datos / "sitio") as base:
        contexto = navegador.new_context(permissions=["clipboard-read", "clipboard-write"])
        contexto.add_init_script(VOZ)
        abierta = contexto.new_page()
        abierta.goto(f"{base}{PROCESO}/")
        yield abierta
        contexto.close()


def _con_secciones(taller: Path, ahora: datetime) -> None:
    carpeta = taller / PROCESO
    shutil.copytree(RAIZ_PROYECTO / "procesos" / PROCESO, carpeta)
    (carpeta / "secciones.csv").write_text(SECCIONES, encoding="utf-8")
    definicion = carpeta / "proceso.toml"
    con_ellas = definicion.read_text(encoding="utf-8").replace(
        "mosaico =", 'secciones = "secciones.csv"\nmosaico =', 1
    )
    definicion.write_text(con_ellas, encoding="utf-8")
    recargar(carpeta, ahora)


def test_lo_escrito_lleva_a_su_boleta_y_no_sale_de_la_pagina(pagina: Page) -> None:
    campo, hallados = pagina.get_by_label("Su municipio, su sección"), pagina.locator("[data-hallados]")
    estado = pagina.locator(".donde [role=status]")
    with pagina.expect_response("**/secciones/lugares.json"):
        campo.focus()
    pedidas: list[str] = []
    pagina.on("request", lambda r: pedidas.append(r.url))
    for escrito, dice in (
        ("0102", "Diputación del distrito 2"), ("sección 102", "Diputación del distrito 2"),
        ("300", "Sección 0300 Canatlán"), ("CANATLAN", "Diputación del distrito 8"),
        ("gomes palasio", "Se reparte: vea sus 3 distritos"), ("Canaltán", "Diputación del distrito 8"),
        ("cd lerdo", "Se reparte: vea sus 2 distritos"), ("simon boliv", "General Simón Bolívar"),
    ):  # fmt: skip
        campo.fill(escrito)
        expect(hallados).to_contain_text(dice)
    campo.fill("9999")
    expect(estado).to_contain_text("No encontramos esa sección")
    campo.fill("zzzzzzz")
    expect(estado).to_contain_text("No encontramos ese lugar")
    campo.fill("0102")
    campo.press("Enter")
    assert pedidas == []
    assert "0102" not in pagina.url
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**/contiendas/diputacion-mr-02/")


def test_quien_vota_ayuntamiento_y_diputacion_lee_sus_dos_boletas_y_no_que_se_reparte(pagina: Page) -> None:
    lugares = {
        "boletas": [["a", "Ayuntamiento de Lerdo"], ["d", "Diputación del distrito 8"]],
        "municipios": [["Lerdo", "012", [], [0, 1], 1]], "secciones": [[100, 200, 0, [0, 1]]], "localidades": [],
    }  # fmt: skip
    pagina.route("**/secciones/lugares.json", lambda pedida: pedida.fulfill(json=lugares))
    hallados = pagina.locator("[data-hallados]")
    for escrito in ("lerdo", "0150"):
        pagina.get_by_label("Su municipio, su sección").fill(escrito)
        expect(hallados.get_by_role("link")).to_have_text(
            ["Ayuntamiento de Lerdo", "Diputación del distrito 8"]
        )


def test_sin_el_archivo_de_lugares_quedan_el_mapa_y_la_lista(pagina: Page) -> None:
    pagina.route("**/lugares.json", lambda ruta: ruta.abort())
    pagina.get_by_label("Su municipio, su sección").fill("canatlan")
    expect(pagina.locator(".donde [role=status]")).to_contain_text("Elija su municipio abajo")
    pagina.locator(".mosaico a", has_text="lán").first.click()
    pagina.wait_for_url("**/contiendas/**")


def test_el_mapa_se_recorre_con_el_teclado(pagina: Page) -> None:
    cuadros = pagina.locator(".mosaico a")
    expect(cuadros).to_have_count(39)
    canatlan = pagina.locator(".mosaico .r5.c3 a")
    for _ in range(80):
        pagina.keyboard.press("Tab")
        if canatlan.evaluate("e => e === document.activeElement"):
            break
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**/contiendas/diputacion-mr-08/")


def test_el_perfil_se_escucha_se_copia_y_se_imprime(pagina: Page) -> None:
    pagina.goto(f"{pagina.url}candidaturas/ANA/")
    pagina.get_by_role("button", name="Escuchar").click()
    dicho = pagina.evaluate("window.dicho")
    assert dicho[0] == ["es-MX", "Ana María de la Luz Núñez"]
    assert any("propuesta" in texto.lower() for _, texto in dicho)
    assert {lengua for lengua, _ in dicho} == {"es-MX"}
    pagina.get_by_role("button", name="Pausar").click()
    assert pagina.evaluate("window.speechSynthesis.paused") is True
    pagina.get_by_role("button", name="Seguir").click()
    assert pagina.evaluate("window.speechSynthesis.paused") is False
    pagina.get_by_role("button", name="Detener").click()
    assert pagina.evaluate("window.speechSynthesis.speaking") is False
    pagina.get_by_role("button", name="Escuchar").click()
    pagina.evaluate("window.ultima.onerror({error: 'synthesis-failed'})")
    expect(pagina.get_by_role("button", name="Escuchar")).to_be_visible()
    pagina.get_by_role("button", name="Copiar enlace").click()
    expect(pagina.get_by_role("button", name="Enlace copiado")).to_be_visible()
    assert pagina.evaluate("navigator.clipboard.readText()") == pagina.url
    pagina.get_by_role("button", name="Imprimir").click()
    pagina.wait_for_function("window.impreso")


def test_los_resultados_cambian_al_elegir_y_al_escribir_sin_recargar(pagina: Page) -> None:
    pagina.goto(pagina.url + "buscar/?q=texto", wait_until="networkidle")
    pagina.evaluate("window.sinRecargar = true")
    pagina.get_by_label("Nombre, sobrenombre").fill("nunez")
    resumen = pagina.locator("[role=status]")
    expect(resumen).to_have_text("Una candidatura.")
    expect(pagina.locator("ol.tarjetas")).to_contain_text("Ana María de la Luz Núñez")
    pagina.get_by_text("Más filtros").click()
    pagina.get_by_label("Sexo registrado").select_option("mujer")
    expect(pagina.locator("[data-cambia=activos]")).to_contain_text("Sexo registrado: Mujer")
    expect(pagina.get_by_label("Sexo registrado")).to_have_value("mujer")
    expect(pagina.get_by_label("Sexo registrado")).to_be_visible()
    assert pagina.url.endswith("buscar/?q=nunez&sexo=mujer")
    assert pagina.evaluate("window.sinRecargar")
    pagina.go_back()
    expect(pagina.locator("[data-cambia=activos]")).to_have_text("")
    assert pagina.url.endswith("buscar/?q=nunez")


def test_sin_red_los_resultados_y_lo_escrito_se_quedan(pagina: Page) -> None:
    pagina.goto(pagina.url + "buscar/?q=nunez", wait_until="networkidle")
    pagina.context.set_offline(True)
    with pagina.expect_event("requestfailed"):
        pagina.get_by_label("Nombre, sobrenombre").fill("texto")
    expect(pagina.locator("[role=status]")).to_have_text("Una candidatura.")
    expect(pagina.get_by_label("Nombre, sobrenombre")).to_have_value("texto")
    assert pagina.url.endswith("buscar/?q=nunez")


def test_sin_voz_en_espanol_se_dice_y_no_hay_boton(pagina: Page) -> None:
    pagina.context.add_init_script("window.voces = [{lang: 'en-US'}]")
    pagina.goto(f"{pagina.url}candidaturas/ANA/")
    expect(pagina.get_by_text("Este aparato no trae una voz en español.")).to_be_visible()
    expect(pagina.get_by_role("button", name="Escuchar")).to_be_hidden()


def test_compartir_abre_la_hoja_del_telefono_si_la_hay(pagina: Page) -> None:
    pagina.context.add_init_script(
        "navigator.share = async (d) => { window.compartido = d; }; navigator.canShare = () => true;"
    )
    pagina.goto(f"{pagina.url}candidaturas/ANA/")
    pagina.get_by_role("button", name="Compartir").click()
    dado = pagina.evaluate("window.compartido")
    assert dado["url"] == pagina.url
    assert "Ana María" in dado["title"]


def test_mi_lista_se_queda_en_el_aparato_se_quita_y_se_borra(pagina: Page) -> None:
    raiz, pedidas = pagina.url, list[str]()
    for folio in ("ANA", "BETO"):
        pagina.goto(f"{raiz}candidaturas/{folio}/")
        pagina.on("request", lambda r: pedidas.append(r.url))
        pagina.get_by_role("button", name="Guardar en mi lista").click()
        expect(pagina.get_by_role("button", name="Quitar de mi lista")).to_be_visible()
        pagina.get_by_role("link", name="Ver mi lista").click()
    expect(pagina.locator("[data-mi-lista] li")).to_have_count(2)
    assert [p for p in pedidas if "ANA" in p.partition("?")[2] or not p.startswith(raiz)] == []
    pagina.get_by_role("button", name="Quitar a Ana María de la Luz Núñez").click()
    expect(pagina.locator("[data-mi-lista] li")).to_have_count(1)
    pagina.get_by_role("button", name="Borrar mi lista").click()
    expect(pagina.get_by_text("Todavía no guarda a nadie.")).to_be_visible()
    assert pagina.evaluate("localStorage.length") == 0


def test_en_un_telefono_se_compara_una_pregunta_a_la_vez_con_nombres_y_sin_guiones(pagina: Page) -> None:
    contexto = pagina.context.browser.new_context(  # type: ignore[union-attr]
        viewport={"width": 360, "height": 740}, java_script_enabled=False
    )
    telefono = contexto.new_page()
    telefono.goto(f"{pagina.url}comparar/?c=ANA&c=BETO")
    vistas = telefono.locator(".comparar tbody tr:visible")
    dichas: list[str] = []
    while True:
        expect(vistas).to_have_count(1)
        dichas.append(vistas.locator("th").inner_text().split("\n")[0])
        expect(vistas.locator(".comparar__de")).to_have_count(2)
        for nombre in vistas.locator(".comparar__de").all():
            expect(nombre).to_be_visible()
        if not vistas.get_by_role("link", name="Siguiente").count():
            break
        vistas.get_by_role("link", name="Siguiente").click()
    assert dichas[0] == "Sus propuestas, en breve"
    assert len(dichas) == len(set(dichas)) == telefono.locator(".comparar tbody tr").count() > 4
    assert dichas.index("Sus propuestas, en breve") < dichas.index("Primera propuesta")
    contexto.close()


def test_soltar_un_archivo_dice_si_es_el_publicado(pagina: Page, datos: Path, tmp_path: Path) -> None:
    arbol = datos / "sitio" / PROCESO / "actual"
    ajeno = tmp_path / "ajeno.json"
    ajeno.write_bytes((arbol / "candidaturas" / "ANA.json").read_bytes() + b" ")
    pagina.goto(f"{pagina.url}verificar/")
    pagina.get_by_label("Suelte aquí").set_input_files([arbol / "candidaturas" / "ANA.json", ajeno])
    dicho = pagina.locator("[data-comprobado]")
    expect(dicho).to_contain_text(
        "«ANA.json» es igual, letra por letra, a lo publicado en candidaturas/ANA.json"
    )
    expect(dicho).to_contain_text("«ajeno.json» no está en la publicación de hoy")
    otra = re.sub('"firma": "....', '"firma": "AAAA', (arbol / "manifiesto.firma").read_text())
    pagina.route("**/manifiesto.firma", lambda r: r.fulfill(body=otra))
    pagina.reload()
    pagina.get_by_label("Suelte aquí").set_input_files(arbol / "candidaturas" / "ANA.json")
    expect(dicho).to_contain_text("No se puede confiar en la lista")


@pytest.mark.lenta
def test_soltar_un_acuse_dice_si_es_el_que_se_emitio(
    pagina: Page, datos: Path, tmp_path: Path, ahora: datetime
) -> None:
    certificar(datos / "sitio", ahora)
    emitido, alterado, ajeno, reescrito = (
        tmp_path / f"{n}.pdf" for n in ("emitido", "alterado", "ajeno", "reescrito")
    )
    emitido.write_bytes(firma.sellar(b"%PDF-1.7\nAna Mar\xc3\xada\n%%EOF\n"))
    alterado.write_bytes(emitido.read_bytes().replace(b"Ana", b"Eva"))
    ajeno.write_bytes(emitido.read_bytes()[:-109])
    # La misma firma en otra escritura del mismo número: un octeto distinto ya no es letra por letra.
    letra = "AQgw".index(chr(emitido.read_bytes()[-4]))
    reescrito.write_bytes(emitido.read_bytes()[:-4] + b"BRhx"[letra : letra + 1] + b"==\n")
    pagina.goto(f"{pagina.url}verificar/")
    pagina.get_by_label("Suelte aquí").set_input_files([emitido, alterado, ajeno, reescrito])
    dicho = pagina.locator("[data-comprobado] p")
    expect(dicho).to_have_count(4)
    expect(dicho.nth(0)).to_have_text(
        "«emitido.pdf» es, letra por letra, un acuse de la autoridad electoral."
    )
    expect(dicho.nth(1)).to_contain_text(
        "«alterado.pdf» no vale como acuse: lo modificaron, o su llave ya no vale"
    )
    expect(dicho.nth(2)).to_contain_text("«ajeno.pdf» no está en la publicación de hoy")
    expect(dicho.nth(3)).to_contain_text("«reescrito.pdf» no vale como acuse")
    # La llave se retira: la fecha la escribe quien firma, así que la página sola no dice que sea de antes.
    retirar(datos / "sitio", ahora)
    pagina.reload()
    pagina.get_by_label("Suelte aquí").set_input_files(emitido)
    expect(dicho).to_have_text(
        "«emitido.pdf» lo firmó una llave ya retirada: compruebe con verificar.py si fue antes."
    )

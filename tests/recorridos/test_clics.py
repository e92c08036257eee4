"""Cuántos clics cuesta capturar: los que recibe la página, contados por el navegador, con la sesión ya abierta.

Se cuenta como lo haría una persona: escribir no es un clic; elegir un archivo son dos (abrir el selector y aceptar);
elegir de una lista desplegable, uno. Las cifras de `docs/evidencia/clics.md` son estas.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, expect

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from curricular.imagenes import jpeg
from personas import LARGO
from recorridos.navegador import Casa, Ventana, abrir
from recorridos.test_jornada import entrar
from segundo_factor import codigo_totp

pytestmark = pytest.mark.navegador
DOCUMENTO = RAIZ_PROYECTO / "docs" / "evidencia" / "clics.md"
TECLEANDO, CON_EL_RATON = ("recorte", "ventanas"), ("sin_guiones", "sesion")
PERSONAS = 40  # entre las que se reparte lo que se hace una vez para todas


class Raton:
    """Alguien con su ratón; Ana, si no se dice. `clics` los anuncia la página; lo del selector de archivos se suma aquí."""

    def __init__(self, chromium: Browser, sistema: Casa, quien: str = "ana") -> None:
        contexto = chromium.new_context(accept_downloads=True)
        self.clics = 0
        contexto.expose_binding("anotarClic", lambda _: self._sumar(1))
        contexto.add_init_script(
            "addEventListener('click', e => { if (e.isTrusted && e.detail) anotarClic(); }, true)"
        )
        self.ventana: Ventana = abrir(contexto)
        entrar(self.ventana, sistema, f"{quien}@prueba.mx")
        if self.ventana.pagina.get_by_label("Código").count():
            self.ventana.pagina.get_by_label("Código").fill(codigo_totp())
            self.ventana.pulsar("Continuar")
        self.clics = 0

    def _sumar(self, cuantos: int) -> None:
        self.clics += cuantos

    def pulsar(self, nombre: str, papel: str = "button") -> None:
        self.ventana.pulsar(nombre, papel)

    def guardar(self, nombre: str, hasta: re.Pattern[str]) -> None:
        """Pulsa y espera a esa dirección: un guardado que se cruza con el automático no navega enseguida."""
        self.ventana.pagina.get_by_role("button", name=nombre, exact=True).click()
        self.ventana.pagina.wait_for_url(hasta)
        self.ventana.mirar()

    def decidir(self, acto: str) -> None:
        self.ventana.decidir(acto)

    def marcar(self, donde: Locator) -> None:
        donde.click()

    def archivo(self, etiqueta: str, *rutas: Path) -> None:
        with self.ventana.pagina.expect_file_chooser() as selector:
            self.ventana.pagina.get_by_label(etiqueta).click()
        selector.value.set_files([*rutas])
        self._sumar(1)

    def desplegable(self, campo: str, valor: str) -> None:
        self.ventana.pagina.locator(f"select#{campo}").select_option(valor)
        self._sumar(1)

    def desde_la_ultima_cuenta(self) -> int:
        dados, self.clics = self.clics, 0
        return dados

    def donde(self) -> str:
        return self.ventana.pagina.url.rstrip("/").rpartition("/")[2]


def test_capturar_a_una_persona_desde_cero_cuesta_treinta_y_cinco_clics_o_menos(
    sistema: Casa, chromium: Browser, tmp_path: Path
) -> None:
    ana = Raton(chromium, sistema)
    pagina = ana.ventana.pagina
    folio = sistema.folios["ana"]
    ana.marcar(
        pagina.locator(f'a[href="/candidaturas/{folio}/historia/"]')
    )  # «Falta: Historia…», en la lista
    pagina.wait_for_load_state("load")
    assert ana.donde() == "aviso"
    ana.marcar(pagina.get_by_role("checkbox"))
    ana.pulsar("Continuar")
    ana.archivo("Elegir la fotografía", _retrato(tmp_path, "retrato"))
    pagina.get_by_label("¿Qué día se tomó?").fill("2024-04-01")
    ana.pulsar("Guardar y continuar")
    assert ana.donde() == "contacto"
    pagina.get_by_label("Página web").fill("ejemplo.mx")
    ana.pulsar("Guardar y continuar")
    ana.marcar(pagina.locator("#grado-licenciatura"))
    ana.marcar(pagina.locator("#estatus_grado-titulo"))
    for parte in ("historia", "trayectoria", "motivo", "propuestas"):
        ana.pulsar("Guardar y continuar")
        assert ana.donde() == parte
        pagina.locator("textarea").first.fill(LARGO)
    for texto in pagina.locator("textarea").all()[1:]:
        texto.fill(LARGO)
    ana.pulsar("Guardar y continuar")
    assert ana.donde() == "identidad"
    _contestar_con_el_raton(ana, "pnc")
    ana.pulsar("Guardar y continuar")
    assert ana.donde() == "consentimiento"
    _contestar_con_el_raton(ana, "si")
    ana.pulsar("Guardar y continuar")
    assert ana.donde() == "verificar"
    ana.marcar(pagina.get_by_role("checkbox"))
    ana.pulsar("Enviar")
    assert ana.donde() == "acuse"
    with pagina.expect_download():
        ana.marcar(pagina.get_by_role("link", name="Descargar el acuse en PDF"))
    ana.marcar(pagina.get_by_role("link", name="Siguiente pendiente"))
    pagina.wait_for_load_state("load")
    assert ana.donde() == "aviso"
    assert ana.clics <= 35, ana.clics
    consta("Capturar a una persona, desde cero", 63, ana.clics)
    ana.ventana.comprobar()


@pytest.mark.simulacro
def test_con_la_hoja_cuesta_doce_clics_o_menos_por_persona(
    sistema: Casa, chromium: Browser, tmp_path: Path
) -> None:
    quienes = (*TECLEANDO, *CON_EL_RATON)
    ana = Raton(chromium, sistema)
    para_todas = _cargar_la_hoja(ana, sistema, quienes, tmp_path)
    tecleando = _identidad_tecleando(ana, sistema)
    abrir_la_primera, con_el_raton = _identidad_con_el_raton(ana, sistema)
    abrir_juntas, verificando, enviar = _enviar_juntas(ana, sistema, quienes)
    comun = verificando / len(quienes) + (para_todas + abrir_la_primera + abrir_juntas + enviar) / PERSONAS
    de_cada = {
        "solo con el ratón": con_el_raton / len(CON_EL_RATON) + comun,
        "tecleando el número de cada respuesta": tecleando / len(TECLEANDO) + comun,
    }
    assert max(de_cada.values()) <= 12, (de_cada, tecleando, con_el_raton, verificando, para_todas)
    for como, clics in de_cada.items():
        consta(f"Lo mismo con la hoja y las fotografías, por persona, {como}", 33, round(clics, 1))
    ana.ventana.comprobar()


def _cargar_la_hoja(ana: Raton, sistema: Casa, quienes: tuple[str, ...], taller: Path) -> int:
    """Una vez para todas: los avisos, la hoja llena y las fotografías."""
    pagina = ana.ventana.pagina
    ana.pulsar("Capturar a varias personas: hoja de cálculo, fotografías e invitaciones", "link")
    ana.pulsar("Leer los avisos de privacidad", "link")
    ana.marcar(pagina.get_by_role("checkbox"))
    ana.pulsar("Continuar")
    with pagina.expect_download() as bajada:
        ana.marcar(pagina.get_by_role("link", name="Descargar la hoja de cálculo"))
    hoja = _llenar(Path(bajada.value.path()), taller / "hoja.xlsx", [sistema.folios[q] for q in quienes])
    ana.archivo("Hoja de cálculo", hoja)
    ana.archivo("Fotografías", *(_retrato(taller, sistema.folios[q]) for q in quienes))
    pagina.get_by_label("¿Qué día se tomaron?").fill("2024-04-01")
    ana.pulsar("Cargar en borradores")
    ana.pulsar("Ir a mis candidaturas", "link")
    return ana.desde_la_ultima_cuenta()


def _identidad_tecleando(ana: Raton, sistema: Casa) -> int:
    """La de dos, persona por persona, con el número de cada respuesta."""
    pagina = ana.ventana.pagina
    for folio in (sistema.folios[q] for q in TECLEANDO):
        ana.marcar(pagina.locator(f'a[href="/candidaturas/{folio}/identidad/"]'))
        pagina.wait_for_load_state("load")
        _contestar_tecleando(ana, "p1", "2")
        ana.pulsar("Guardar y continuar")
        assert ana.donde() == "consentimiento", ana.ventana.texto()[-500:]
        _contestar_tecleando(ana, "c_tratamiento", "1")
        ana.pulsar("Guardar y continuar")
        assert ana.donde() == "verificar"
        ana.pulsar("Mis candidaturas", "link")
    return ana.desde_la_ultima_cuenta()


def _identidad_con_el_raton(ana: Raton, sistema: Casa) -> tuple[int, int]:
    """La de otras dos, una tras otra: lo que cuesta abrir la primera, y lo demás."""
    pagina = ana.ventana.pagina
    ana.marcar(pagina.locator(f'a[href="/candidaturas/{sistema.folios[CON_EL_RATON[0]]}/identidad/"]'))
    pagina.wait_for_load_state("load")
    abrir = ana.desde_la_ultima_cuenta()
    for folio in (sistema.folios[q] for q in CON_EL_RATON):
        assert f"/{folio}/identidad/" in pagina.url
        _contestar_con_el_raton(ana, "pnc")
        ana.guardar("Guardar y continuar", re.compile("/consentimiento/"))
        _contestar_con_el_raton(ana, "si")
        ana.guardar("Guardar y pasar a la siguiente persona", re.compile(f"/(?!{folio})[^/]+/[a-z]+/$"))
    return abrir, ana.desde_la_ultima_cuenta()


def _enviar_juntas(ana: Raton, sistema: Casa, quienes: tuple[str, ...]) -> tuple[int, int, int]:
    """Se abre lo de cada una, marcarla abre la siguiente, y un solo envío: lo que cuesta cada parte."""
    pagina = ana.ventana.pagina
    ana.ventana.ir(f"{sistema.captura}/")
    ana.pulsar("Verificar y enviar varias", "link")
    ana.marcar(pagina.get_by_role("button", name="Abrir y leer").first)
    pagina.wait_for_load_state("load")
    abrir = ana.desde_la_ultima_cuenta() + 1  # y el de volver a la lista
    for _ in quienes[1:]:
        ana.ventana.mirar()
        ana.pulsar("La verifiqué: marcarla y abrir la siguiente")
    ana.marcar(pagina.locator("#recien").locator("xpath=following-sibling::label"))
    verificando = ana.desde_la_ultima_cuenta()
    ana.pulsar("Enviar las marcadas")
    assert ana.ventana.texto().count("Enviada") == len(quienes)
    return abrir, verificando, ana.desde_la_ultima_cuenta()


def consta(que: str, antes: int, ahora: float) -> None:
    """El documento dice la cifra que se contó; con `CONOCELES_ANOTAR_CLICS`, se escribe en él."""
    documento, renglon = DOCUMENTO.read_text(encoding="utf-8"), f"| {que} | {antes} | {ahora:g} |"
    if "CONOCELES_ANOTAR_CLICS" in os.environ:
        documento = re.sub(rf"(?m)^\| {re.escape(que)} \| .*\|$", renglon, documento)
        DOCUMENTO.write_text(documento, encoding="utf-8")
    assert renglon in documento, renglon


def _contestar_con_el_raton(ana: Raton, *preferidas: str) -> None:
    """Primero, «No» en las que faltan, si la página lo ofrece; después, una por una las que quedan."""
    pagina = ana.ventana.pagina
    if pagina.locator("[data-para-todas]").count():
        ana.pulsar("«No» en las que faltan")
    for pregunta in pagina.locator("form.formulario fieldset.campo").all():
        if pregunta.is_visible() and not pregunta.locator("input:checked").count():
            opciones: Callable[[str], Locator] = lambda v, p=pregunta: p.locator(f"input[value={v}]")  # type: ignore[misc]  # noqa: E731
            ana.marcar(next(opciones(v) for v in preferidas if opciones(v).count()))
    for lista in pagina.locator("form.formulario select:visible").all():
        ana.desplegable(str(lista.get_attribute("id")), "pnc")


def _contestar_tecleando(ana: Raton, primera: str, numero: str) -> None:
    """Un clic para entrar a la primera pregunta; después, el número de la opción en cada una hasta el botón."""
    pagina = ana.ventana.pagina
    ana.marcar(pagina.locator(f"input[name={primera}]").first)
    for _ in range(30):
        donde = pagina.evaluate("document.activeElement.type")
        if donde == "submit":
            break
        if donde == "radio":
            antes = pagina.evaluate("document.activeElement.name")
            cuantas = pagina.locator(f"input[type=radio][name={antes}]:visible").count()
            pagina.keyboard.press(numero if cuantas <= 3 else str(cuantas))  # en las largas, la última
        else:
            pagina.keyboard.type("Prefiero")
            pagina.keyboard.press("Tab")
    expect(pagina.locator("button[value=seguir]")).to_be_focused()


def _retrato(carpeta: Path, nombre: str) -> Path:
    ruta = carpeta / f"{nombre}.jpg"
    ruta.write_bytes(jpeg())
    return ruta


def _llenar(de: Path, a: Path, folios: list[str]) -> Path:
    """Como lo haría en su programa de hojas de cálculo: lo obligatorio de esas personas."""
    libro = load_workbook(io.BytesIO(de.read_bytes()))
    hoja = libro["CANDIDATURAS"]
    claves = {celda.value: celda.column for celda in hoja[2]}
    escrito = {"grado": "Sin estudios", "historia": LARGO, "trayectoria": LARGO}
    for fila in range(3, hoja.max_row + 1):
        if hoja.cell(fila, 1).value in folios:
            for clave, valor in escrito.items():
                hoja.cell(fila, claves[clave], valor)
    libro.save(a)
    return a

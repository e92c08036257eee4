"""Lo que viene a hacer quien nunca ha visto el sitio, en un teléfono de 360 px: todo se halla en tres toques o menos."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.texto import nombre_propio
from conoceles.proceso.models import Proceso
from conoceles.publicacion.publicador import publicar, publicar_raiz
from personas import recargar
from publicacion.eleccion import PROCESO, candidatura, version
from publicacion.navegador_publico import atendido
from taller.demo.catalogo import con_catalogo, con_temas
from taller.navegador import chromium
from vidas import sustituir

pytestmark = [pytest.mark.navegador, pytest.mark.lenta]

MAXIMO = 3
LLUVIA = "Captar la lluvia en las escuelas del distrito."
DIA = datetime.fromisoformat("2024-05-10T10:00:00-06:00")
GENTE = [
    ("diputacion-mr-05", "PT", "OLGA TREVIÑO", "propietaria"), ("diputacion-mr-05", "MC", "PÍO LARA", "propietaria"),
    ("diputacion-mr-06", "FYCXD", "QUINA SALAS", "propietaria"), ("diputacion-mr-06", "FYCXD", "RITA UC", "suplente"),
    ("diputacion-mr-08", "MC", "SARA VELA", "propietaria"), ("diputacion-mr-11", "MC", "TOÑO ZEA", "propietaria"),
    ("diputacion-rp", "PT", "ÚRSULA ABAD", "propietaria"), ("diputacion-rp", "PT", "VERO BAZÁN", "suplente"),
]  # fmt: skip


class Dedo:
    """Cuenta los toques. Escribir después de tocar un campo no cuenta; desplazarse, tampoco."""

    def __init__(self, pagina: Page) -> None:
        self.pagina, self.toques = pagina, 0

    def toca(self, que: Locator) -> None:
        self.toques += 1
        que.tap()

    def escribe(self, texto: str) -> None:
        """En el campo de la portada; espera lo que halle."""
        campo = self.pagina.get_by_label("Su municipio, su sección o su localidad")
        self.toca(campo)
        campo.fill(texto)
        expect(self.hallados.first).to_be_visible()

    @property
    def hallados(self) -> Locator:
        return self.pagina.locator("[data-hallados] a")

    def enlace(self, nombre: str) -> Locator:
        return self.pagina.get_by_role("link", name=nombre).first

    def ve(self, texto: str) -> None:
        expect(self.pagina.get_by_text(texto).first).to_be_visible()


def seccion_0123(d: Dedo) -> None:
    """Hasta las propuestas de toda su boleta."""
    d.escribe("0123")
    d.toca(d.hallados.first)
    d.pagina.wait_for_url("**/contiendas/diputacion-mr-05/")
    d.toca(d.enlace("Sus propuestas, lado a lado"))
    expect(d.pagina.locator("#t-tabla")).to_be_in_viewport()


def mi_municipio_en_el_mapa(d: Dedo) -> None:
    """De la portada a las propuestas, en dos."""
    d.toca(d.pagina.locator(".mosaico .r5.c3 a"))
    d.pagina.wait_for_url("**/contiendas/diputacion-mr-08/")
    d.toca(d.enlace("Sus propuestas, lado a lado"))
    expect(d.pagina.locator("#t-tabla")).to_be_in_viewport()
    assert d.toques == 2


def localidad_en_dos_distritos(d: Dedo) -> None:
    d.escribe("tres caminos")
    expect(d.hallados).to_have_text(["Diputación del distrito 1 (0030)", "Diputación del distrito 2 (0031)"])


def mal_escrito(d: Dedo) -> None:
    d.escribe("gomes palasio")
    d.toca(d.hallados.first)
    expect(d.pagina.locator("#municipio-007")).to_be_in_viewport()
    d.ve("Toño Zea")


def no_se_mi_seccion(d: Dedo) -> None:
    """Vive en la capital y solo sabe un nombre que vio en la calle."""
    d.toca(d.pagina.locator(".mosaico .r6.c3 a"))
    expect(d.pagina.locator("#municipio-005")).to_be_in_viewport()
    d.toca(d.pagina.locator(".distrito", has_text="Olga Treviño").get_by_role("link"))
    d.pagina.wait_for_url("**/contiendas/diputacion-mr-05/")


def escribe_la_capital_y_no_se_queda_ahi(d: Dedo) -> None:
    d.escribe("durango")
    d.toca(d.hallados.first)
    d.ve("INE: ubique su casilla")


def las_tres_cajas(d: Dedo) -> None:
    d.toca(d.pagina.locator(".mosaico .r6.c3 a"))
    d.toca(d.enlace("Diputación del distrito 6"))
    cajas = d.pagina.locator(".recuadro", has_text="Quina Salas")
    expect(cajas).to_have_count(3)
    expect(cajas.first).to_contain_text("Es la misma persona en PRI y en PRD: Fuerza y Corazón por Durango")
    expect(cajas.last).to_contain_text("Suplente: Rita Uc")


def por_que_ese_orden(d: Dedo) -> None:
    d.toca(d.pagina.locator(".mosaico .r5.c3 a"))
    d.ve("Por qué en este orden: Cada partido en el lugar que le da la antigüedad de su registro")
    d.ve("artículos 266 y 432 a 434")


def la_sustituida_desde_su_boleta(d: Dedo) -> None:
    """Leyó un nombre en el papel y no lo halla en la lista."""
    d.toca(d.pagina.locator(".mosaico .r6.c3 a"))
    d.toca(d.enlace("Diputación del distrito 1"))
    d.ve(f"El papel puede decir {nombre_propio('ANA MARÍA DE LA LUZ NÚÑEZ')} en vez de Rosa Quiñones")


def la_sustituida_por_el_nombre_del_papel(d: Dedo) -> None:
    campo = d.pagina.get_by_label("Nombre, sobrenombre")
    d.toca(campo)
    campo.fill("Ana María de la Luz Núñez")
    d.toca(d.pagina.get_by_role("button", name="Buscar"))
    expect(d.pagina.locator("ol.tarjetas > li").first).to_contain_text("Rosa Quiñones")
    d.ve("En el papel puede decir")


def las_listas_del_reverso(d: Dedo) -> None:
    d.toca(d.pagina.locator(".mosaico .r5.c3 a"))
    d.toca(d.pagina.locator("#al-reverso > summary"))
    expect(d.pagina.locator("[data-lista=PT]")).to_contain_text("Suplente: Vero Bazán")


def que_se_elige_y_para_que(d: Dedo) -> None:
    d.ve("15 diputaciones de mayoría relativa, una por distrito.")
    d.ve("Hacen y cambian las leyes de Durango")


def que_mas_se_vota_y_donde(d: Dedo) -> None:
    for nombre, destino in (
        ("candidaturas federales", "candidaturas.ine.mx"),
        ("ubique su casilla", "ubicatucasilla.ine.mx"),
    ):
        assert destino in str(d.enlace(nombre).get_attribute("href"))


def guardar_el_dia(d: Dedo) -> None:
    with d.pagina.expect_download() as bajada:
        d.toca(d.enlace("Guarde el día en su calendario"))
    assert b"DTSTART;VALUE=DATE:20240602" in Path(bajada.value.path()).read_bytes()


def agua_en_mi_boleta(d: Dedo) -> None:
    """Quién de su boleta propone algo sobre el agua, con sus palabras."""
    d.toca(d.pagina.locator(".mosaico .r5.c3 a"))
    d.toca(d.enlace("Sus propuestas, por tema"))
    d.toca(d.enlace("Agua"))
    d.pagina.wait_for_url("**/contiendas/diputacion-mr-08/temas/agua/")
    d.ve("Sara Vela")
    d.ve(LLUVIA)


def llevarse_la_muestra(d: Dedo) -> None:
    d.toca(d.pagina.locator(".mosaico .r5.c3 a"))
    d.ve("Muestra: no es una boleta")
    d.toca(d.enlace("Llévese la muestra"))
    expect(d.pagina.locator("#t-boleta")).to_be_in_viewport()


TAREAS: tuple[Callable[[Dedo], None], ...] = (
    seccion_0123, mi_municipio_en_el_mapa, localidad_en_dos_distritos, mal_escrito, no_se_mi_seccion,
    escribe_la_capital_y_no_se_queda_ahi, las_tres_cajas, por_que_ese_orden, la_sustituida_desde_su_boleta,
    la_sustituida_por_el_nombre_del_papel, las_listas_del_reverso, que_se_elige_y_para_que, que_mas_se_vota_y_donde,
    guardar_el_dia, agua_en_mi_boleta, llevarse_la_muestra,
)  # fmt: skip


@pytest.fixture
def portada(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, tmp_path: Path
) -> Iterator[tuple[Page, str]]:
    """Una elección con catálogo inventado, una coalición y una persona sustituida con las boletas impresas."""
    with con_temas(RAIZ_PROYECTO / "procesos" / PROCESO) as carpeta:
        recargar(con_catalogo(carpeta, tmp_path / PROCESO), ahora)
    Proceso.objects.update(captura_autorizada=True)  # como si constaran los actos del Comité
    for n, (boleta, siglas, nombre, calidad) in enumerate(GENTE):
        hecha = candidatura(f"G{n}", ahora, (nombre, "mujer", boleta, siglas, calidad, "publicada"))
        if nombre == "SARA VELA":
            version(hecha, 2, ahora, propuesta_1=LLUVIA, propuesta_1_temas=["agua"])
    sustituir(eleccion["ANA"], DIA, fecha_acuerdo=date(2024, 5, 9))
    publicar(PROCESO, ahora=DIA)
    publicar_raiz(DIA)
    with atendido(datos / "sitio") as base, chromium() as navegador:
        contexto = navegador.new_context(
            viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
        )
        yield contexto.new_page(), f"{base}{PROCESO}/"


def test_cada_tarea_se_hace_en_tres_toques_y_ninguna_pagina_se_desborda(portada: tuple[Page, str]) -> None:
    pagina, direccion = portada
    toques = {}
    for tarea in TAREAS:
        pagina.goto(direccion)
        dedo = Dedo(pagina)
        tarea(dedo)
        toques[tarea.__name__] = dedo.toques
        assert pagina.evaluate("document.documentElement.scrollWidth") <= 360, tarea.__name__
    assert {t: n for t, n in toques.items() if n > MAXIMO} == {}
    assert len(toques) == 16

"""La ficha: las propuestas en la primera pantalla, lo vacío una vez y la identidad sin un muro de «No»."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.publicacion import muestras

from conoceles.publicacion.lectura.fichas import Ficha, RespuestaPublica
from conoceles.publicacion.publicador import publicar
from conoceles.publicacion.sitio import contenido, pagina
from publicacion.eleccion import PROCESO, version
from publicacion.navegador_publico import atendido
from publicacion.test_mejoras import llena
from taller.navegador import chromium

RAZON = "No proporcionó esta información; es opcional."


def callada(ficha: Ficha, *secciones: str) -> Ficha:
    """La misma persona, sin nada en esas secciones."""
    return replace(
        ficha,
        secciones=tuple(
            replace(s, campos=tuple(replace(c, valores=(), razon=RAZON) for c in s.campos))
            if s.clave in secciones
            else s
            for s in ficha.secciones
        ),
    )


def test_lo_vacio_por_lo_mismo_se_dice_una_vez_con_el_nombre_de_cada_apartado() -> None:
    html = pagina.ficha(muestras.sitio(), callada(muestras.ficha(), "historia", "trayectoria", "estudios"))
    assert html.count(RAZON) == 1
    assert ">Historia laboral · Trayectoria · Estudios</h2>" in html


def test_un_vacio_con_otra_razon_no_se_junta() -> None:
    ficha = callada(muestras.ficha(), "historia", "trayectoria")
    oculta = replace(ficha.secciones[2].campos[0], razon="Oculta por orden.")
    secciones = tuple(replace(s, campos=(oculta,)) if s.clave == "historia" else s for s in ficha.secciones)
    tramos = contenido.perfil(replace(ficha, secciones=secciones))["tramos"]
    assert [(t.titulo, t.razon) for t in tramos if t.razon] == [
        ("Historia laboral", "Oculta por orden."), ("Trayectoria", RAZON),
    ]  # fmt: skip


def test_dentro_de_un_apartado_los_renglones_vacios_van_en_uno() -> None:
    ficha = muestras.ficha()
    contacto = ficha.secciones[-1]
    campos = tuple(
        replace(c, valores=(), razon=RAZON) if c.clave in ("redes", "telefonos") else c
        for c in contacto.campos
    )
    ficha = replace(ficha, secciones=(*ficha.secciones[:-1], replace(contacto, campos=campos)))
    html = pagina.ficha(muestras.sitio(), ficha)
    assert html.count(RAZON) == 1
    assert "Redes sociales · Teléfono" in html


def test_lo_que_contesto_que_no_va_junto_y_lo_demas_en_su_renglon() -> None:
    dichas = (
        RespuestaPublica("Pueblos", "¿Se considera indígena?", "Sí"),
        RespuestaPublica("Pueblos", "¿Se considera afromexicana?", "No"),
        RespuestaPublica("Discapacidad", "¿Tiene alguna discapacidad?", "No"),
    )
    html = pagina.ficha(muestras.sitio(), replace(muestras.ficha(), identidad=dichas))
    seccion = html.partition('id="t-identidad"')[2].partition("</section>")[0]
    assert seccion.count("<dt>") == 1
    assert "Contestó «No» a: ¿Se considera afromexicana? · ¿Tiene alguna discapacidad?" in seccion


def test_sin_identidad_publicada_no_hay_apartado_y_la_frase_sigue() -> None:
    html = pagina.ficha(muestras.sitio(), replace(muestras.ficha(), identidad=()))
    assert 'id="t-identidad"' not in html
    assert html.count(muestras.FRASE) == 1


@pytest.mark.navegador
@pytest.mark.lenta
def test_en_un_telefono_la_propuesta_y_su_renglon_breve_estan_en_la_primera_pantalla(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    version(eleccion["ANA"], 2, ahora, **llena("Ana María de la Luz Núñez"))
    publicar(PROCESO, ahora=ahora)
    with atendido(datos / "sitio") as base, chromium() as navegador:
        visita = navegador.new_page(viewport={"width": 360, "height": 740})
        visita.goto(f"{base}{PROCESO}/candidaturas/ANA/")
        breve = visita.locator(".en-breve").first
        expect(breve).to_be_visible()
        caja = breve.bounding_box()
        assert caja is not None
        assert caja["y"] + caja["height"] < 740
        assert breve.locator("dt").all_inner_texts() == ["A quién va dirigida", "Metas", "Plazo"]


def test_entre_dos_temas_va_una_coma_sin_espacio_antes() -> None:
    """Lo que las separa lo pone el estilo; la pieza que las escribe no deja un blanco de más."""
    temas = replace(muestras.campo("propuesta_1_plazo", "Temas", "Salud", "Gobierno"), detalla="propuesta_1")
    propuestas = replace(muestras.secciones()[0], campos=(muestras.secciones()[0].campos[0], temas))
    html = pagina.ficha(muestras.sitio(), replace(muestras.ficha(), secciones=(propuestas,)))
    assert "<li>Salud</li><li>Gobierno</li>" in html

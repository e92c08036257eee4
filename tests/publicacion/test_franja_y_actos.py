"""La franja del sitio se muestra sus días y se quita sola; publicar dice qué acto falta y no se detiene."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from conoceles.arranque.ordenes import publicar as orden
from conoceles.arranque.servicios.obrero import Obrero, publicar_con_raiz
from conoceles.publicacion.publicador import publicar
from personas import enmendar
from publicacion.eleccion import PROCESO

pytestmark = pytest.mark.lenta


def test_la_franja_entra_y_sale_por_calendario(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    dicho = {"texto": "Cambió la sede <b>2</b>", "desde": "2024-04-26", "hasta": "2024-04-27"}
    enmendar("franja-sitio", ahora, **dicho)
    ficha = datos / "sitio" / PROCESO / "actual" / "candidaturas/ANA/index.html"
    visto = {}
    for momento in ("2024-04-25T23:59", "2024-04-26T00:00", "2024-04-27T23:59", "2024-04-28T00:00"):
        publicar(PROCESO, ahora=datetime.fromisoformat(momento + ":00-06:00"))
        visto[momento] = "Cambió la sede &lt;b&gt;2&lt;/b&gt;" in ficha.read_text(encoding="utf-8")
    assert list(visto.values()) == [False, True, True, False]


@pytest.mark.usefixtures("sin_ratos")
def test_el_obrero_lleva_a_la_portada_lo_que_toca_ese_dia(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    enmendar("franja-sitio", ahora, texto="Debate hoy", desde="2024-04-26", hasta="2024-04-26")
    obrero, portada = Obrero(publicar_con_raiz), datos / "sitio" / "_raiz" / "actual" / "index.html"
    visto = []
    for momento in ("2024-04-25T23:59", "2024-04-26T00:00", "2024-04-27T00:00", "2024-06-03T00:00"):
        assert obrero.vuelta(datetime.fromisoformat(momento + ":00-06:00")) == [PROCESO]
        texto = portada.read_text(encoding="utf-8")
        visto.append(("Debate hoy" in texto, "Esta elección ya concluyó" in texto))
    assert visto == [(False, False), (True, False), (False, False), (False, True)]


def test_publicar_dice_el_acto_que_falta_y_publica(eleccion: dict[str, Any], ahora: datetime) -> None:
    args = argparse.Namespace(proceso=PROCESO, con_lo_que_hay=False)
    resultado = orden.ejecutar(args)
    assert resultado["cambio"]
    assert "aviso: Falta el acuerdo que fija el inicio de la publicación." in orden.texto(resultado)
    enmendar("fecha-publicacion_inicio", ahora)
    assert "aviso:" not in orden.texto(orden.ejecutar(args))

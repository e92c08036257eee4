"""Cada papel lee su manual dentro del sistema, con sus imágenes, y ninguno ajeno."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from conoceles.ayuda.manuales import CARPETA, PAPELES
from conoceles.cuentas.models import Papel
from paginas import check, texto
from taller.imagenes.manuales import RECORRIDOS

if TYPE_CHECKING:
    from django.test import Client

QUIENES = {
    "ana": ["partidos"],
    "independiente": ["independientes"],
    "eva": ["candidaturas"],
    "cora": ["revision"],
    "dina": ["administracion", "revision", "operacion"],
    "comision": ["consulta"],
}
IMAGEN = re.compile(r"imagenes/([\w-]+)\.png")


def test_todo_papel_tiene_manual_y_todo_manual_su_archivo() -> None:
    assert {papel for papeles in PAPELES.values() for papel in papeles} == set(Papel)
    assert {archivo.stem for archivo in CARPETA.glob("*.md")} == set(PAPELES)


@pytest.mark.parametrize("quien", QUIENES)
def test_cada_quien_abre_los_suyos_y_nada_mas(base: None, request: pytest.FixtureRequest, quien: str) -> None:
    navegador: Client = request.getfixturevalue(quien)
    abre = {clave for clave in PAPELES if navegador.get(f"/ayuda/{clave}/").status_code == 200}
    assert abre == set(QUIENES[quien])
    indice = texto(check(navegador.get("/ayuda/").content))
    assert "anual" in indice


@pytest.mark.parametrize("clave", PAPELES)
def test_el_manual_es_una_pagina_valida_con_sus_imagenes(
    base: None, request: pytest.FixtureRequest, clave: str
) -> None:
    quien = next(q for q, suyos in QUIENES.items() if clave in suyos)
    navegador: Client = request.getfixturevalue(quien)
    pagina = navegador.get(f"/ayuda/{clave}/").content
    check(pagina)
    usadas = set(IMAGEN.findall(pagina.decode()))
    assert usadas == {archivo.stem for archivo in (CARPETA / "imagenes").glob(f"{clave}-*.png")}
    for nombre in usadas:
        respuesta = navegador.get(f"/ayuda/{clave}/imagenes/{nombre}.png")
        assert respuesta["Content-Type"] == "image/png"


@pytest.mark.parametrize("ruta", ["revision/imagenes/revision-hoy.png", "partidos/imagenes/revision-hoy.png"])
def test_la_imagen_de_otro_manual_no_existe(ana: Client, ruta: str) -> None:
    assert ana.get(f"/ayuda/{ruta}").status_code == 404


def test_toda_imagen_la_toma_la_orden_de_capturas() -> None:
    import inspect

    codigo = "".join(inspect.getsource(recorrido) for _, _, recorrido in RECORRIDOS)
    tomadas = set(re.findall(r'v\.ver\("([\w-]+)"', codigo))
    assert tomadas == {archivo.stem for archivo in (CARPETA / "imagenes").glob("*.png")}

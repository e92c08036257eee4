"""Los materiales en otra lengua: cómo se llama cada uno y qué dice su imagen, con los nombres en español y dicho."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from conoceles.difusion.formatos import piezas
from conoceles.proceso.carga import leer_carpeta
from conoceles.publicacion.lectura.fichas import ContiendaPublica, Papel
from conoceles.publicacion.sitio import materiales, papel
from conoceles.publicacion.sitio.boletas.paginas import materiales_de_boleta
from conoceles.publicacion.sitio.lenguas.edicion import lenguas
from conoceles.publicacion.sitio.lenguas.plantillas import Edicion, EnLengua, en_edicion
from publicacion import muestras
from publicacion.hoja_de_lengua import copia, llenada, todo


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    return copia(tmp_path / "traducida")


class _Todas:
    def __contains__(self, ruta: object) -> bool:
        return True


def test_como_se_llama_cada_material_y_lo_que_dice_su_imagen_esta_traducido(carpeta: Path) -> None:
    """En la primera publicación aún no hay ninguno: aquí se dicen todos los que puede haber."""
    llenada(carpeta, todo)
    [lengua] = lenguas(leer_carpeta(carpeta))
    sitio = muestras.sitio()
    de_boletas = [materiales.de_la_boleta(b, _Todas()) for b in sitio.contiendas]
    enlaces: list[tuple[str, str]] = [e for datos in de_boletas for e in datos["propios"]]
    enlaces += [e for datos in de_boletas for persona in datos["personas"] for e in persona[4]]
    enlaces += materiales.de_la_eleccion(sitio, _Todas())["eleccion"]
    formatos = [
        f"{f.nombre} ({f.tipo}, 84 KB)"
        for f in (piezas.LLANO, piezas.BRAILLE, piezas.CONTRAIDO, piezas.GRANDE)
    ]
    audio = "Audio, leído por Ana Ruiz y revisado por Eva Paz (OPUS, 2.9 MB, 16 minutos)"
    dichos = {dicho for _, dicho in enlaces} | {*formatos, audio}
    assert [d for d in dichos if not lengua.voz.html(d).startswith("Prueba marco.")] == []
    assert lengua.voz.html(audio).count("Prueba marco.") == 3
    for datos in de_boletas:
        for dicho in (persona[6] for persona in datos["personas"]):
            html = lengua.voz.html(dicho)
            assert html.startswith("Prueba marco."), dicho
            assert not [p for p in ("Fotografía", "Tarjeta") if p in re.sub("<span.*?</span>", "", html)]


def test_lo_que_dice_la_imagen_de_una_boleta_esta_en_la_lengua_de_la_pagina(carpeta: Path) -> None:
    """De la lista, solo los nombres propios quedan en español, cada uno dicho; en español no cambia ni una letra."""
    llenada(carpeta, todo)
    [lengua] = lenguas(leer_carpeta(carpeta))
    fichas = muestras.contienda().fichas
    recuadros = papel.recuadros(fichas, muestras.FUERZAS)
    de_formulas = replace(muestras.contienda(), papel=Papel(recuadros))
    for boleta in (de_formulas, muestras.rp()):
        espanol, otra = (_de_la_imagen(boleta, x) for x in (None, lengua))
        assert materiales.dice_de_boleta(boleta) in re.sub("<[^>]+>", "", espanol)
        dicho = re.sub(r'<span lang="es">[^<]*</span>', "", otra)
        assert [p for p in ("suplente", "lista", "fórmula", "orden") if p in dicho] == []
    propias = re.findall(r'<span lang="es">([^<]*)</span>', _de_la_imagen(de_formulas, lengua))
    assert muestras.NOMBRES[0] in propias
    assert muestras.FUERZAS[0].nombre in propias


def _de_la_imagen(boleta: ContiendaPublica, lengua: EnLengua | None) -> str:
    """El renglón de su lista de materiales que se copia como texto alternativo."""
    una = materiales_de_boleta(muestras.sitio(), boleta, _Todas())
    edicion = Edicion(lengua, una.ruta, (lengua,) if lengua else (), lambda *_: "")
    with en_edicion(edicion):
        html = una.componer()
    return html.partition('id="t-boleta"')[2].partition('class="suave fino">')[2].partition("</p>")[0]

"""Los materiales en otra lengua: cómo se llama cada uno y qué dice su imagen, con los nombres en español y dicho."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conoceles.difusion.formatos import piezas
from conoceles.proceso.carga import leer_carpeta
from conoceles.publicacion.sitio import materiales
from conoceles.publicacion.sitio.lenguas.edicion import lenguas
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
        for f in (piezas.LLANO, piezas.BRAILLE, piezas.CONTRAIDO, *piezas.DE_BOLETA)
    ]
    audio = "Audio, leído por Ana Ruiz y revisado por Eva Paz (OPUS, 2.9 MB, 16 minutos)"
    dichos = {dicho for _, dicho in enlaces} | {*formatos, audio}
    assert [d for d in dichos if not lengua.voz.html(d).startswith("Prueba marco.")] == []
    assert lengua.voz.html(audio).count("Prueba marco.") == 3
    for datos in de_boletas:
        dichos_de_imagenes = [datos["alternativo"], *(persona[6] for persona in datos["personas"])]
        for dicho in dichos_de_imagenes:
            html = lengua.voz.html(dicho)
            assert html.startswith("Prueba marco."), dicho
            assert not [
                p
                for p in ("En el orden", "Fotografía", "Tarjeta")
                if p in re.sub("<span.*?</span>", "", html)
            ]

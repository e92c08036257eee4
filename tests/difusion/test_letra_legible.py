"""La letra se lee en un teléfono: antes más papel, u otro acomodo, que letra más chica."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from conoceles.difusion import piezas
from conoceles.difusion.dibujo import cifras, infografia
from conoceles.publicacion.sitio.lenguas import tarjetas
from difusion import elenco

ETIQUETAS = ("Distrito 7, Santiago Papasquiaro", *["Distrito 10, Gómez Palacio"] * 15)


@pytest.mark.parametrize(("filas", "mide"), [(2, 1350), (16, 1920)])
def test_una_tabla_de_muchas_filas_lleva_mas_papel_y_la_misma_letra(filas: int, mide: int) -> None:
    celdas = [
        {"etiqueta": e, "texto": "114 de 140 (81.4 %)", "parte": 0.8, "bigote": []} for e in ETIQUETAS[:filas]
    ]
    datos = piezas.comunes(elenco.SITIO, "estadistica/", "Todas las cifras.", elenco.URL) | {
        "titulo": "Avance de captura por distrito", "frase": "Una frase de dos renglones. " * 5,
        "denominador": "De 263 candidaturas registradas.", "celdas": celdas,
    }  # fmt: skip
    assert cifras._componer(cifras.CHICO if mide == 1350 else cifras.LARGO, datos)[1] == cifras.LETRA
    assert Image.open(io.BytesIO(cifras.dibujar("vertical", datos, Path()))).size == (1080, mide)


def test_con_menos_personas_en_la_boleta_la_letra_nunca_es_mas_chica() -> None:
    [caja] = tarjetas.con_caras(elenco.boleta(elenco.formulas(1)))
    letras = [infografia._mejores(infografia.FORMATO, [dict(caja)] * n, 1300).letra for n in range(1, 13)]
    assert letras == sorted(letras, reverse=True)
    assert len(set(letras)) > 3

"""Antes y después, palabra por palabra: juntos, los trozos son siempre el texto entero."""

from __future__ import annotations

import pytest

from conoceles.nucleo.redaccion.palabras import antes_y_despues

TEXTOS = (
    "",
    " ",
    "una",
    "Nací en Canatlán.",
    "Nací  en\n\nCanatlán, Dgo.",
    "a b c d e f",
    "f e d c b a",
    "ñ é 😀 fin",
)


@pytest.mark.parametrize("antes", TEXTOS)
@pytest.mark.parametrize("despues", TEXTOS)
def test_los_trozos_juntos_son_los_textos(antes: str, despues: str) -> None:
    unos, otros = antes_y_despues(antes, despues)
    assert "".join(t.texto for t in unos) == antes
    assert "".join(t.texto for t in otros) == despues
    comunes = ["".join(t.texto for t in lado if not t.cambia).split() for lado in (unos, otros)]
    assert comunes[0] == comunes[1]


def test_solo_se_senala_la_palabra_que_cambia() -> None:
    unos, otros = antes_y_despues("Fui maestra rural doce años.", "Fui maestra rural trece años.")
    assert [t.texto for t in unos if t.cambia] == ["doce "]
    assert [t.texto for t in otros if t.cambia] == ["trece "]


def test_un_texto_distinto_se_senala_entero() -> None:
    unos, otros = antes_y_despues("Estudié para maestra.", "Tengo una tienda en la esquina.")
    assert [t.cambia for t in (*unos, *otros)] == [True, True]


def test_cinco_mil_caracteres_se_comparan_sin_esperar() -> None:
    largo = " ".join(f"palabra{n % 40}" for n in range(600))
    unos, _ = antes_y_despues(largo, largo.replace("palabra7 ", "otra "))
    assert {t.texto for t in unos if t.cambia} == {"palabra7 "}

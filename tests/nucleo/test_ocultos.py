"""Lo que no se ve se enseña en su lugar y no pasa; lo que se lee en español, sí."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conoceles.nucleo.redaccion.ocultos import DIRECCION, frase, marcar

VISIBLES = "Ñandú, «güera» — 20 % de 3½ kg: ¿sí? 👩‍👩‍👧 ☎️ o'dam ní'ok\n\ttras\u00a0espacio duro"


@pytest.mark.parametrize(
    "c", [*DIRECCION, "\u200b", "\u2060", "\ufeff", "\u00ad", "\u3164", "\x07", "\U000e0041"]
)
def test_cada_uno_se_ensena_con_su_nombre_y_se_rechaza(c: str) -> None:
    marca = f"⟨U+{ord(c):04X}⟩"
    assert marcar(f"hola{c}mundo") == f"hola{marca}mundo"
    assert marca in frase(f"hola{c}mundo")
    assert marca in frase(marcar(f"hola{c}mundo")), "dejar la marca no es quitar el carácter"


def test_lo_que_se_lee_pasa_igual() -> None:
    assert marcar(VISIBLES) == VISIBLES
    assert frase(VISIBLES) == ""


@given(st.text())
def test_marcar_no_pierde_nada_y_no_deja_ninguno(texto: str) -> None:
    marcado = marcar(texto)
    assert marcar(marcado) == marcado
    assert not any(
        unicodedata.bidirectional(c) in ("RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI")
        for c in marcado
    )
    assert [c for c in marcado if c in texto and c.isalnum()][: len(texto)] != [] or not any(
        c.isalnum() for c in texto
    )

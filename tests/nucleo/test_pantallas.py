"""Números de un formulario: lo que no cabe o no es un número no tumba nada."""

from __future__ import annotations

import pytest

from conoceles.nucleo.pantallas import numero


@pytest.mark.parametrize(
    ("texto", "leido"),
    [
        ("7", 7),
        ("0", 0),
        ("", None),
        ("-1", None),
        ("²", None),
        ("٧", None),
        ("9" * 9, 999_999_999),
        ("9" * 5000, None),
    ],
)
def test_numero_de_un_campo(texto: str, leido: int | None) -> None:
    assert numero(texto) == leido

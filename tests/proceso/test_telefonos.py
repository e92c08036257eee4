"""Un teléfono de México y uno de cualquier otro país."""

from __future__ import annotations

import pytest

from conoceles.proceso.preguntas.comprobaciones import telefono


@pytest.mark.parametrize(
    "dicho",
    ["618 123 45 67", "+52 618 123 4567", "+52 1 618 123 4567", "+56 41 299 8877", "+506 8888 7777", "+298 123456", "618 123 4567 ext. 12"],
)  # fmt: skip
def test_uno_completo_se_admite(dicho: str) -> None:
    assert telefono(dicho) == ""


@pytest.mark.parametrize(
    ("dicho", "frase"),
    [
        ("41 299 8877", "Escriba el teléfono con diez dígitos o, si es de otro país, con + y su clave."),
        ("+52 618 123 456", "Escriba el teléfono con su clave de país y todos sus dígitos."),
        ("+56 41", "Escriba el teléfono con su clave de país y todos sus dígitos."),
        ("+1234567890123456", "Escriba el teléfono con su clave de país y todos sus dígitos."),
        ("seis uno ocho", "Escriba el teléfono solo con números."),
    ],
)
def test_de_uno_incompleto_se_dice_que_le_falta(dicho: str, frase: str) -> None:
    assert telefono(dicho) == frase

"""Contraseñas que se adivinan: las del contexto y las del teclado no entran; una frase, sí."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from conoceles.cuentas.models import Cuenta
from taller.practica import clave_nueva

if TYPE_CHECKING:
    from conoceles.cuentas.models import Cuenta
    from conoceles.proceso.models import Proceso


def revisar(clave: str, quien: object = None) -> None:
    from django.contrib.auth.password_validation import validate_password

    validate_password(clave, quien)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "clave",
    [
        "123456789012", "aaaaaaaaaaaa", "qwertyuiop2024", "conoceles2024", "Candidatas 2024!", "Contraseña-1234",
        "IEPC Durango 2024", "durango-durango", "Partido del Trabajo", "morena-morena-24", "MovimientoCiudadano",
        "abcdefghijklmn", "ana@partido.mx", "Ana Ana Ana Ana!", "nopal", "password1234567", "unbelievable", "TEQUIEROMUCHO",
    ],
)  # fmt: skip
def test_elegir_una_que_se_adivina_se_rechaza(proceso: Proceso, ana_sola: Cuenta, clave: str) -> None:
    with pytest.raises(ValidationError) as dicho:
        revisar(clave, ana_sola)
    assert clave not in str(dicho.value)


@pytest.mark.parametrize(
    "clave",
    ["tres perros verdes", "7#kQ9$x2!mZ4", "en la sierra nieva poco", "una frase larga de prueba", "correcto-caballo-grapa"],
)  # fmt: skip
def test_elegir_una_frase_o_una_al_azar_se_acepta(proceso: Proceso, ana_sola: Cuenta, clave: str) -> None:
    revisar(clave, ana_sola)


def test_elegir_sin_eleccion_cargada_tambien_se_revisa(base: None) -> None:
    with pytest.raises(ValidationError):
        revisar("conoceles2024")
    revisar("tres perros verdes")


def test_la_que_la_practica_da_al_azar_siempre_sirve(proceso: Proceso) -> None:
    """Ahí «práctica» está en el nombre de la elección: lo demás debe bastar solo."""
    quien = Cuenta(nombre="Ana de la práctica", correo="ana@partido.mx", papel="partido", ambito="fuerza:1")
    for _ in range(300):
        revisar(clave_nueva(), quien)


@pytest.fixture
def ana_sola(proceso: Proceso) -> Cuenta:
    return Cuenta(nombre="Ana Ñáñez", correo="ana@partido.mx", papel="partido", ambito="fuerza:1")

"""Cuentas de prueba. Los modelos se importan tarde: Django aún no está listo al leer este archivo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from conoceles.nucleo.alcance import Alcance

if TYPE_CHECKING:
    from conoceles.cuentas.models import Cuenta

CLAVE = "una frase larga de prueba"
SECRETO = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def crear(base: None, ahora: datetime) -> Callable[..., Cuenta]:
    """Da de alta una cuenta con la clave de siempre."""
    from conoceles.cuentas.operaciones import crear_cuenta

    def _crear(correo: str, papel: str, ambito: str = "", clave: str | None = CLAVE) -> Cuenta:
        return crear_cuenta(
            correo=correo,
            clave=clave,
            nombre=correo.partition("@")[0].title(),
            papel=papel,
            ambito=ambito,
            por=Alcance.sistema("pruebas"),
            ahora=ahora,
        )

    return _crear


@pytest.fixture
def ana(crear: Callable[..., Cuenta]) -> Cuenta:
    return crear("ana@partido.mx", "partido", "fuerza:1")


@pytest.fixture
def cora(crear: Callable[..., Cuenta]) -> Cuenta:
    return crear("cora@instituto.mx", "revision")

"""Los cuatro números que se dicen en varias páginas cuentan cada uno lo suyo, y la frase dice por qué no son iguales."""

from __future__ import annotations

from uuid import UUID

import pytest

from conoceles.estadistica.poblacion import Registro
from conoceles.estadistica.terminos import Cuentas, contar


def _registro(estado: str, *salen: str) -> Registro:
    return Registro(
        clave=UUID(int=1), folio="aaaa1111", estado=estado, enviada=estado not in ("registrada", "en_captura"),
        contienda="gubernatura", cargo="gubernatura", fuerza="PRI", responde="PRI", distrito="", municipio="",
        sexo="mujer", edad="40-49", respuestas={}, principio="MR", calidad="propietaria", posicion="", acciones=(),
        persona=UUID(int=2), salen=frozenset(salen),
    )  # fmt: skip


REGISTRADAS = [
    _registro("registrada"),
    _registro("en_captura"),
    _registro("enviada"),
    _registro("enviada", "fotografia", "identidad"),
    _registro("observada", "historia"),
    _registro("validada", "historia", "estudios"),
    _registro("publicada", "historia"),
]


def test_cada_numero_cuenta_lo_suyo() -> None:
    assert contar(REGISTRADAS) == Cuentas(registradas=7, enviadas=5, con_informacion=3, completas=2)
    assert contar([]) == Cuentas(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("quienes", "partes"),
    [
        (REGISTRADAS, ": 2 con todo lo enviado y 1 con lo que no se les observó"),
        (REGISTRADAS[-2:], ""),
    ],
)
def test_la_frase_parte_lo_publicado_si_a_alguien_se_le_observo(quienes: list[Registro], partes: str) -> None:
    cuentas = contar(quienes)
    assert cuentas.frase == (
        f"De {cuentas.registradas} candidaturas registradas, {cuentas.enviadas} han enviado su cuestionario y "
        f"{cuentas.con_informacion} tienen información publicada{partes}. Lo enviado se publica después de revisarse."
    )

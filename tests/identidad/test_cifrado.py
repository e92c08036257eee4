"""Ida y vuelta, tamaño fijo, alteraciones, y errores que no cuentan nada."""

from __future__ import annotations

import json
import traceback
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conoceles.identidad.llaves import cifrado, compromiso

LLAVE = b"k" * 32
CLAVE = UUID(int=1)
AAD = cifrado.contexto("documento", "cifrado", CLAVE, 1)
CANARIO = "canario-7f3a9"

_texto = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
_documento = st.dictionaries(_texto, _texto | st.lists(_texto, max_size=4) | st.none(), max_size=6)


@given(_documento)
def test_documento_cualquiera_vuelve_igual_y_mide_lo_mismo(documento: dict[str, Any]) -> None:
    cerrado = cifrado.cerrar(LLAVE, documento, AAD)
    assert cifrado.abrir(LLAVE, cerrado, AAD) == documento
    assert len(cerrado) == 12 + cifrado.TAMANO + 16


@given(st.integers(min_value=0, max_value=12 + cifrado.TAMANO + 15), st.integers(min_value=0, max_value=7))
def test_un_bit_alterado_no_se_abre(posicion: int, bit: int) -> None:
    alterado = bytearray(cifrado.cerrar(LLAVE, {"p1": "si"}, AAD))
    alterado[posicion] ^= 1 << bit
    with pytest.raises(cifrado.DocumentoIlegible):
        cifrado.abrir(LLAVE, bytes(alterado), AAD)


@pytest.mark.parametrize(
    "otro",
    [
        cifrado.contexto("borrador", "cifrado", CLAVE, 1),
        cifrado.contexto("documento", "cifrado", UUID(int=2), 1),
        cifrado.contexto("documento", "cifrado", CLAVE, 2),
    ],
)
def test_fila_movida_no_se_abre(otro: bytes) -> None:
    with pytest.raises(cifrado.DocumentoIlegible):
        cifrado.abrir(LLAVE, cifrado.cerrar(LLAVE, {}, AAD), otro)


@pytest.mark.parametrize("recorte", [b"", b"x", b"x" * 11, b"x" * 28])
def test_cifrado_recortado_no_se_abre(recorte: bytes) -> None:
    with pytest.raises(cifrado.DocumentoIlegible):
        cifrado.abrir(LLAVE, recorte, AAD)


def test_dos_cierres_del_mismo_documento_no_se_parecen() -> None:
    uno, otro = (cifrado.cerrar(LLAVE, {"p1": "si"}, AAD) for _ in range(2))
    assert uno != otro


@pytest.mark.parametrize(
    "documento",
    [
        {"p3_otro": CANARIO + "\ud800"},  # UnicodeEncodeError guarda el texto
        {"p3_otro": CANARIO * 1000},
        {"p3_otro": {CANARIO}},
    ],
)
def test_cerrar_lo_que_no_cabe_no_cuenta_lo_que_decia(documento: dict[str, Any]) -> None:
    with pytest.raises(cifrado.DocumentoInvalido) as caso:
        cifrado.cerrar(LLAVE, documento, AAD)
    _sin_rastro(caso.value)


def test_abrir_algo_que_no_es_documento_no_cuenta_lo_que_decia() -> None:
    claro = (len(CANARIO).to_bytes(4, "big") + CANARIO.encode()).ljust(cifrado.TAMANO, b"\0")
    with pytest.raises(cifrado.DocumentoIlegible) as caso:
        cifrado.abrir(LLAVE, cifrado.cifrar(LLAVE, claro, AAD), AAD)
    _sin_rastro(caso.value)


def _sin_rastro(error: Exception) -> None:
    """Ni el texto ni la causa encadenada llevan el canario."""
    assert CANARIO not in "".join(traceback.format_exception(error))
    assert error.__context__ is None
    assert error.__cause__ is None


def test_compromiso_comprueba_solo_lo_suyo() -> None:
    nonce = compromiso.nuevo_nonce()
    resumen = compromiso.calcular({"p1": "si", "p2": "no"}, nonce)
    assert compromiso.verificar(resumen, {"p2": "no", "p1": "si"}, nonce)
    assert not compromiso.verificar(resumen, {"p1": "si", "p2": "si"}, nonce)
    assert not compromiso.verificar(resumen, {"p1": "si", "p2": "no"}, compromiso.nuevo_nonce())
    assert resumen not in json.dumps({"p1": "si", "p2": "no"})

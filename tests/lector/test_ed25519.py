"""La comprobación de firmas del lector coincide con la norma y con otra biblioteca."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from conoceles.lector.registro import ed25519

# RFC 8032, §7.1: llave pública, mensaje, firma
RFC = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("llave", "mensaje", "firmado"), RFC)
def test_vectores_de_la_norma(llave: str, mensaje: str, firmado: str) -> None:
    assert ed25519.valida(bytes.fromhex(llave), bytes.fromhex(mensaje), bytes.fromhex(firmado))
    assert not ed25519.valida(bytes.fromhex(llave), bytes.fromhex(mensaje) + b"x", bytes.fromhex(firmado))


@settings(max_examples=60, deadline=None)
@given(
    semilla=st.binary(min_size=32, max_size=32), mensaje=st.binary(max_size=200), cambio=st.integers(0, 511)
)
def test_coincide_con_cryptography_en_firmas_buenas_y_malas(
    semilla: bytes, mensaje: bytes, cambio: int
) -> None:
    privada = Ed25519PrivateKey.from_private_bytes(semilla)
    llave, buena = privada.public_key().public_bytes_raw(), privada.sign(mensaje)
    assert ed25519.valida(llave, mensaje, buena)
    mala = bytearray(buena)
    mala[cambio // 8] ^= 1 << cambio % 8
    assert ed25519.valida(llave, mensaje, bytes(mala)) == _segun_cryptography(llave, mensaje, bytes(mala))


@settings(max_examples=60, deadline=None)
@given(llave=st.binary(min_size=32, max_size=32), firmado=st.binary(min_size=64, max_size=64))
def test_octetos_al_azar_no_son_firma(llave: bytes, firmado: bytes) -> None:
    assert ed25519.valida(llave, b"m", firmado) == _segun_cryptography(llave, b"m", firmado)


def test_un_escalar_fuera_de_rango_no_es_firma() -> None:
    privada = Ed25519PrivateKey.from_private_bytes(b"1" * 32)
    buena = privada.sign(b"m")
    crecida = (int.from_bytes(buena[32:], "little") + ed25519.L).to_bytes(32, "little")
    assert not ed25519.valida(privada.public_key().public_bytes_raw(), b"m", buena[:32] + crecida)
    assert not ed25519.valida(b"corta", b"m", buena)


def _segun_cryptography(llave: bytes, mensaje: bytes, firmado: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(llave).verify(firmado, mensaje)
    except (InvalidSignature, ValueError):
        return False
    return True

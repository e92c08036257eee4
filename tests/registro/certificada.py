"""La llave de acuses de la prueba, certificada como lo hace quien publica."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.nucleo import firma
from conoceles.registro import acuses
from conoceles.registro.nota import Firmante
from conoceles.registro.registro import Registro


def certificar(sitio: Path, ahora: datetime) -> bytes:
    """Escribe `log/acuses` en ese sitio con la llave de publicar de la prueba; devuelve sus octetos."""
    acuses.declarar(_registro(sitio), firma.llave_publica("acuses"), ahora)
    return (sitio / "log" / "acuses").read_bytes()


def retirar(sitio: Path, ahora: datetime) -> None:
    """Otra llave firma acuses desde entonces; la de la prueba queda retirada."""
    otra = Ed25519PrivateKey.from_private_bytes(b"o" * 32).public_key().public_bytes_raw()
    acuses.declarar(_registro(sitio), otra, ahora)


def _registro(sitio: Path) -> Registro:
    del_instituto = Firmante("conoceles.example.mx/log", firma.llave_publica(), firma.firmar)
    return Registro(sitio / "log", sitio.parent / "registro", del_instituto)

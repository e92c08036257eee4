"""Lo secreto de un correo espera en la cola cerrado para su dirección: leer la tabla no da el enlace, y cambiar a quién va no lo lleva ahí."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from conoceles.nucleo import secretos
from conoceles.nucleo.errores import ErrorDeDominio

_MARCA = "cerrado:"


def cerrar(texto: str, para: str) -> str:
    """Como se guarda. AES-256-GCM, con la dirección autenticada."""
    nonce = os.urandom(12)
    return (
        _MARCA + base64.b64encode(nonce + _cifrador().encrypt(nonce, texto.encode(), para.encode())).decode()
    )


def abrir(guardado: str, para: str) -> str:
    """Lo que decía. El de una versión anterior espera sin cerrar. `ErrorDeDominio` si otro cliente de la base lo cambió, o a quién va."""
    if not guardado.startswith(_MARCA):
        return guardado
    try:
        crudo = base64.b64decode(guardado.removeprefix(_MARCA), validate=True)
        return _cifrador().decrypt(crudo[:12], crudo[12:], para.encode()).decode()
    except (InvalidTag, binascii.Error, ValueError) as error:
        raise ErrorDeDominio("Se cambió en la base lo que decía, o a quién iba.") from error


def _cifrador() -> AESGCM:
    return AESGCM(hashlib.sha256(b"correo por enviar" + secretos.leer("django")).digest())

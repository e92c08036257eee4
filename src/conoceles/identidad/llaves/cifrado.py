"""AES-256-GCM sobre documentos de tamaño fijo.

Ningún error de este módulo arrastra texto claro: las causas se descartan antes de lanzar, porque
un `JSONDecodeError` o un `UnicodeEncodeError` guardan el documento entero en sus atributos.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.views.decorators.debug import sensitive_variables

from conoceles.nucleo.canonico import json_canonico
from conoceles.nucleo.errores import ErrorDeDominio

TAMANO = 8 * 1024  # octetos de todo documento en claro, ya rellenado
_LARGO = 4  # octetos que dicen cuánto del relleno es documento
_NONCE = 12


class DocumentoIlegible(ErrorDeDominio):
    """Alterado, movido de fila, o su llave ya no existe. Nunca dice qué contenía."""


class DocumentoInvalido(ErrorDeDominio):
    """Lo que se quiere guardar no cabe o no se puede escribir."""


def contexto(tabla: str, columna: str, clave: UUID, version: int) -> bytes:
    """Lo que el cifrado autentica sin guardar: el mismo texto en otra fila ya no se abre."""
    return f"{tabla}:{columna}:{clave}:{version}".encode()


@sensitive_variables()
def cifrar(llave: bytes, claro: bytes, aad: bytes) -> bytes:
    """Nonce al azar, texto cifrado y etiqueta, en ese orden."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(llave).encrypt(nonce, claro, aad)


@sensitive_variables()
def descifrar(llave: bytes, cifrado: bytes, aad: bytes) -> bytes:
    """El texto claro. `DocumentoIlegible` si la llave, el contexto o un solo bit no corresponden."""
    try:
        return AESGCM(llave).decrypt(cifrado[:_NONCE], cifrado[_NONCE:], aad)
    except (InvalidTag, ValueError):
        pass  # se lanza fuera del except para no encadenar la causa
    raise DocumentoIlegible("El documento de identidad no se puede leer.")


@sensitive_variables()
def cerrar(llave: bytes, documento: Mapping[str, object], aad: bytes) -> bytes:
    """Cifra un documento rellenado a `TAMANO`: todos miden lo mismo.

    `DocumentoInvalido` si no cabe o trae caracteres que UTF-8 no admite.
    """
    try:
        texto = json_canonico(documento)
    except (TypeError, ValueError, RecursionError):
        texto = b""
    if not texto:
        raise DocumentoInvalido("Las respuestas traen caracteres que no se pueden guardar.")
    if len(texto) + _LARGO > TAMANO:
        raise DocumentoInvalido("Las respuestas escritas son demasiado largas; acorta alguna.")
    return cifrar(llave, (len(texto).to_bytes(_LARGO, "big") + texto).ljust(TAMANO, b"\0"), aad)


@sensitive_variables()
def abrir(llave: bytes, cifrado: bytes, aad: bytes) -> dict[str, Any]:
    """Inversa de `cerrar`. `DocumentoIlegible` ante cualquier alteración."""
    claro = descifrar(llave, cifrado, aad)
    largo = int.from_bytes(claro[:_LARGO], "big")
    try:
        documento = json.loads(claro[_LARGO : _LARGO + largo])
    except ValueError:
        documento = None
    if not isinstance(documento, dict):
        raise DocumentoIlegible("El documento de identidad no se puede leer.")
    return documento

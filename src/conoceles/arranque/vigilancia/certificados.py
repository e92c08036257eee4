"""Los certificados que nginx debe enseñar en esta máquina, y el que enseña: cambiar el archivo no basta, y si no se pudo leer, calla."""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

CARPETA = Path("/etc/ssl/conoceles")
AQUI, PUERTO = "127.0.0.1", 443
ESPERA = 2.0  # segundos
RECIENTE = timedelta(minutes=2)  # quien lo renueva lo recarga enseguida


def quedan(ahora: datetime) -> Iterator[tuple[str, timedelta]]:
    """Nombre → lo que le queda, de los que esta cuenta lee; uno que no se entiende es como uno vencido."""
    for archivo, certificado in _los_de_aqui():
        yield archivo.stem, certificado.not_valid_after_utc - ahora if certificado else timedelta()


def sin_leer() -> Iterator[str]:
    """Los que esta cuenta no puede abrir: un enlace a la carpeta de certbot, que solo abre root, o a nada."""
    for archivo in _archivos():
        try:
            archivo.open("rb").close()
        except OSError:
            yield archivo.stem


def sin_ensenar() -> Iterator[str]:
    """Los que no son el que nginx enseña por su nombre. Ninguno, si en esta máquina nadie atiende con TLS."""
    from cryptography.hazmat.primitives.serialization import Encoding

    for archivo, certificado in _los_de_aqui():
        escrito = datetime.fromtimestamp(archivo.stat().st_mtime, timezone.utc)
        if certificado is None or datetime.now(timezone.utc) - escrito < RECIENTE:
            continue
        ensenado = _ensenado(_para(certificado))
        if ensenado is not None and ensenado != certificado.public_bytes(Encoding.DER):
            yield archivo.stem


def _los_de_aqui() -> Iterator[tuple[Path, Certificate | None]]:
    from cryptography import x509

    for archivo in _archivos():
        try:
            yield archivo, x509.load_pem_x509_certificate(archivo.read_bytes())
        except ValueError:
            yield archivo, None
        except OSError:
            continue


def _archivos() -> list[Path]:
    return sorted(Path(os.environ.get("CONOCELES_CERTIFICADOS") or CARPETA).glob("*.pem"))


def _para(certificado: Certificate) -> str:
    """El primer nombre para el que vale."""
    from cryptography import x509

    with suppress(x509.ExtensionNotFound, IndexError):
        nombres = certificado.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        return nombres.value.get_values_for_type(x509.DNSName)[0].replace("*", "www")
    return "localhost"


def _ensenado(nombre: str) -> bytes | None:
    """El que recibe quien pide ese nombre, en DER; no se comprueba, se compara."""
    contexto = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    contexto.check_hostname, contexto.verify_mode = False, ssl.CERT_NONE
    with (
        suppress(OSError),
        socket.create_connection((AQUI, PUERTO), ESPERA) as enchufe,
        contexto.wrap_socket(enchufe, server_hostname=nombre) as seguro,
    ):
        return seguro.getpeercert(binary_form=True)
    return None

"""Los secretos, sellados a dos custodios de los que ninguno basta y cuyas llaves nunca estuvieron aquí.

Lo sellado no dice nada a nadie y va en `registro/`: viaja en cada copia y en el segundo lugar. Se sella para uno lo sellado para el otro
(HPKE, RFC 9180: X25519, HKDF-SHA-256 y AES-256-GCM), así que para abrirlo hacen falta los dos.
"""

from __future__ import annotations

import getpass
import hashlib
import io
import tarfile
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from django.views.decorators.debug import sensitive_variables

from conoceles.nucleo import secretos
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.registro import disco

ARCHIVO = "secretos.sellado"
MAESTRA = "maestra.llave"
_PARA = b"conoceles: secretos para dos custodios"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def destino() -> Path:
    """Donde queda lo sellado de esta instalación."""
    return carpetas().registro / ARCHIVO


def suyos() -> list[Path]:
    """Todo lo que hay en `secretos/`."""
    return sorted(p for p in carpetas().secretos.rglob("*") if p.is_file())


@sensitive_variables()
def sellar(publicas: Sequence[Path]) -> list[str]:
    """Sella todo `secretos/` y devuelve qué lleva. `ErrorDeDominio` si una llave no es de custodio o las dos son la misma."""
    unas = [_publica(ruta) for ruta in publicas]
    if len({llave.public_bytes_raw() for llave in unas}) != len(unas):
        raise ErrorDeDominio("Las dos llaves son la misma: cada custodio tiene la suya.", campo="custodios")
    rutas = suyos()
    if fuera := [n for n in secretos.NOMBRES if not secretos.ruta(n).is_relative_to(carpetas().secretos)]:
        raise ErrorDeDominio(
            f"No están en {carpetas().secretos}, y no irían: {', '.join(fuera)}. Póngalas ahí."
        )
    dicho = _empacar(rutas)
    for llave in unas:
        dicho = _SUITE.encrypt(dicho, llave, info=_PARA)
    disco.escribir(destino(), dicho)
    return [str(ruta.relative_to(carpetas().secretos)) for ruta in rutas]


@sensitive_variables()
def abrir(sellado: Path, privadas: Sequence[X25519PrivateKey], a: Path) -> None:
    """Los repone en `a`, que no debe existir o estar vacía. `ErrorDeDominio` si no son los dos custodios, o falta."""
    if a.exists() and any(a.iterdir()):
        raise ErrorDeDominio(
            f"{a} no está vacía: los secretos que hay ahí no se tocan. Si son los buenos, repita sin --custodios.",
            campo="custodios",
        )
    with _paquete(sellado, privadas) as paquete:
        a.mkdir(parents=True, exist_ok=True, mode=0o700)
        paquete.extractall(a, filter="data")


@sensitive_variables()
def exigir_custodios(sellado: Path, privadas: Sequence[X25519PrivateKey]) -> list[str]:
    """Las huellas de sus llaves públicas. `ErrorDeDominio` si no son los dos de los secretos de aquí, o eso lo selló otro."""
    with _paquete(sellado, privadas) as paquete:
        suya = paquete.extractfile(MAESTRA) if MAESTRA in paquete.getnames() else None
        if suya is None or suya.read() != secretos.leer("maestra"):
            raise ErrorDeDominio(f"{ARCHIVO} no lleva los secretos de aquí: esos custodios no son los suyos.")
    return [hashlib.sha256(p.public_key().public_bytes_raw()).hexdigest()[:16] for p in privadas]


@sensitive_variables()
def _paquete(sellado: Path, privadas: Sequence[X25519PrivateKey]) -> tarfile.TarFile:
    if not sellado.exists():
        raise ErrorDeDominio(
            f"La copia no lleva {ARCHIVO}: se hizo antes de sellar los secretos.", campo="origen"
        )
    for unas in permutations(privadas, 2):
        if dicho := _abierto(sellado.read_bytes(), unas):
            return tarfile.open(fileobj=io.BytesIO(dicho))
    raise ErrorDeDominio(
        "Con esas dos llaves no se abre: no son las de los custodios de esta copia.", campo="custodios"
    )


@sensitive_variables()
def _abierto(sellado: bytes, unas: Sequence[X25519PrivateKey]) -> bytes:
    try:
        for llave in unas:
            sellado = _SUITE.decrypt(sellado, llave, info=_PARA)
    except (InvalidTag, ValueError):
        return b""
    return sellado


@sensitive_variables()
def _empacar(rutas: Sequence[Path]) -> bytes:
    salida = io.BytesIO()
    with tarfile.open(fileobj=salida, mode="w") as paquete:
        for ruta in rutas:
            paquete.add(ruta, ruta.relative_to(carpetas().secretos), recursive=False)
    return salida.getvalue()


def _publica(ruta: Path) -> X25519PublicKey:
    try:
        llave = load_pem_public_key(ruta.read_bytes())
    except ValueError:
        llave = None
    if not isinstance(llave, X25519PublicKey):
        raise ErrorDeDominio(
            f"{ruta} no es la llave pública de un custodio (X25519, en PEM).", campo="custodios"
        )
    return llave


@sensitive_variables()
def privada(ruta: Path) -> X25519PrivateKey:
    """La de un custodio, leída una vez: si está cifrada, pide su clave."""
    octetos = ruta.read_bytes()
    clave = getpass.getpass(f"Clave de {ruta}: ").encode() if b"ENCRYPTED" in octetos else None
    try:
        llave = load_pem_private_key(octetos, clave)
    except ValueError:
        llave = None
    if not isinstance(llave, X25519PrivateKey):
        raise ErrorDeDominio(
            f"{ruta} no es la llave de un custodio (X25519, en PEM), o su clave es otra.", campo="custodios"
        )
    return llave

"""Llaves del sistema, de 32 octetos, en `secretos/` y solo de quien las usa.

Con `CONOCELES_PAPEL` un proceso dice qué es; entonces solo son suyas las llaves que usa.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import tempfile
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.nucleo.canonico import json_de_fila
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio, causa_de_sistema

NOMBRES = ("django", "maestra", "curp", "firma", "acuses")
DE_PAPEL = {
    "captura": ("django", "maestra", "curp", "acuses"),
    "obrero": ("django", "maestra", "curp", "firma"),
    "respaldo": (),
    "vigia": (),  # avisa aunque falte una llave, que puede ser por lo que los demás no arrancan
}


class LlaveInservible(ErrorDeDominio):
    """Está, y no se puede usar. `frase`: qué le pasa; `remedio`: qué hacer."""

    def __init__(self, frase: str, remedio: str) -> None:
        super().__init__(f"{frase} {remedio}")
        self.frase, self.remedio = frase, remedio


def ruta(nombre: str) -> Path:
    """Archivo de la llave; `CONOCELES_LLAVE_<NOMBRE>` lo cambia."""
    return Path(
        os.environ.get(f"CONOCELES_LLAVE_{nombre.upper()}") or carpetas().secretos / f"{nombre}.llave"
    )


def papel() -> str:
    """`captura`, `obrero`, `respaldo` o `vigia`; vacío donde un solo usuario hace todo, y para quien opera."""
    return os.environ.get("CONOCELES_PAPEL", "")


def suyas() -> tuple[str, ...]:
    """Las llaves que este proceso usa."""
    return DE_PAPEL.get(papel(), NOMBRES)


def faltan() -> list[str]:
    """De las suyas, las que no están. `LlaveInservible` si una está y no se puede leer, o no está entera."""
    ausentes = []
    for nombre in suyas():
        try:
            leer(nombre)
        except FileNotFoundError:
            ausentes.append(nombre)
    return ausentes


def en_duda(*_: object) -> str:
    """Si falta una llave de este proceso, o no se puede leer: lo que se contara o firmara sin ella no se repone."""
    try:
        ausentes = faltan()
    except LlaveInservible as una:
        return una.frase
    return f"Faltan llaves: {', '.join(ausentes)}. Recupérelas de su resguardo." if ausentes else ""


def crear_faltantes() -> None:
    """Crea las llaves que no existan. No toca las que ya están."""
    carpetas().secretos.mkdir(parents=True, exist_ok=True, mode=0o700)
    for nombre in NOMBRES:
        if not ruta(nombre).exists():
            crear(ruta(nombre), secrets.token_bytes(32))
    escribir_publica_de_acuses()


def crear(destino: Path, octetos: bytes) -> None:
    """Entera y ya en disco, o nada: media llave no es de nadie. `FileExistsError` si ya estaba."""
    descriptor, parcial = tempfile.mkstemp(dir=destino.parent, prefix=".llave-")
    try:
        with os.fdopen(descriptor, "wb") as salida:
            salida.write(octetos)
            salida.flush()
            os.fsync(descriptor)
        os.link(parcial, destino)
    finally:
        os.unlink(parcial)
    carpeta = os.open(destino.parent, os.O_RDONLY)
    os.fsync(carpeta)
    os.close(carpeta)


def publica_de_acuses() -> Path:
    """La mitad pública de la llave de acuses, junto a ella: 32 octetos. Es lo que certifica quien publica."""
    return ruta("acuses").with_suffix(".pub")


def escribir_publica_de_acuses() -> None:
    """La que corresponde a la llave que hay, si no es la que ya está."""
    suya = Ed25519PrivateKey.from_private_bytes(leer("acuses")).public_key().public_bytes_raw()
    destino = publica_de_acuses()
    if not destino.exists() or destino.read_bytes() != suya:
        destino.unlink(missing_ok=True)
        crear(destino, suya)


@cache
def leer(nombre: str) -> bytes:
    """Los 32 octetos de la llave. `FileNotFoundError` si falta; `LlaveInservible` si no se puede leer o no mide 32."""
    try:
        contenido = ruta(nombre).read_bytes()
    except PermissionError as error:
        raise LlaveInservible(
            f"No se puede leer la llave «{nombre}» ({ruta(nombre)}): {causa_de_sistema(error)}.",
            "Repita operacion/instalar: devuelve a cada llave su dueño.",
        ) from None
    if len(contenido) != 32:
        raise LlaveInservible(
            f"La llave «{nombre}» ({ruta(nombre)}) está vacía o dañada: mide {len(contenido)} octetos, y son 32.",
            "Recupérela de su resguardo, póngala ahí y repita operacion/instalar.",
        )
    return contenido


def huella(nombre: str, octetos: bytes | None = None) -> str:
    """Lo que distingue a esa llave de otra, sin decir nada de ella: 64 hexadecimales. `octetos`: la que se va a poner."""
    suya = leer(nombre) if octetos is None else octetos
    return hashlib.sha256(b"conoceles: huella de " + nombre.encode() + b"\0" + suya).hexdigest()


def sellar(para: str, dato: object) -> str:
    """HMAC-SHA-256 del dato, con una llave que sale de la maestra y solo sirve `para` eso: 64 hexadecimales.

    Quien escribe en las bases sin pasar por el sistema no tiene la llave, ni puede adivinar el dato probando valores.
    """
    return sellar_octetos(para, json_de_fila(dato))


def sellar_octetos(para: str, octetos: bytes) -> str:
    """Lo mismo de un dato que ya está en su JSON canónico."""
    sello = _de_sellar(leer("maestra"), para).copy()
    sello.update(octetos)
    return sello.hexdigest()


@cache
def _de_sellar(maestra: bytes, para: str) -> hmac.HMAC:
    """Listo para copiarse: empezar de la llave cuesta cuatro veces lo que sellar una fila, y un padrón sella miles."""
    llave = hmac.digest(maestra, f"conoceles: sello de {para}".encode(), "sha256")
    return hmac.new(llave, digestmod="sha256")

"""Leer y comprobar el código firmado de un acuse. Solo la biblioteca estándar.

El de un envío es `C1.elección.número.segundos.huella.compromiso.firma`, y el de otro acto,
`A1.elección.acto.entrada.segundos.huella.firma`: lo que el acuse dice, sin nombres, y la firma Ed25519 de todo lo anterior
al último punto. Va impreso en el acuse, en su QR y en los datos del PDF. Lo firma la llave de acuses que la del instituto
certifica (`log/acuses`).

El código no dice qué hay impreso alrededor. Eso lo dice el último renglón del PDF, `%conoceles-acuse/1 firma`: la de todos los
octetos anteriores a ese renglón, con la misma llave.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone

from conoceles.lector.registro import ed25519, nota
from conoceles.lector.registro.llaves import Anterior

DE_ENVIO, DE_ACTO = "C1.", "A1."
_DE_ENVIO = re.compile(
    r"C1\.(?P<eleccion>[a-z0-9-]{1,80})\.(?P<numero>[0-9A-Za-z-]{1,60})\.(?P<segundos>[0-9]{1,11})"
    r"\.(?P<huella>[\w-]{43})\.(?P<compromiso>[\w-]{43})\.(?P<firma>[\w-]{86})",
    re.ASCII,
)
_DE_ACTO = re.compile(
    r"A1\.(?P<eleccion>[a-z0-9-]{1,80})\.(?P<acto>[a-z_]{1,60})\.(?P<numero>[0-9]{1,18})\.(?P<segundos>[0-9]{1,11})"
    r"\.(?P<huella>[\w-]{43})\.(?P<firma>[\w-]{86})",
    re.ASCII,
)

_SELLO = re.compile(rb"\n%conoceles-acuse/1 (?P<firma>[A-Za-z0-9+/]{86}==)\n")
_FLUJO, _MAX_DENTRO = re.compile(rb"stream\r?\n"), 32 * 1024 * 1024
_MIDE = len("\n%conoceles-acuse/1 \n") + 88


@dataclass(frozen=True)
class Acuse:
    """Lo que dice un código: huellas en hexadecimal, momento en UTC."""

    eleccion: str
    numero: str
    momento: datetime
    huella: str
    compromiso: str

    @property
    def folio(self) -> str:
        """El de la candidatura, como va en el número."""
        return self.numero.partition("-")[0]


@dataclass(frozen=True)
class AcuseDeActo:
    """Lo que dice el código de un acto asentado en la bitácora. `acto`, como se llama ahí: «ajuste_pedido»."""

    eleccion: str
    acto: str
    entrada: int
    momento: datetime
    huella: str

    @property
    def que(self) -> str:
        """«Ajuste pedido»."""
        return self.acto.replace("_", " ").capitalize()


def autentico(codigo: str, llave: bytes) -> Acuse | AcuseDeActo | None:
    """Lo que dice el código si lo firmó esa llave (32 octetos); `None` si no."""
    junto = "".join(codigo.split())
    hallado = _DE_ENVIO.fullmatch(junto) or _DE_ACTO.fullmatch(junto)
    if hallado is None:
        return None
    firmado = hallado[0].rpartition(".")[0].encode()
    if not ed25519.valida(llave, firmado, _octetos(hallado["firma"])):
        return None
    eleccion, huella = hallado["eleccion"], _octetos(hallado["huella"]).hex()
    momento = datetime.fromtimestamp(int(hallado["segundos"]), tz=timezone.utc)
    if hallado.re is _DE_ACTO:
        return AcuseDeActo(eleccion, hallado["acto"], int(hallado["numero"]), momento, huella)
    return Acuse(eleccion, hallado["numero"], momento, huella, _octetos(hallado["compromiso"]).hex())


def quien_firmo(codigo: str, acuses: Sequence[Anterior]) -> tuple[Acuse | AcuseDeActo, Anterior] | None:
    """Lo que dice el código y la llave de acuses que lo firmó; `None` si ninguna, o si ya se había retirado."""
    for llave in reversed(acuses):
        dicho = autentico(codigo, llave.vkey.publica)
        if dicho is not None:
            return (dicho, llave) if llave.estado != "retirada" or dicho.momento <= llave.en else None
    return None


def sello_de(pdf: bytes) -> bytes:
    """La firma de su último renglón; vacía si no lo lleva, o si no está en la única escritura que vale."""
    sello = _SELLO.fullmatch(pdf[-_MIDE:])
    return nota.en_base64(sello["firma"].decode()) if sello else b""


def entero(pdf: bytes, llave: bytes) -> bool:
    """Si esa llave firmó el PDF octeto por octeto: ni lo impreso ni lo que lleva dentro se tocó."""
    firmado = f"conoceles-acuse/1 {hashlib.sha256(pdf[:-_MIDE]).hexdigest()}".encode()
    sello = sello_de(pdf)
    return bool(sello) and ed25519.valida(llave, firmado, sello)


def codigo_en(archivo: bytes) -> str:
    """El primer código que haya en un texto o en los datos de un PDF; vacío si no hay."""
    for parte in (archivo, *_flujos(archivo)):
        texto = parte.decode("latin-1")
        hallado = _DE_ENVIO.search(texto) or _DE_ACTO.search(texto)
        if hallado:
            return hallado[0]
    return ""


def prueba_en(archivo: bytes) -> bytes:
    """La prueba del registro público que vaya dentro de un PDF; vacía si no hay."""
    return _adjunto(archivo, b"c2sp.org/tlog-proof@v1\n")


def certificado_en(archivo: bytes) -> bytes:
    """La declaración de llaves de acuses que vaya dentro de un PDF; vacía si no hay."""
    return _adjunto(archivo, b"conoceles-acuses/1 ")


def _adjunto(archivo: bytes, principio: bytes) -> bytes:
    return next((f for f in _flujos(archivo) if f.startswith(principio)), b"")


def _flujos(pdf: bytes) -> Iterator[bytes]:
    """Lo que lleva dentro, sin descomprimir más de la cuenta: un archivo de un mega puede decir que trae mil."""
    lugar, quedan = 0, _MAX_DENTRO
    while quedan and (empieza := _FLUJO.search(pdf, lugar)):
        fin = pdf.find(b"\nendstream", empieza.end() - 1)
        if fin < 0:
            return
        flujo, lugar = pdf[empieza.end() : fin].removesuffix(b"\r"), fin + len("\nendstream")
        try:
            abierto = zlib.decompressobj().decompress(flujo, quedan)
        except zlib.error:
            yield flujo  # un archivo adjunto va sin comprimir
        else:
            quedan -= min(quedan, len(abierto))
            yield abierto


def _octetos(texto: str) -> bytes:
    octetos = base64.urlsafe_b64decode(texto + "=" * (-len(texto) % 4))
    # Un mismo valor admite varias escrituras en base64; solo vale la que imprime el acuse.
    return octetos if base64.urlsafe_b64encode(octetos).rstrip(b"=").decode() == texto else b""

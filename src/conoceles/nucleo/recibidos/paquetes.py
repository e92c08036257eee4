"""Abrir un archivo comprimido sin expandirlo: cuántas partes trae y cuánto dicen que ocupan."""

from __future__ import annotations

import io
import struct
import zipfile

FINAL, DE_FINAL = b"PK\x05\x06", struct.Struct("<4s4H2LH")
DIRECTORIO = 1_000_000  # octetos: más de diez mil partes ya cuesta solo nombrarlas
ADMITIDOS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


FRASES = {
    "danado": "no se puede leer",
    "partes": "trae demasiados archivos",
    "contrasena": "tiene contraseña",
    "raro": "está comprimido de una manera poco común: hágalo otra vez como .zip",
    "expandido": "se expande demasiado y no se abre",
    "programas": "trae programas (macros) dentro: guárdelo sin ellos, o como PDF",
}


class PaqueteMalo(Exception):
    """Por qué no se abre. `clave`: una de `FRASES`; el mensaje es su frase, que sigue a «Este»."""

    def __init__(self, clave: str) -> None:
        super().__init__(FRASES[clave])
        self.clave = clave


def abrir(octetos: bytes, *, expandido: int) -> zipfile.ZipFile:
    """El paquete, si sus partes juntas no pasan de `expandido` octetos. `PaqueteMalo` si no se admite."""
    try:
        if _directorio(octetos) > DIRECTORIO:
            raise PaqueteMalo("partes")
        paquete = zipfile.ZipFile(io.BytesIO(octetos))
        partes = paquete.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise PaqueteMalo("danado") from error
    if any(p.flag_bits & 1 for p in partes):
        raise PaqueteMalo("contrasena")
    if any(p.compress_type not in ADMITIDOS for p in partes):
        raise PaqueteMalo("raro")
    if sum(p.file_size for p in partes) > expandido:
        raise PaqueteMalo("expandido")
    return paquete


def _directorio(octetos: bytes) -> int:
    """Octetos del directorio, como los dice el final del archivo."""
    lugar = octetos.rfind(FINAL)
    if lugar < 0:
        raise zipfile.BadZipFile
    return int(DE_FINAL.unpack_from(octetos, lugar)[5])

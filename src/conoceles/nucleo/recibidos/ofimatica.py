"""Si un archivo comprimido es un documento de oficina, entero y sin programas dentro."""

from __future__ import annotations

import zipfile

from conoceles.nucleo.recibidos import paquetes

EXPANDIDO = 200_000_000
XML, LIBRE = "[Content_Types].xml", "application/vnd.oasis.opendocument."
CLASES = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
CLASES_LIBRES = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
PROGRAMAS = ("vbaproject.bin", "/activex/", "basic/", "scripts/")


def clase(octetos: bytes) -> str:
    """`docx`, `xlsx`, `pptx`, `odt`, `ods`, `odp`, o vacío si es otra cosa. `PaqueteMalo` si está dañado o trae programas."""
    with paquetes.abrir(octetos, expandido=EXPANDIDO) as paquete:
        partes = paquete.namelist()
        hallada = _de_libre(paquete) if "mimetype" in partes else _de_xml(partes)
    if hallada and any(p in parte.lower() for parte in partes for p in PROGRAMAS):
        raise paquetes.PaqueteMalo("programas")
    return hallada


def _de_xml(partes: list[str]) -> str:
    suya = (cual for parte in partes for comienzo, cual in CLASES.items() if parte.startswith(comienzo))
    return next(suya, "") if XML in partes else ""


def _de_libre(paquete: zipfile.ZipFile) -> str:
    with paquete.open("mimetype") as abierta:
        dicho = abierta.read(64).decode("ascii", "replace")
    return CLASES_LIBRES.get(dicho.removeprefix(LIBRE), "") if dicho.startswith(LIBRE) else ""

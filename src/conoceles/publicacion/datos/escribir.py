"""Escribir una tabla sin que un texto se vuelva fórmula ni cambie de un programa a otro."""

from __future__ import annotations

import csv as modulo_csv
import io
import json as modulo_json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

Celdas = Sequence[str]
Valor = str | int | float
_PELIGROSO = ("=", "+", "-", "@", "\t", "\r")
_ILEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # lo que XML no admite
NEGRITA, MAS_ANCHA = Font(bold=True), 60
_EPOCA = (1980, 1, 1, 0, 0, 0)


def csv(columnas: Celdas, renglones: Iterable[Celdas]) -> bytes:
    """UTF-8 con BOM: las hojas de cálculo leen los acentos y pandas lo reconoce (`utf-8-sig`).

    Un texto que una hoja tomaría por fórmula lleva un apóstrofo delante; el diccionario lo dice.
    """
    salida = io.StringIO()
    escritor = modulo_csv.writer(salida, lineterminator="\r\n")
    escritor.writerow(columnas)
    escritor.writerows([inofensivo(celda) for celda in renglon] for renglon in renglones)
    return salida.getvalue().encode("utf-8-sig")


def inofensivo(celda: str) -> str:
    """El mismo texto, con apóstrofo si empieza como una fórmula."""
    return f"'{celda}" if celda.startswith(_PELIGROSO) else celda


def json(columnas: Celdas, renglones: Iterable[Celdas], corte: str) -> bytes:
    """Documento con la hora del corte y un objeto por renglón; lo no respondido es texto vacío."""
    datos = [dict(zip(columnas, renglon, strict=True)) for renglon in renglones]
    return modulo_json.dumps({"corte": corte, "renglones": datos}, ensure_ascii=False, indent=1).encode()


def xlsx(hojas: Mapping[str, tuple[Celdas, Iterable[Sequence[Valor]]]], ahora: datetime) -> bytes:
    """Libro con los textos como texto y los números como número; los mismos datos dan los mismos octetos."""
    libro = Workbook(write_only=True)
    momento = ahora.astimezone(timezone.utc).replace(tzinfo=None, microsecond=0)
    libro.properties.creator, libro.properties.created, libro.properties.modified = (
        "Conóceles",
        momento,
        momento,
    )
    for nombre, (columnas, renglones) in hojas.items():
        _llenar(libro.create_sheet(nombre), columnas, list(renglones))
    salida = io.BytesIO()
    libro.save(salida)
    return _reproducible(salida.getvalue())


def _llenar(hoja: Any, columnas: Celdas, renglones: list[Sequence[Valor]]) -> None:
    """Encabezado en negrita y fijo, y cada columna del ancho de lo que lleva: se lee al abrirla."""
    hoja.freeze_panes = "A2"
    for n, titulo in enumerate(columnas):
        largo = max(map(len, (titulo, *(str(r[n]) for r in renglones))))
        hoja.column_dimensions[get_column_letter(n + 1)].width = min(largo + 2, MAS_ANCHA)
    encabezado = [_celda(hoja, titulo) for titulo in columnas]
    for celda in filter(None, encabezado):
        celda.font = NEGRITA
    hoja.append(encabezado)
    for renglon in renglones:
        hoja.append([_celda(hoja, valor) for valor in renglon])


def _celda(hoja: object, valor: Valor) -> WriteOnlyCell | None:
    """openpyxl toma por fórmula lo que empieza con «=»: el tipo de un texto se fija a texto."""
    if not isinstance(valor, str):
        return WriteOnlyCell(hoja, value=valor)
    if not valor:
        return None
    celda = WriteOnlyCell(hoja, value=_ILEGAL.sub("", valor.replace("\r\n", "\n").replace("\r", "\n")))
    celda.data_type = "s"
    return celda


def _reproducible(libro: bytes) -> bytes:
    """El mismo ZIP con fechas fijas: si los datos no cambian, el archivo tampoco."""
    salida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(libro)) as origen, zipfile.ZipFile(salida, "w") as destino:
        for parte in origen.infolist():
            contenido = origen.read(parte)
            if parte.filename == "docProps/core.xml":
                contenido = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + _creado(contenido), contenido
                )
            ficha = zipfile.ZipInfo(parte.filename, _EPOCA)
            destino.writestr(ficha, contenido, compress_type=zipfile.ZIP_DEFLATED)
    return salida.getvalue()


def _creado(core: bytes) -> bytes:
    hallado = re.search(rb"<dcterms:created[^>]*>([^<]*)", core)
    return hallado[1] if hallado else b""

"""Escribir una tabla sin que un texto se vuelva fórmula ni cambie de un programa a otro."""

from __future__ import annotations

import csv as modulo_csv
import io
import json as modulo_json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from conoceles.nucleo.libro import Valor, libro, renglon
from conoceles.nucleo.texto import inofensivo

Celdas = Sequence[str]
MAS_ANCHA = 60


def csv(columnas: Celdas, renglones: Iterable[Celdas]) -> bytes:
    """UTF-8 con BOM: las hojas de cálculo leen los acentos y pandas lo reconoce (`utf-8-sig`).

    Un texto que una hoja tomaría por fórmula lleva un apóstrofo delante; el diccionario lo dice.
    """
    salida = io.StringIO()
    escritor = modulo_csv.writer(salida, lineterminator="\r\n")
    escritor.writerow(columnas)
    escritor.writerows([inofensivo(celda) for celda in renglon] for renglon in renglones)
    return salida.getvalue().encode("utf-8-sig")


def json(columnas: Celdas, renglones: Iterable[Celdas], corte: str) -> bytes:
    """Documento con la hora del corte y un objeto por renglón; lo no respondido es texto vacío."""
    datos = [dict(zip(columnas, renglon, strict=True)) for renglon in renglones]
    return modulo_json.dumps({"corte": corte, "renglones": datos}, ensure_ascii=False, indent=1).encode()


def xlsx(hojas: Mapping[str, tuple[Celdas, Iterable[Sequence[Valor]]]], ahora: datetime) -> bytes:
    """Libro con los textos como texto y los números como número; los mismos datos dan los mismos octetos."""
    salida = io.BytesIO()
    with libro(salida, ahora) as abierto:
        negrita = abierto.add_format({"bold": True})
        for nombre, (columnas, renglones) in hojas.items():
            _llenar(abierto.add_worksheet(nombre), columnas, list(renglones), negrita)
    return salida.getvalue()


def _llenar(hoja: Worksheet, columnas: Celdas, renglones: list[Sequence[Valor]], negrita: Format) -> None:
    """Encabezado en negrita y fijo, y cada columna del ancho de lo que lleva: se lee al abrirla."""
    hoja.freeze_panes(1, 0)
    for n, titulo in enumerate(columnas):
        largo = max(map(len, (titulo, *(str(r[n]) for r in renglones))))
        hoja.set_column(n, n, min(largo + 2, MAS_ANCHA))
    renglon(hoja, 0, columnas, negrita)
    for n, valores in enumerate(renglones, 1):
        renglon(hoja, n, valores)

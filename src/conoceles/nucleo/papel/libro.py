"""Un libro de hojas de cálculo en que todo texto es texto: nada se vuelve fórmula, enlace ni número."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from conoceles.nucleo.errores import ErrorDeDominio

Valor = str | int | float
# Los renglones van del primero al último: cada uno sale de la memoria cuando empieza el que sigue.
_OPCIONES = {"constant_memory": True}


@contextmanager
def libro(salida: IO[bytes], ahora: datetime) -> Iterator[Workbook]:
    """Abre un libro que al cerrar queda en `salida`; los mismos datos dan los mismos octetos."""
    with Workbook(salida, _OPCIONES) as abierto:
        momento = ahora.astimezone(timezone.utc).replace(tzinfo=None, microsecond=0)
        abierto.set_properties({"author": "Conóceles", "created": momento})
        yield abierto


def renglon(hoja: Worksheet, numero: int, valores: Sequence[Valor], formato: Format | None = None) -> None:
    """Escribe un renglón, contado desde 0. Un texto vacío es una celda vacía.

    `ErrorDeDominio` si un texto no cabe en una celda (32,767 letras): la biblioteca lo dejaría fuera sin decirlo.
    """
    for columna, valor in enumerate(valores):
        if not isinstance(valor, str):
            hoja.write_number(numero, columna, valor, formato)
        elif valor:
            _texto(hoja, numero, columna, valor.replace("\r\n", "\n").replace("\r", "\n"), formato)
        elif formato is not None:
            hoja.write_blank(numero, columna, None, formato)


def _texto(hoja: Worksheet, numero: int, columna: int, valor: str, formato: Format | None) -> None:
    if hoja.write_string(numero, columna, valor, formato):
        lugar = f"{hoja.name}!{xl_rowcol_to_cell(numero, columna)}"
        raise ErrorDeDominio(f"Un texto de {len(valor):,} letras no cabe en la celda {lugar} de la hoja.")

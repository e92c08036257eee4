"""Escribir una tabla sin que un texto se vuelva fórmula ni cambie de un programa a otro.

Cada formato se escribe renglón por renglón: una tabla entera nunca está en la memoria.
"""

from __future__ import annotations

import csv as modulo_csv
import io
import json as modulo_json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from conoceles.nucleo.papel.libro import Valor, libro, renglon
from conoceles.nucleo.texto import inofensivo

Celdas = Sequence[str]
MAS_ANCHA = 60


def csv(columnas: Celdas, renglones: Iterable[Celdas]) -> bytes:
    """UTF-8 con BOM: las hojas de cálculo leen los acentos y pandas lo reconoce (`utf-8-sig`).

    Un texto que una hoja tomaría por fórmula lleva un apóstrofo delante; el diccionario lo dice.
    """
    salida = io.StringIO()
    tabla = EnCsv(salida, columnas)
    for uno in renglones:
        tabla.agregar(uno)
    return salida.getvalue().encode("utf-8-sig")


class EnCsv:
    """Como `csv`, en un archivo ya abierto (`utf-8-sig`, sin traducir los fines de renglón)."""

    def __init__(self, salida: IO[str], columnas: Celdas) -> None:
        self._escritor = modulo_csv.writer(salida, lineterminator="\r\n")
        self._escritor.writerow(columnas)

    def agregar(self, renglon: Celdas) -> None:
        self._escritor.writerow([inofensivo(celda) for celda in renglon])


class EnJson:
    """Documento con la hora del corte y un objeto por renglón; lo no respondido es texto vacío."""

    def __init__(self, salida: IO[str], columnas: Celdas, corte: str) -> None:
        self._salida, self._columnas, self._hay = salida, columnas, False
        salida.write(f'{{\n "corte": {modulo_json.dumps(corte, ensure_ascii=False)},\n "renglones": [')

    def agregar(self, renglon: Celdas) -> None:
        objeto = dict(zip(self._columnas, renglon, strict=True))
        dicho = modulo_json.dumps(objeto, ensure_ascii=False, indent=1).replace("\n", "\n  ")
        self._salida.write(f"{',' if self._hay else ''}\n  {dicho}")
        self._hay = True

    def cerrar(self) -> None:
        self._salida.write("\n ]\n}" if self._hay else "]\n}")


def xlsx(hojas: Mapping[str, tuple[Celdas, Iterable[Sequence[Valor]]]], ahora: datetime) -> bytes:
    """Libro con los textos como texto y los números como número; los mismos datos dan los mismos octetos."""
    salida = io.BytesIO()
    with abrir_xlsx(salida, {nombre: columnas for nombre, (columnas, _) in hojas.items()}, ahora) as abiertas:
        for nombre, (_, renglones) in hojas.items():
            for uno in renglones:
                abiertas[nombre].agregar(uno)
    return salida.getvalue()


@contextmanager
def abrir_xlsx(
    salida: IO[bytes], hojas: Mapping[str, Celdas], ahora: datetime, sello: Callable[[], str] = str
) -> Iterator[dict[str, EnHoja]]:
    """Nombre de cada hoja (con sus columnas) → dónde se agregan sus renglones. El libro queda en `salida` al cerrar.

    `sello`: se pide al cerrar y va en sus propiedades.
    """
    with libro(salida, ahora) as abierto:
        negrita = abierto.add_format({"bold": True})
        abiertas = {nombre: EnHoja(abierto, nombre, columnas, negrita) for nombre, columnas in hojas.items()}
        yield abiertas
        for hoja in abiertas.values():
            hoja.cerrar()
        if dicho := sello():
            abierto.set_custom_property("sello", dicho, "text")


class EnHoja:
    """Encabezado en negrita y fijo, y al cerrar cada columna queda del ancho de lo que lleva: se lee al abrirla."""

    def __init__(self, abierto: Workbook, nombre: str, columnas: Celdas, negrita: Format) -> None:
        self._hoja, self._siguiente = abierto.add_worksheet(nombre), 1
        self._largos = [len(titulo) for titulo in columnas]
        self._hoja.freeze_panes(1, 0)
        renglon(self._hoja, 0, columnas, negrita)

    def agregar(self, valores: Sequence[Valor]) -> None:
        self._largos = [max(n, len(str(v))) for n, v in zip(self._largos, valores, strict=False)]
        renglon(self._hoja, self._siguiente, valores)
        self._siguiente += 1

    def cerrar(self) -> None:
        for n, largo in enumerate(self._largos):
            self._hoja.set_column(n, n, min(largo + 2, MAS_ANCHA))

"""Las hojas de un libro .xlsx o .xls, con lo que la biblioteca que las lee no dice.

Corre en un hijo del ayudante (`nucleo.recibidos`): aquí solo se importa lo que un libro necesita.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from conoceles.candidaturas.padron.archivo import biff, xlsx
from conoceles.candidaturas.padron.archivo.piezas import NADA_OCULTO, Celda, Lugar, Mirada

_NADA = Mirada([], NADA_OCULTO)


class SinMirar(Exception):
    """De un .xls no se pudo saber qué celdas traen errores ni qué esconde."""


def leer(contenido: bytes) -> tuple[dict[str, object], bytes]:
    """Lo de `hojas`, como lo contesta un hijo."""
    try:
        return {"hojas": hojas(contenido)}, b""
    except SinMirar:
        return {"sin_mirar": True}, b""


def hojas(contenido: bytes) -> list[list[object]]:
    """De cada hoja: nombre, renglones con las celdas como texto, cuántas valen por la de arriba, y lo oculto."""
    libro = CalamineWorkbook.from_filelike(io.BytesIO(contenido))
    miradas, de_xls = miradas_por_hoja(contenido), _de_xls(contenido, len(libro.sheets_metadata))
    leidas: list[list[object]] = []
    for dicha, suya in zip(libro.sheets_metadata, de_xls, strict=True):
        hoja, mirada = libro.get_sheet_by_name(dicha.name), miradas.get(dicha.name, suya)
        filas = [[texto(celda) for celda in fila] for fila in hoja.to_python(skip_empty_area=False)]
        con_errores(filas, mirada.errores)
        escritas = repartir(filas, hoja.merged_cell_ranges or ())
        ocultos = replace(mirada.ocultos, hoja=dicha.visible != SheetVisibleEnum.Visible)
        leidas.append([dicha.name, filas, escritas, asdict(ocultos)])
    return leidas


def _de_xls(contenido: bytes, hojas: int) -> list[Mirada]:
    """De un .xls, lo que su biblioteca no dice de cada hoja, en su orden; de otro libro, nada."""
    if not contenido.startswith(biff.FIRMA):
        return [_NADA] * hojas
    try:
        miradas = biff.miradas(contenido)
    except (struct.error, StopIteration):
        raise SinMirar from None
    if len(miradas) != hojas:
        raise SinMirar
    return miradas


def miradas_por_hoja(contenido: bytes) -> dict[str, Mirada]:
    """Por el nombre de la hoja; de un .xls, ninguna: las suyas van por su orden."""
    if not contenido.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
        return dict(xlsx.miradas(paquete))


def repartir(filas: list[list[str]], combinadas: Iterable[tuple[Lugar, Lugar]]) -> int:
    """Escribe en cada renglón lo que una celda combinada hacia abajo dice de todos; devuelve en cuántas celdas.

    Solo dentro de una columna, y nunca en un renglón que no tenga nada propio: ese no es de nadie.
    """
    propios = [any(celda.strip() for celda in fila) for fila in filas]
    escritas = 0
    for (arriba, columna), (abajo, derecha) in combinadas:
        dicho = filas[arriba][columna] if arriba < len(filas) and columna < len(filas[arriba]) else ""
        if derecha != columna or not dicho.strip():
            continue
        for renglon in range(arriba + 1, min(abajo + 1, len(filas))):
            if propios[renglon] and not filas[renglon][columna].strip():
                filas[renglon][columna] = dicho
                escritas += 1
    return escritas


def con_errores(filas: list[list[str]], errores: Iterable[Celda]) -> list[list[str]]:
    """Con el error escrito en su celda: leída por la biblioteca, parece vacía."""
    for renglon, columna, valor in errores:
        if renglon < len(filas) and columna < len(filas[renglon]):
            filas[renglon][columna] = valor
    return filas


def texto(celda: object) -> str:
    """Una celda como se lee en pantalla: 5.0 es «5», una fecha es ISO, un sí/no es «SI»/«NO»."""
    if isinstance(celda, bool):
        return "SI" if celda else "NO"
    if isinstance(celda, float) and celda.is_integer():
        return str(int(celda))
    if isinstance(celda, datetime):
        return celda.date().isoformat()
    if isinstance(celda, (date, time)):
        return celda.isoformat()
    if isinstance(celda, timedelta):
        return str(celda)
    return "" if celda is None else str(celda)

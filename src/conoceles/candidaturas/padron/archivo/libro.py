"""Abre un libro .xlsx o .xls en un proceso aparte, con la memoria contada. Solo usa la biblioteca que los lee.

Un archivo de pocos octetos puede declarar una celda en la última esquina: la biblioteca pide de golpe la memoria de
la hoja entera y aborta el proceso en que corre, sin excepción que atrapar. Aquí solo se pierde este.
Entra el archivo por la entrada y sale un JSON: las hojas, o el motivo por el que no se abre.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

SIN_VALOR = "#FÓRMULA!"  # una fórmula que se guardó sin su resultado
Celda = tuple[int, int, str]  # renglón y columna desde 0, y lo que trae
Lugar = tuple[int, int]  # renglón y columna, desde 0
_ESPACIO = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELACION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MEMORIA = 1 << 30
SEGUNDOS = 60  # de procesador


def hojas(contenido: bytes) -> list[list[object]]:
    """Nombre y renglones de cada hoja, con las celdas como texto, y cuántas estaban combinadas con la de arriba."""
    libro = CalamineWorkbook.from_filelike(io.BytesIO(contenido))
    errores = errores_por_hoja(contenido)
    leidas: list[list[object]] = []
    for nombre in libro.sheet_names:
        hoja = libro.get_sheet_by_name(nombre)
        filas = [[texto(celda) for celda in fila] for fila in hoja.to_python(skip_empty_area=False)]
        con_errores(filas, errores.get(nombre, ()))
        leidas.append([nombre, filas, repartir(filas, hoja.merged_cell_ranges or ())])
    return leidas


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


def errores_por_hoja(contenido: bytes) -> dict[str, list[Celda]]:
    """Celdas de un .xlsx que la biblioteca da por vacías y no lo están: errores y fórmulas sin resultado."""
    if not contenido.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
        return {nombre: list(_celdas_con_error(paquete.read(ruta))) for nombre, ruta in _hojas(paquete)}


def _hojas(paquete: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relaciones = ElementTree.fromstring(paquete.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 (memoria y tiempo, contados)
    destinos = {relacion.get("Id", ""): relacion.get("Target", "") for relacion in relaciones}
    presentes = set(paquete.namelist())
    libro = ElementTree.fromstring(paquete.read("xl/workbook.xml"))  # noqa: S314
    for hoja in libro.iter(f"{_ESPACIO}sheet"):
        destino = destinos.get(hoja.get(_RELACION, ""), "").lstrip("/")
        ruta = destino if destino.startswith("xl/") else f"xl/{destino}"
        if ruta in presentes:
            yield hoja.get("name", ""), ruta


def _celdas_con_error(xml: bytes) -> Iterator[Celda]:
    if b't="e"' not in xml and b"<f" not in xml:  # casi siempre: no se recorre
        return
    for _, elemento in ElementTree.iterparse(io.BytesIO(xml)):  # noqa: S314
        if elemento.tag == f"{_ESPACIO}c":
            valor, tipo = elemento.findtext(f"{_ESPACIO}v"), elemento.get("t")
            # Una fórmula cuyo resultado es un texto vacío dice `t="str"`: esa sí es una celda vacía.
            sin_valor = elemento.find(f"{_ESPACIO}f") is not None and not valor and tipo != "str"
            if tipo == "e" or sin_valor:
                yield (*_lugar(elemento.get("r", "")), valor or SIN_VALOR)
            elemento.clear()


def _lugar(referencia: str) -> tuple[int, int]:
    """«B3» → (2, 1)."""
    letras = referencia.rstrip("0123456789")
    columna = 0
    for letra in letras:
        columna = columna * 26 + ord(letra) - 64
    return int(referencia[len(letras) :]) - 1, columna - 1


def _limitar(recurso: int, tope: int) -> None:
    """Nunca por encima del que ya traiga el servicio: subirlo no se permite."""
    _, vigente = resource.getrlimit(recurso)
    tope = tope if vigente == resource.RLIM_INFINITY else min(tope, vigente)
    resource.setrlimit(recurso, (tope, tope))


def main() -> None:
    """Sale con 0 aunque no se abra; otro código es que murió a medias."""
    _limitar(resource.RLIMIT_AS, MEMORIA)
    _limitar(resource.RLIMIT_CPU, SEGUNDOS)
    _limitar(resource.RLIMIT_CORE, 0)  # un volcado llevaría datos personales al disco
    try:
        salida: dict[str, object] = {"hojas": hojas(sys.stdin.buffer.read())}
    except MemoryError:
        raise SystemExit(3) from None
    except BaseException as error:  # la biblioteca también falla con pánicos que no son `Exception`
        salida = {"error": str(error)}
    sys.stdout.write(json.dumps(salida))


if __name__ == "__main__":
    main()

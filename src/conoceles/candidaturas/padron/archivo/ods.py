"""Lo que la biblioteca no dice de un .ods: celdas combinadas, errores, y lo que esconde."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from conoceles.candidaturas.padron.archivo.piezas import SIN_VALOR, Celda, Lugar, Mirada, Ocultos

CONTENIDO = "content.xml"
_TOPE = 120_000  # lo que pasa de aquí no se admite
_ODS = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_VALOR = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DE_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"


def miradas(paquete: zipfile.ZipFile) -> Iterator[tuple[str, Mirada]]:
    """Nombre de cada hoja y lo suyo."""
    raiz = ElementTree.fromstring(paquete.read(CONTENIDO))  # noqa: S314 (memoria y tiempo, contados)
    for tabla in raiz.iter(f"{_ODS}table"):
        suyo = Mirada(list(_errores(tabla)), list(_combinadas(tabla)), _ocultos(tabla))
        yield tabla.get(f"{_ODS}name", ""), suyo


def _ocultos(tabla: ElementTree.Element) -> Ocultos:
    """`filter` es un renglón que su filtro esconde; `collapse`, lo que alguien ocultó."""
    renglones = list(_escondidos(tabla, "row"))
    columnas = ((n, n) for n, _ in _escondidos(tabla, "column"))
    return Ocultos(
        renglones=tuple(n for n, _ in renglones),
        columnas=tuple(columnas),
        filtro=any(como == "filter" for _, como in renglones),
    )


def _escondidos(tabla: ElementTree.Element, que: str) -> Iterator[tuple[int, str]]:
    lugar = 0
    for elemento in tabla.iter(f"{_ODS}table-{que}"):
        veces = int(elemento.get(f"{_ODS}number-{que}s-repeated", 1))
        if (como := elemento.get(f"{_ODS}visibility", "visible")) != "visible":
            yield from ((n, como) for n in range(lugar, min(lugar + veces, _TOPE)))
        lugar += veces


def _combinadas(tabla: ElementTree.Element) -> Iterator[tuple[Lugar, Lugar]]:
    for renglon, columna, celda in _celdas(tabla):
        if ancho := int(celda.get(f"{_ODS}number-columns-spanned", 0)):
            alto = int(celda.get(f"{_ODS}number-rows-spanned", 1))
            yield (renglon, columna), (renglon + alto - 1, columna + ancho - 1)


def _celdas(tabla: ElementTree.Element) -> Iterator[tuple[int, int, ElementTree.Element]]:
    """Cada celda con su renglón y su columna; de las repetidas, la primera."""
    renglon = 0
    for fila in tabla.iter(f"{_ODS}table-row"):
        columna = 0
        for celda in fila:
            yield renglon, columna, celda
            columna += int(celda.get(f"{_ODS}number-columns-repeated", 1))
        renglon += int(fila.get(f"{_ODS}number-rows-repeated", 1))


def _errores(tabla: ElementTree.Element) -> Iterator[Celda]:
    for renglon, columna, celda in _celdas(tabla):
        con_formula, tipo = celda.get(f"{_ODS}formula"), celda.get(f"{_VALOR}value-type")
        if celda.get(f"{_DE_CALC}value-type") == "error":
            dicho = "".join(celda.itertext()).strip()
            yield renglon, columna, dicho if dicho.startswith("#") else "#UNKNOWN!"
        elif con_formula and tipo is None:
            yield renglon, columna, SIN_VALOR

"""Lo que la biblioteca no dice de un .xlsx: errores, fórmulas sin resultado, y lo que esconde."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import cast
from xml.etree import ElementTree

from conoceles.candidaturas.padron.archivo.piezas import NADA_OCULTO, SIN_VALOR, Celda, Mirada, Ocultos

# Las dos maneras de nombrar lo mismo en [ECMA-376]: la de siempre y la «Strict», que Excel también guarda.
_DE_LIBRO = (
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "{http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_DE_RELACION = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)


def miradas(paquete: zipfile.ZipFile) -> Iterator[tuple[str, Mirada]]:
    """Nombre de cada hoja y lo suyo."""
    for nombre, ruta in _hojas(paquete):
        xml = paquete.read(ruta)
        yield nombre, Mirada(list(_celdas_con_error(xml)), _ocultos(xml))


def _hojas(paquete: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relaciones = ElementTree.fromstring(paquete.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 (memoria y tiempo, contados)
    destinos = {relacion.get("Id", ""): relacion.get("Target", "") for relacion in relaciones}
    presentes = set(paquete.namelist())
    libro = ElementTree.fromstring(paquete.read("xl/workbook.xml"))  # noqa: S314
    for hoja in libro.iterfind("{*}sheets/{*}sheet"):
        relacion = next((hoja.get(clave, "") for clave in _DE_RELACION if clave in hoja.attrib), "")
        destino = destinos.get(relacion, "").lstrip("/")
        ruta = destino if destino.startswith("xl/") else f"xl/{destino}"
        if ruta in presentes:
            yield hoja.get("name", ""), ruta


def _celdas_con_error(xml: bytes) -> Iterator[Celda]:
    if b't="e"' not in xml and b"<f" not in xml:  # casi siempre: no se recorre
        return
    for _, elemento in ElementTree.iterparse(io.BytesIO(xml)):  # noqa: S314
        if _que(elemento.tag) == "c":
            valor, tipo = elemento.findtext("{*}v"), elemento.get("t")
            # Una fórmula cuyo resultado es un texto vacío dice `t="str"`: esa sí es una celda vacía.
            sin_valor = elemento.find("{*}f") is not None and not valor and tipo != "str"
            if tipo == "e" or sin_valor:
                yield (*_lugar(elemento.get("r", "")), valor or SIN_VALOR)
            elemento.clear()


class _Escondidos:
    """Mira pasar las etiquetas de una hoja y no guarda ninguna: enteras no caben."""

    def __init__(self) -> None:
        self.renglon = -1
        self.renglones: list[int] = []
        self.columnas: list[int] = []
        self.filtro = False

    def start(self, etiqueta: str, dichos: dict[str, str]) -> None:
        que = _que(etiqueta)
        if que == "row":
            self.renglon = int(dichos.get("r", self.renglon + 2)) - 1
            self.renglones += [self.renglon] * _oculto(dichos)
        elif que == "col" and _oculto(dichos):
            self.columnas += range(int(dichos["min"]) - 1, int(dichos["max"]))
        elif que == "filterColumn":
            self.filtro = True

    def close(self) -> Ocultos:
        columnas = tuple((n, n) for n in self.columnas)
        return Ocultos(renglones=tuple(self.renglones), columnas=columnas, filtro=self.filtro)


def _que(etiqueta: str) -> str:
    """«row» de una hoja; de otra cosa, como el lugar de un dibujo, «»."""
    espacio, _, nombre = etiqueta.rpartition("}")
    return nombre if espacio in _DE_LIBRO else ""


def _oculto(dichos: dict[str, str]) -> bool:
    return dichos.get("hidden") in ("1", "true")


def _ocultos(xml: bytes) -> Ocultos:
    if b"hidden" not in xml:  # casi siempre: no se recorre
        return NADA_OCULTO
    lector = ElementTree.XMLParser(target=_Escondidos())  # noqa: S314 (memoria y tiempo, contados)
    lector.feed(xml)
    return cast(Ocultos, lector.close())


def _lugar(referencia: str) -> tuple[int, int]:
    """«B3» → (2, 1)."""
    letras = referencia.rstrip("0123456789")
    columna = 0
    for letra in letras:
        columna = columna * 26 + ord(letra) - 64
    return int(referencia[len(letras) :]) - 1, columna - 1

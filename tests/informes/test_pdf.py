"""Cada PDF que sale lleva etiquetas, título e idioma: lo lee una persona que no ve."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from conoceles.informes import salidas
from conoceles.informes.catalogo import TIPOS, armar
from conoceles.informes.contexto import abrir
from personas import CLAVE


def etiquetas(octetos: bytes) -> Counter[str]:
    """Cuántas veces aparece cada etiqueta en el árbol de estructura."""
    raiz = PdfReader(io.BytesIO(octetos)).trailer["/Root"]
    return Counter(_recorrer(raiz["/StructTreeRoot"]))


def _recorrer(nodo: Any) -> Iterator[str]:
    nodo = nodo.get_object() if isinstance(nodo, IndirectObject) else nodo
    if isinstance(nodo, list):
        for hijo in nodo:
            yield from _recorrer(hijo)
    elif isinstance(nodo, DictionaryObject):
        if "/S" in nodo:
            yield str(nodo["/S"])
        yield from _recorrer(nodo.get("/K", []))


def revisar(octetos: bytes, titulo: str) -> Counter[str]:
    """Lo que exige PDF/UA-1 y se puede leer sin un validador; devuelve sus etiquetas."""
    lector = PdfReader(io.BytesIO(octetos))
    raiz: Any = lector.trailer["/Root"]
    assert raiz["/MarkInfo"]["/Marked"]
    assert str(raiz["/Lang"]).startswith("es")
    assert raiz["/ViewerPreferences"]["/DisplayDocTitle"]
    assert lector.metadata is not None
    assert titulo in str(lector.metadata.title)
    halladas = etiquetas(octetos)
    assert halladas["/Document"] or halladas["/H1"]
    return halladas


@pytest.mark.lenta
@pytest.mark.parametrize("tipo", TIPOS)
def test_cada_informe_tiene_etiquetas_titulo_e_idioma(eleccion: object, ahora: datetime, tipo: str) -> None:
    documento = armar(TIPOS[tipo], abrir(CLAVE, ahora))
    halladas = revisar(salidas.pdf(documento), documento.titulo)
    con_filas = [t for t in documento.tablas if t.renglones]
    assert halladas["/H1"] == 1
    partes = {t.parte for t in documento.tablas if t.parte}
    assert halladas["/H2"] + halladas["/H3"] == len(documento.tablas) + len(partes)
    assert halladas["/H3"] == sum(bool(t.parte) for t in documento.tablas)
    assert halladas["/Table"] == len(con_filas)
    assert halladas["/TH"] == sum(len(t.columnas) for t in con_filas)
    assert halladas["/TD"] == sum(len(t.columnas) * len(t.renglones) for t in con_filas)

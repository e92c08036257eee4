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

from conoceles.estadistica.consultas import en_corte
from conoceles.estadistica.graficas import barras
from conoceles.informes.catalogo import TIPOS, armar
from conoceles.informes.contexto import abrir
from conoceles.informes.documento import salidas
from conoceles.informes.documento.anchos import AIRE, medir
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
    dibujadas = [t.grafica for t in documento.tablas if t.grafica]
    assert bool(dibujadas) is (tipo == "final")
    con_qr = 1  # el de su hoja en el registro
    assert halladas["/Figure"] == sum(len(g.trozos) for g in dibujadas) + bool(documento.emblema) + con_qr
    assert halladas["/Caption"] == len(dibujadas)
    assert halladas["/Table"] == len(con_filas)
    assert halladas["/TH"] == sum(len(t.columnas) for t in con_filas)
    assert halladas["/TD"] == sum(len(t.columnas) * len(t.renglones) for t in con_filas)


def test_la_grafica_del_final_es_la_del_sitio_con_su_denominador(eleccion: object, ahora: datetime) -> None:
    publicos = {i["id"]: i for i in en_corte(CLAVE, ahora)}
    tablas = {t.clave: t for t in armar(TIPOS["final"], abrir(CLAVE, ahora)).tablas}
    for clave, suyo in (("Q1", "captura.cargo"), ("F1", "poblacion.sexo")):
        grafica, indicador = tablas[clave].grafica, publicos[suyo]
        assert grafica is not None
        assert (grafica.trozos, grafica.dicho) == ((barras(indicador),), indicador["frase"])
        assert f"Denominador: {indicador['denominador']} " in grafica.pie


def test_ninguna_palabra_se_parte_si_otra_columna_puede_ceder() -> None:
    largo = "una respuesta que ocupa varios renglones de la hoja " * 4
    anchos, partir = medir(("Sexo", "Texto"), [("Hombre", largo)], apaisado=False)
    assert not partir
    assert anchos[0] >= AIRE + len("Hombre")
    assert medir(("A", "B"), [("x" * 90, "y" * 90)], apaisado=False)[1]

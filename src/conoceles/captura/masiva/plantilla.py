"""La hoja para llenar: un renglón por candidatura, con lo ya guardado y listas para elegir."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from itertools import zip_longest

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from conoceles.candidaturas.models import Candidatura
from conoceles.captura.lista import lugar
from conoceles.captura.masiva.columnas import FECHA, FIJAS, Columna, a_celda, columnas
from conoceles.curricular import consultas as curricular
from conoceles.nucleo.papel.libro import libro, renglon
from conoceles.proceso.definicion import Definicion

HOJA, CATALOGOS, LEAME = "CANDIDATURAS", "CATALOGOS", "INSTRUCCIONES"
PRIMERO = 2  # desde 0; antes van lo que se lee y, oculto, las claves
INSTRUCCIONES = (
    "Cada renglón de la hoja CANDIDATURAS es una candidatura a su cargo. No cambie el folio ni los encabezados.",
    "Una celda vacía no cambia nada: para borrar una respuesta, hágalo en la pantalla.",
    "Donde hay lista, elija de la lista. En las respuestas de varios elementos, escriba uno por renglón.",
    "El cuestionario de identidad no va en esta hoja: se contesta en el sistema, cifrado.",
    "Las fotografías van aparte, en un archivo .zip: una por candidatura, llamada con su folio (abcd1234.jpg).",
    "Al cargar la hoja se guardan borradores. No se envía nada: eso lo hace usted después, en el sistema.",
)


def generar(definicion: Definicion, filas: Iterable[Candidatura], *, ahora: datetime) -> bytes:
    """El libro en .xlsx, con las candidaturas dadas. Toda celda es texto."""
    salida = io.BytesIO()
    propias = columnas(definicion.curricular)
    with libro(salida, ahora) as abierto:
        _instrucciones(abierto)
        hoja, catalogos = abierto.add_worksheet(HOJA), abierto.add_worksheet(CATALOGOS)
        hoja.activate()
        _encabezar(abierto, hoja, propias)
        ultimo = _escribir(abierto, hoja, filas, definicion, propias)
        _listas(abierto, hoja, catalogos, propias, ultimo)
    return salida.getvalue()


def _encabezar(abierto: Workbook, hoja: Worksheet, propias: list[Columna]) -> None:
    titulos = [*FIJAS, *((c.clave, c.titulo) for c in propias), FECHA]
    for n in range(len(titulos)):
        hoja.set_column(n, n, 14 if n in (0, len(titulos) - 1) else 32)
    titulo = abierto.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    renglon(hoja, 0, [texto for _, texto in titulos], titulo)
    hoja.set_row(1, None, None, {"hidden": True})
    renglon(hoja, 1, [clave for clave, _ in titulos])
    hoja.freeze_panes(2, 2)


def _escribir(
    abierto: Workbook,
    hoja: Worksheet,
    filas: Iterable[Candidatura],
    definicion: Definicion,
    propias: list[Columna],
) -> int:
    """Un renglón por candidatura; devuelve el último, contado desde 0."""
    como_texto = abierto.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    numero = PRIMERO
    for numero, fila in enumerate(filas, PRIMERO):
        contenido = curricular.contenido(fila)
        fijas = (fila.folio, fila.nombre, lugar(fila, definicion))
        renglon(hoja, numero, [*fijas, *(a_celda(c, contenido) for c in propias), ""], como_texto)
    return numero


def _listas(
    abierto: Workbook, hoja: Worksheet, catalogos: Worksheet, propias: list[Columna], ultimo: int
) -> None:
    """Un catálogo por columna de la hoja CATALOGOS, y la lista que lo usa en cada celda."""
    de_opciones = [(n, c) for n, c in enumerate(propias, len(FIJAS)) if c.campo.tipo == "opcion"]
    renglon(catalogos, 0, [c.titulo for _, c in de_opciones], abierto.add_format({"bold": True}))
    etiquetas = ([opcion.etiqueta for opcion in c.campo.opciones] for _, c in de_opciones)
    for n, cada_una in enumerate(zip_longest(*etiquetas, fillvalue=""), 1):
        renglon(catalogos, n, cada_una)
    for lugar_, (n, columna) in enumerate(de_opciones):
        rango = xl_range_abs(1, lugar_, len(columna.campo.opciones), lugar_)
        lista = {"validate": "list", "source": f"={CATALOGOS}!{rango}"}
        aviso = {"error_message": "Elija una respuesta de la lista."}
        hoja.data_validation(PRIMERO, n, ultimo, n, lista | aviso)


def _instrucciones(abierto: Workbook) -> None:
    hoja = abierto.add_worksheet(LEAME)
    hoja.set_column(0, 0, 110)
    formato = abierto.add_format({"text_wrap": True, "valign": "top"})
    for n, frase in enumerate(INSTRUCCIONES):
        renglon(hoja, n, [frase], formato)

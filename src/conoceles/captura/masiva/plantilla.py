"""La hoja para llenar: un renglón por candidatura, con lo ya guardado y listas para elegir."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime, timezone

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from conoceles.candidaturas.models import Candidatura
from conoceles.captura.lista import lugar
from conoceles.captura.masiva.columnas import FECHA, FIJAS, Columna, a_celda, columnas
from conoceles.curricular import consultas as curricular
from conoceles.proceso.definicion import Definicion

HOJA, CATALOGOS, LEAME = "CANDIDATURAS", "CATALOGOS", "INSTRUCCIONES"
PRIMER_RENGLON = 3  # 1: lo que se lee; 2: claves, oculto
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
    libro = Workbook()
    hoja = libro.active
    hoja.title = HOJA
    propias = columnas(definicion.curricular)
    _encabezar(hoja, propias)
    renglon = PRIMER_RENGLON
    for fila in filas:
        _escribir(hoja, renglon, fila, definicion, propias)
        renglon += 1
    _listas(libro, hoja, propias, max(renglon - 1, PRIMER_RENGLON))
    _instrucciones(libro)
    momento = ahora.astimezone(timezone.utc).replace(tzinfo=None, microsecond=0)
    libro.properties.creator = "Conóceles"
    libro.properties.created = libro.properties.modified = momento
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def _encabezar(hoja: Worksheet, propias: list[Columna]) -> None:
    titulos = [*FIJAS, *((c.clave, c.titulo) for c in propias), FECHA]
    for n, (clave, titulo) in enumerate(titulos, 1):
        hoja.cell(1, n, titulo).font = Font(bold=True)
        hoja.cell(1, n).alignment = Alignment(wrap_text=True, vertical="top")
        hoja.cell(2, n, clave)
        hoja.column_dimensions[get_column_letter(n)].width = 14 if n in (1, len(titulos)) else 32
    hoja.row_dimensions[2].hidden = True
    hoja.freeze_panes = "C3"


def _escribir(
    hoja: Worksheet, renglon: int, fila: Candidatura, definicion: Definicion, propias: list[Columna]
) -> None:
    contenido = curricular.contenido(fila)
    fijas = (fila.folio, fila.nombre, lugar(fila, definicion))
    textos = [*fijas, *(a_celda(c, contenido) for c in propias)]
    for n, texto in enumerate(textos, 1):
        celda = hoja.cell(renglon, n)
        if texto:
            celda.value = texto
            celda.data_type = "s"  # un texto que empieza con «=» no es una fórmula
        celda.number_format = "@"
        celda.alignment = Alignment(wrap_text=True, vertical="top")
        celda.protection = Protection(locked=n <= len(fijas))
    hoja.cell(renglon, len(textos) + 1).number_format = "@"


def _listas(libro: Workbook, hoja: Worksheet, propias: list[Columna], ultimo: int) -> None:
    """Un catálogo por columna de la hoja CATALOGOS, y la lista que lo usa en cada celda."""
    catalogos = libro.create_sheet(CATALOGOS)
    de_opciones = [(n, c) for n, c in enumerate(propias, len(FIJAS) + 1) if c.campo.tipo == "opcion"]
    for lugar_, (n, columna) in enumerate(de_opciones, 1):
        letra = get_column_letter(lugar_)
        catalogos.cell(1, lugar_, columna.titulo).font = Font(bold=True)
        for m, opcion in enumerate(columna.campo.opciones, 2):
            catalogos.cell(m, lugar_, opcion.etiqueta)
        fin = len(columna.campo.opciones) + 1
        lista = DataValidation("list", formula1=f"{CATALOGOS}!${letra}$2:${letra}${fin}", allow_blank=True)
        lista.error = "Elija una respuesta de la lista."
        celda = get_column_letter(n)
        lista.add(f"{celda}{PRIMER_RENGLON}:{celda}{ultimo}")
        hoja.add_data_validation(lista)


def _instrucciones(libro: Workbook) -> None:
    hoja = libro.create_sheet(LEAME, 0)
    hoja.column_dimensions["A"].width = 110
    for n, frase in enumerate(INSTRUCCIONES, 1):
        hoja.cell(n, 1, frase).alignment = Alignment(wrap_text=True, vertical="top")
    libro.active = 1

"""El padrón en blanco de una elección: encabezados que el importador reconoce, listas de valores y ayuda."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from conoceles.candidaturas.padron.pedidas import AYUDA, Pedida, pedidas
from conoceles.proceso.definicion import Definicion

_RENGLONES = 5_000  # con listas y formato de texto


def plantilla(definicion: Definicion) -> bytes:
    """Libro .xlsx con dos hojas: el padrón vacío y su ayuda."""
    libro = Workbook()
    columnas = pedidas(definicion)
    hoja = libro.active
    assert isinstance(hoja, Worksheet)
    hoja.title = "Padrón"
    hoja.append([columna.titulo for columna in columnas])
    hoja.freeze_panes = "A2"
    ayuda = libro.create_sheet(AYUDA)
    _explicar(ayuda, definicion, columnas)
    listas = _listas(ayuda, columnas)
    for indice, columna in enumerate(columnas, start=1):
        _preparar(hoja, indice, columna, listas.get(columna.clave, ""))
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def _preparar(hoja: Worksheet, indice: int, columna: Pedida, lista: str) -> None:
    letra = get_column_letter(indice)
    hoja[f"{letra}1"].font = Font(bold=True)
    hoja.column_dimensions[letra].width = max(14, len(columna.titulo) + 4)
    hoja.column_dimensions[letra].number_format = "@"  # como texto: «05» y las fechas quedan como se escriben
    if lista:
        regla = DataValidation(type="list", formula1=lista, allow_blank=True, showErrorMessage=True)
        regla.errorTitle, regla.error = columna.titulo, "Elija un valor de la lista."
        regla.add(f"{letra}2:{letra}{_RENGLONES}")
        hoja.add_data_validation(regla)


def _explicar(hoja: Worksheet, definicion: Definicion, columnas: Sequence[Pedida]) -> None:
    hoja.append([f"{AYUDA}: {definicion.nombre}"])
    hoja.append(["Una persona en cada renglón. No cambie los encabezados de la otra hoja."])
    hoja.append(["Una celda vacía no borra lo que ya se tenía; para borrar un dato, escriba (borrar)."])
    hoja.append([])
    hoja.append(["Columna", "¿Es obligatoria?", "Qué se escribe"])
    for columna in columnas:
        hoja.append([columna.titulo, "Sí" if columna.obligatoria else "No", columna.ayuda])
    hoja.append([])
    hoja.append(["Valores que admite cada columna"])
    for renglon in (1, 5, hoja.max_row):
        for celda in hoja[renglon]:
            celda.font = Font(bold=True)
    for letra, ancho in (("A", 30), ("B", 30), ("C", 80)):
        hoja.column_dimensions[letra].width = ancho
    for (celda,) in hoja.iter_rows(min_row=6, min_col=3, max_col=3):
        celda.alignment = Alignment(wrap_text=True, vertical="top")


def _listas(hoja: Worksheet, columnas: Sequence[Pedida]) -> dict[str, str]:
    """Escribe cada lista en su columna de la ayuda y devuelve su rango."""
    primera, rangos = hoja.max_row + 1, {}
    for indice, columna in enumerate((c for c in columnas if c.valores), start=1):
        hoja.cell(primera, indice, columna.titulo)
        for paso, valor in enumerate(columna.valores, start=1):
            hoja.cell(primera + paso, indice, valor)
        letra = get_column_letter(indice)
        rangos[columna.clave] = f"'{AYUDA}'!${letra}${primera + 1}:${letra}${primera + len(columna.valores)}"
    return rangos

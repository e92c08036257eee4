"""El padrón en blanco de una elección: encabezados que el importador reconoce, listas de valores y ayuda."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from itertools import zip_longest

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from conoceles.candidaturas.padron.pedidas import AYUDA, Pedida, pedidas
from conoceles.nucleo.papel.libro import libro, renglon
from conoceles.proceso.definicion import Definicion

_RENGLONES = 5_000  # con listas y formato de texto


def plantilla(definicion: Definicion, *, ahora: datetime) -> bytes:
    """Libro .xlsx con dos hojas: el padrón vacío y su ayuda."""
    salida = io.BytesIO()
    columnas = pedidas(definicion)
    with libro(salida, ahora) as abierto:
        hoja, ayuda = abierto.add_worksheet("Padrón"), abierto.add_worksheet(AYUDA)
        listas = _explicar(abierto, ayuda, definicion, columnas)
        _preparar(abierto, hoja, columnas, listas)
    return salida.getvalue()


def _preparar(abierto: Workbook, hoja: Worksheet, columnas: Sequence[Pedida], listas: dict[str, str]) -> None:
    # Como texto: «05» y las fechas quedan como se escriben.
    como_texto = abierto.add_format({"num_format": "@"})
    hoja.freeze_panes(1, 0)
    renglon(hoja, 0, [columna.titulo for columna in columnas], abierto.add_format({"bold": True}))
    for n, columna in enumerate(columnas):
        hoja.set_column(n, n, max(14, len(columna.titulo) + 4), como_texto)
        if lista := listas.get(columna.clave):
            aviso = {"error_title": columna.titulo[:32], "error_message": "Elija un valor de la lista."}
            hoja.data_validation(1, n, _RENGLONES - 1, n, {"validate": "list", "source": lista, **aviso})


def _explicar(
    abierto: Workbook, hoja: Worksheet, definicion: Definicion, columnas: Sequence[Pedida]
) -> dict[str, str]:
    """Llena la ayuda, con las listas al final, y devuelve el rango de cada una."""
    negrita = abierto.add_format({"bold": True})
    for letra, ancho in (("A", 30), ("B", 30), ("C", 80)):
        hoja.set_column(f"{letra}:{letra}", ancho)
    renglon(hoja, 0, [f"{AYUDA}: {definicion.nombre}"], negrita)
    renglon(hoja, 1, ["Una persona en cada renglón. No cambie los encabezados de la otra hoja."])
    renglon(hoja, 2, ["Una celda vacía no borra lo que ya se tenía; para borrar un dato, escriba (borrar)."])
    renglon(hoja, 4, ["Columna", "¿Es obligatoria?", "Qué se escribe"], negrita)
    ayuda = abierto.add_format({"text_wrap": True, "valign": "top"})
    for n, columna in enumerate(columnas, 5):
        renglon(hoja, n, [columna.titulo, "Sí" if columna.obligatoria else "No"])
        hoja.write_string(n, 2, columna.ayuda, ayuda)
    sigue = len(columnas) + 6
    renglon(hoja, sigue, ["Valores que admite cada columna"], negrita)
    return _listar(hoja, sigue + 1, [columna for columna in columnas if columna.valores])


def _listar(hoja: Worksheet, primero: int, columnas: Sequence[Pedida]) -> dict[str, str]:
    renglon(hoja, primero, [columna.titulo for columna in columnas])
    valores = zip_longest(*(columna.valores for columna in columnas), fillvalue="")
    for n, admitidos in enumerate(valores, primero + 1):
        renglon(hoja, n, admitidos)
    return {
        columna.clave: f"='{AYUDA}'!" + xl_range_abs(primero + 1, n, primero + len(columna.valores), n)
        for n, columna in enumerate(columnas)
    }

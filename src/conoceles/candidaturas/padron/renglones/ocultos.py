"""Lo que el archivo esconde entra como lo demás, y alguien lo acepta: puede ser lo que se quitó o lo que solo no se veía."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name

from conoceles.candidaturas.padron.archivo.lectura import Hoja
from conoceles.candidaturas.padron.encabezados import Tabla
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.renglones.normalizar import vacio
from conoceles.nucleo.texto import cuantos


def exigir_que_se_vea(hoja: Hoja, tabla: Tabla, informe: Informe) -> None:
    """Un error por la hoja, por cada renglón y por cada columna que se leen y no se ven. Lo que no se lee se dice aparte."""
    if hoja.ocultos.hoja:
        entran = cuantos(len(tabla.filas), "renglón entraría", "renglones entrarían")
        mensaje = f"La hoja está oculta en el archivo: {entran}. Muéstrela, o quítela si no va."
        informe.fallar("HOJA_OCULTA", mensaje, hoja.nombre, valores=len(tabla.filas))
    _renglones(hoja, tabla, informe)
    _columnas(hoja, tabla, informe)


def _renglones(hoja: Hoja, tabla: Tabla, informe: Informe) -> None:
    escondidos = set(hoja.ocultos.renglones)
    mensaje = "El renglón está oculto en el archivo y entraría como los demás. Muéstrelo, o quítelo si no va."
    if hoja.ocultos.filtro:
        mensaje = f"{mensaje[:-1]}; la hoja trae un filtro puesto, y puede ser lo que lo esconde."
    for numero in dict.fromkeys(numero for numero, _ in tabla.filas if numero - 1 in escondidos):
        informe.fallar("RENGLON_OCULTO", mensaje, hoja.nombre, numero)


def _columnas(hoja: Hoja, tabla: Tabla, informe: Informe) -> None:
    usadas = {*tabla.columnas.values(), *(tabla.preguntas.values() if tabla.es_identidad else ())}
    for indice, lugar in hoja.ocultos.columnas:
        llenas = sum(indice < len(fila) and not vacio(fila[indice]) for _, fila in tabla.filas)
        if indice in usadas and llenas:
            entran = cuantos(llenas, "valor entraría", "valores entrarían")
            mensaje = f"La columna está oculta en el archivo: {entran}. Muéstrela, o quítela si no va."
            columna = f"{xl_col_to_name(lugar)} ({tabla.encabezados[indice]})"
            informe.fallar("COLUMNA_OCULTA", mensaje, hoja.nombre, columna=columna, valores=llenas)

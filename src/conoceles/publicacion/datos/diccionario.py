"""`datos/diccionario.csv`: qué es cada columna, de qué tipo y con qué opciones."""

from __future__ import annotations

from collections.abc import Sequence

from conoceles.publicacion.datos import curricular, identidad
from conoceles.publicacion.datos.columnas import Columna, celdas
from conoceles.publicacion.lectura.fichas_de import Marco

CUALQUIERA = Columna(
    "(cualquiera)",
    "En los CSV, un texto que empieza con = + - @ lleva un apóstrofo delante para que la hoja de cálculo no lo tome "
    "por fórmula; no es parte del dato y no está en el JSON ni en el XLSX",
)
COLUMNAS = (  # de un par (archivo, columna)
    Columna("ARCHIVO", "Archivo en que está la columna", lambda p: p[0]),
    Columna("COLUMNA", "Encabezado de la columna", lambda p: p[1].nombre),
    Columna("DESCRIPCION", "Qué lleva", lambda p: p[1].texto),
    Columna(
        "TIPO",
        "De qué tipo es la pregunta o el dato",
        lambda p: p[1].campo.tipo if p[1].campo else "texto",
    ),
    Columna("OPCIONES", "Las respuestas posibles, cada una con su clave", lambda p: _opciones(p[1])),
    Columna(
        "VISIBILIDAD",
        "Si es pública o depende del consentimiento de cada persona",
        lambda p: p[1].visibilidad,
    ),
)


def archivos(marco: Marco) -> dict[str, Sequence[Columna]]:
    """Las columnas de cada archivo, en su orden."""
    return {
        "curricular": curricular.columnas(marco),
        "identidad": identidad.columnas(marco),
        "identidad_agregados": identidad.AGREGADOS,
        "diccionario": COLUMNAS,
    }


def renglones(marco: Marco) -> list[list[str]]:
    """Una línea por columna de cada archivo."""
    pares = [(archivo, c) for archivo, columnas in archivos(marco).items() for c in columnas]
    notas = [(archivo, CUALQUIERA) for archivo in ("curricular", "identidad")]
    ultimas = len(pares) - len(COLUMNAS)  # las del propio diccionario cierran la lista
    return [celdas(COLUMNAS, par) for par in (*pares[:ultimas], *notas, *pares[ultimas:])]


def _opciones(columna: Columna) -> str:
    return "; ".join(f"{o.clave}: {o.etiqueta}" for o in columna.campo.opciones) if columna.campo else ""

"""`datos/diccionario.csv`: qué es cada columna, de qué tipo y con qué opciones."""

from __future__ import annotations

from conoceles.proceso.definicion import Campo
from conoceles.publicacion.datos import curricular, identidad, ine
from conoceles.publicacion.fichas_de import Marco

APOSTROFO = (
    "En los CSV, un texto que empieza con = + - @ lleva un apóstrofo delante para que la hoja de cálculo no lo tome "
    "por fórmula; no es parte del dato y no está en el JSON ni en el XLSX"
)
COLUMNAS = {
    "ARCHIVO": "Archivo en que está la columna",
    "COLUMNA": "Encabezado de la columna",
    "DESCRIPCION": "Qué lleva",
    "TIPO": "De qué tipo es la pregunta o el dato",
    "OPCIONES": "Las respuestas posibles, cada una con su clave",
    "VISIBILIDAD": "Si es pública o depende del consentimiento de cada persona",
}


def renglones(marco: Marco) -> list[list[str]]:
    """Una línea por columna de cada archivo."""
    campos = {c.clave: c for c in marco.definicion.curricular.campos()}
    lineas = [_linea("curricular", c, d, None) for c, d in curricular.LUGAR.items()]
    lineas += [_linea("curricular", c, "", campos.get(k)) for c, k in {**ine.CONTACTO, **ine.RESTO}.items()]
    lineas += [_linea("curricular", c, d, None) for c, d in curricular.PROPIAS.items()]
    lineas += [_linea("identidad", c, "Como en curricular", None) for c in identidad.FIJAS]
    preguntas = marco.definicion.identidad.campos()
    lineas += [_linea("identidad", c.clave, "", c, "con consentimiento") for c in preguntas]
    lineas += [_linea("identidad_agregados", c, d, None) for c, d in identidad.AGREGADOS.items()]
    lineas += [_linea(archivo, "(cualquiera)", APOSTROFO, None) for archivo in ("curricular", "identidad")]
    return lineas + [_linea("diccionario", c, d, None) for c, d in COLUMNAS.items()]


def _linea(
    archivo: str, columna: str, texto: str, campo: Campo | None, visibilidad: str = "pública"
) -> list[str]:
    opciones = "; ".join(f"{o.clave}: {o.etiqueta}" for o in campo.opciones) if campo else ""
    tipo = campo.tipo if campo else "texto"
    return [archivo, columna, texto or (campo.etiqueta if campo else ""), tipo, opciones, visibilidad]

"""Qué encabezados reconoce el importador y qué códigos se pueden aceptar: las tablas de la orden y del manual."""

from __future__ import annotations

from conoceles.candidaturas.padron.codigos import ACEPTABLES
from conoceles.candidaturas.padron.encabezados import admitidos, columna_de
from conoceles.candidaturas.padron.pedidas import pedidas
from conoceles.proceso.definicion import Definicion

_QUE_ES = {
    "fuerza": "Quien postula: partido, coalición, candidatura común o independiente",
    "partido": "Partido que sigla o de origen, dentro de una alianza",
    "coalicion": "Alianza, si va en columna aparte del partido",
    "postulacion": "Cómo se postula; también puede decir el cargo",
    "cargo": "Cargo",
    "principio": "Mayoría relativa o representación proporcional",
    "entidad": "Entidad; los renglones de otra se cuentan y no entran",
    "distrito": "Número del distrito local",
    "cabecera": "Cabecera del distrito; debe ser la del número",
    "municipio": "Municipio",
    "ambito": "Distrito o municipio, en una sola columna",
    "circunscripcion": "Circunscripción",
    "numero": "Lugar en la lista o número de fórmula",
    "nombre": "Nombre, completo o sin apellidos si estos van aparte",
    "primer_apellido": "Primer apellido",
    "segundo_apellido": "Segundo apellido",
    "apellidos": "Los dos apellidos en una columna",
    "nombre_suplente": "Suplente, cuando la fórmula va en un renglón; en un mapa, `suplente.nombre`",
    "calidad": "Propietaria o suplente",
    "sexo": "Sexo; la M sola se entiende por las demás celdas de su columna",
    "sexo_suplente": "Sexo de la suplente, cuando la fórmula va en un renglón; en un mapa, `suplente.sexo`",
    "genero": "Género",
    "edad": "Años cumplidos el día de la jornada",
    "nacimiento": "Fecha de nacimiento",
    "curp": "CURP; solo se guarda un resumen con llave",
    "sobrenombre": "Sobrenombre, como se publica",
    "reeleccion": "Elección consecutiva: sí o no",
    "medida": "Acción afirmativa",
    "correo": "Correo de avisos",
}


def columnas(definicion: Definicion | None = None) -> list[dict[str, str]]:
    """Una por columna: `columna`, `que_es` y `encabezados`, del preferido al más raro. Con una elección, sus preguntas."""
    cuestionario = definicion.curricular if definicion else None
    preguntas = {columna_de(c): c.etiqueta for c in cuestionario.campos()} if cuestionario else {}
    return [
        {
            "columna": clave,
            "que_es": _QUE_ES.get(clave)
            or f"Respuesta a «{preguntas[clave]}»; solo en una elección histórica",
            "encabezados": ", ".join(encabezados),
        }
        for clave, encabezados in admitidos(definicion).items()
    ]


def valores(definicion: Definicion) -> dict[str, str]:
    """Columna → los valores que admite en esa elección."""
    return {columna.clave: ", ".join(columna.valores) for columna in pedidas(definicion) if columna.valores}


def tabla_de_columnas() -> str:
    """En Markdown, para el manual. Los de las respuestas no son de nadie más que de cada elección: no van."""
    filas = [f"| {c['que_es']} | {_en_codigo(c['encabezados'])} |" for c in columnas()]
    return "\n".join(["| dato | encabezados que se reconocen |", "|---|---|", *filas])


def tabla_de_codigos() -> str:
    """En Markdown, para el manual."""
    filas = [f"| `{codigo}` | {consecuencia} |" for codigo, consecuencia in ACEPTABLES.items()]
    return "\n".join(["| código | si se acepta |", "|---|---|", *filas])


def _en_codigo(encabezados: str) -> str:
    return ", ".join(f"`{encabezado}`" for encabezado in encabezados.split(", "))

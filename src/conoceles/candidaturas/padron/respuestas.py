"""Las respuestas curriculares del formato del INE, como contenido de una versión importada."""

from __future__ import annotations

import re
from typing import Any

from conoceles.candidaturas.padron.normalizar import clave, linea, parrafos
from conoceles.nucleo.texto import slug
from conoceles.proceso.definicion import Cuestionario, Definicion

_TEXTOS = ("historia", "trayectoria", "motivo", "propuesta_1", "propuesta_2", "propuesta_genero")
_LISTAS = {"redes": "redes", "correo_publico": "correos", "telefonos": "telefonos"}
_UNA_FORMA = {"trunca": "trunco"}  # el archivo de 2022 escribe las dos


def contenido(celdas: dict[str, str], definicion: Definicion) -> dict[str, Any]:
    """Claves del cuestionario → valor; lo vacío no aparece. Sin ninguna respuesta, un diccionario vacío.

    Las listas se separan de modo que volver a unirlas (", " en contactos, "," en cursos) da el texto original.
    """
    respuestas: dict[str, Any] = {campo: parrafos(celdas.get(campo, "")) for campo in _TEXTOS}
    for columna, campo in _LISTAS.items():
        texto = linea(celdas.get(columna, ""))
        respuestas[campo] = texto.split(", ") if texto else []
    respuestas["pagina_web"] = linea(celdas.get("pagina_web", ""))
    domicilio = linea(celdas.get("casa_campana", ""))
    respuestas["casa_campana"] = {"texto": domicilio} if domicilio else {}
    respuestas["cursos"] = _cursos(parrafos(celdas.get("cursos", "")))
    for campo in ("grado", "estatus_grado"):
        etiqueta = linea(celdas.get(campo, ""))
        # Un grado que el catálogo no tiene se conserva: nada de lo contestado se pierde.
        respuestas[campo] = opcion(definicion.curricular, campo, etiqueta) or slug(etiqueta).replace("-", "_")
    return {campo: valor for campo, valor in respuestas.items() if valor}


def opcion(cuestionario: Cuestionario, campo: str, etiqueta: str) -> str:
    """Clave de la opción que se lee así, por etiqueta o sinónimo; «» si el cuestionario no la tiene."""
    if not etiqueta:
        return ""
    comparable = _UNA_FORMA.get(clave(etiqueta), clave(etiqueta))
    for pregunta in cuestionario.campos():
        if pregunta.clave == campo:
            for posible in pregunta.opciones:
                if comparable in {
                    clave(forma) for forma in (posible.etiqueta, posible.clave, *posible.sinonimos)
                }:
                    return posible.clave
    return ""


def _cursos(texto: str) -> list[str]:
    """El sistema de origen unía los cursos con una coma sin espacio; la coma con espacio es del texto."""
    return re.split(r",(?=\S)", texto) if texto else []

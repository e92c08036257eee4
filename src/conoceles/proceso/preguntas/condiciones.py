"""Qué preguntas se muestran y qué pasa con las que una regla salta. Funciones puras."""

from __future__ import annotations

from typing import Literal

from conoceles.proceso.definicion import Campo, Condicion, Cuestionario, Opcion
from conoceles.proceso.preguntas.cuestionario import Respuesta, Respuestas

NO_APLICA = "no_aplica"
PREFIERE_NO_CONTESTAR = "pnc"

Codigo = Literal["sin_respuesta", "no_aplica", "pnc", "respondida"]


def visible(campo: Campo, respuestas: Respuestas) -> bool:
    """Si el campo se pregunta, dadas las respuestas de los anteriores."""
    return cumple(campo.visible_si, respuestas)


def opciones_visibles(campo: Campo, respuestas: Respuestas) -> tuple[Opcion, ...]:
    """Las opciones que proceden: el estatus, por ejemplo, depende del grado."""
    return tuple(o for o in campo.opciones if cumple(o.visible_si, respuestas))


def matices(cuestionario: Cuestionario, respuestas: Respuestas) -> dict[str, str]:
    """Pregunta → lo que otra, que depende de ella y se publica, le agrega: un grado puede estar trunco."""
    return {
        campo.visible_si.campo: opcion.matiz
        for campo in cuestionario.campos()
        if campo.visible_si and campo.se_publica and visible(campo, respuestas)
        for opcion in campo.opciones
        if opcion.matiz and opcion.clave == respuestas.get(campo.clave)
    }


def cumple(condicion: Condicion | None, respuestas: Respuestas) -> bool:
    """Sin condición se cumple; con ella, cuando la respuesta es o contiene alguno de los valores."""
    if condicion is None:
        return True
    return any(valor in condicion.valores for valor in _valores(respuestas.get(condicion.campo)))


def aplicar_saltos(cuestionario: Cuestionario, respuestas: Respuestas) -> dict[str, Respuesta]:
    """Copia de las respuestas sin lo que quedó oculto.

    Una pregunta numerada de identidad que se salta queda en «no aplica»; si la pregunta de la que
    depende no se ha contestado, queda sin respuesta. Al volver a mostrarse, «no aplica» se borra.
    Las claves que no son del cuestionario pasan intactas.
    """
    resultado = dict(respuestas)
    for campo in cuestionario.campos():
        if visible(campo, resultado):
            if resultado.get(campo.clave) == NO_APLICA:
                del resultado[campo.clave]
        elif _salta(cuestionario, campo, resultado):
            resultado[campo.clave] = NO_APLICA
        else:
            resultado.pop(campo.clave, None)
    return resultado


def codigo(campo: Campo, respuestas: Respuestas) -> Codigo:
    """Los tres códigos que no son una respuesta de fondo, y `respondida`."""
    valores = _valores(respuestas.get(campo.clave))
    if not valores:
        return "sin_respuesta"
    if valores == [NO_APLICA]:
        return "no_aplica"
    return "pnc" if PREFIERE_NO_CONTESTAR in valores else "respondida"


def _salta(cuestionario: Cuestionario, campo: Campo, respuestas: Respuestas) -> bool:
    numerada = cuestionario.clave == "identidad" and bool(campo.numero)
    return (
        numerada and campo.visible_si is not None and bool(_valores(respuestas.get(campo.visible_si.campo)))
    )


def _valores(respuesta: object) -> list[object]:
    if isinstance(respuesta, list):
        return respuesta
    return [] if respuesta in (None, "") else [respuesta]

"""Respuestas inventadas al cuestionario de identidad, con sus saltos."""

from __future__ import annotations

from collections.abc import Collection
from random import Random

from conoceles.proceso.definicion import Campo, Cuestionario
from conoceles.proceso.preguntas.condiciones import aplicar_saltos, opciones_visibles, visible
from conoceles.proceso.preguntas.cuestionario import Respuesta

SI = {"p1": 0.07, "p2": 0.05, "p4": 0.04, "p8": 0.03, "p9": 0.04, "p11": 0.03}
NO_CONTESTA = 0.05


def identidad(
    cuestionario: Cuestionario, edad: int, azar: Random, *, de_su_accion: Collection[str] = ()
) -> dict[str, Respuesta]:
    """Todas las preguntas que se muestran, contestadas; congruentes con la edad y la acción afirmativa del padrón.

    `de_su_accion`: los grupos de preguntas de la acción con que se registró.
    """
    grupos = cuestionario.grupo_de()
    respuestas: dict[str, Respuesta] = {}
    for campo in cuestionario.campos():
        if visible(campo, respuestas):
            valor = _valor(campo, respuestas, edad, azar)
            if campo.clave in SI and grupos[campo.clave] in de_su_accion:
                valor = "si"
            if valor:
                respuestas[campo.clave] = valor
    return aplicar_saltos(cuestionario, respuestas)


def consentimientos(azar: Random) -> dict[str, Respuesta]:
    """Las tres autorizaciones, más síes que noes."""
    return {
        "c_tratamiento": "si",
        "c_publicacion": "si" if azar.random() < 0.55 else "no",
        "c_estadistica": "si" if azar.random() < 0.92 else "no",
    }


def por_grupo(cuestionario: Cuestionario, azar: Random) -> dict[str, Respuesta]:
    """Una de cada cuatro personas que publican elige solo algunos temas."""
    if azar.random() > 0.25:
        return {}
    grupos = [g.clave for g in cuestionario.grupos]
    return {"c_publicacion": "grupos", "c_grupos": azar.sample(grupos, azar.randint(1, 4))}


def _valor(campo: Campo, respuestas: dict[str, Respuesta], edad: int, azar: Random) -> Respuesta:
    if campo.clave == "p16":
        return "si" if edad <= 29 else "no"
    if campo.clave == "p17":
        return "si" if edad >= 60 else "no"
    claves = [o.clave for o in opciones_visibles(campo, respuestas)]
    if campo.tipo == "texto" or not claves:
        return "Dato inventado" if campo.obligatorio or campo.visible_si else ""
    if campo.clave in SI:
        return "si" if azar.random() < SI[campo.clave] else "pnc" if azar.random() < NO_CONTESTA else "no"
    if campo.clave == "p20" and azar.random() < 0.8:
        return next(o.clave for o in campo.opciones if o.etiqueta == "Durango")
    elegida = (
        "pnc" if "pnc" in claves and azar.random() < 0.15 else azar.choice([c for c in claves if c != "pnc"])
    )
    return [elegida] if campo.tipo == "opciones" else elegida

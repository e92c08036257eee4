"""Qué se consiente, con qué palabras se pregunta y qué produce cada negativa, como lo declara la elección."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Grupo:
    """Un grupo del cuestionario de identidad: se consiente publicar todos o algunos."""

    clave: str
    nombre: str
    indicador: str = ""  # título de cuántas personas lo consienten; vacío, no se cuenta


@dataclass(frozen=True)
class Textos:
    """`[consentimiento.textos]`: lo que la persona lee y contesta, palabra por palabra.

    Los `no_…` dicen qué pasa si se contesta que no; vacíos, los que corresponden al efecto declarado.
    """

    ayuda: str = "Son tres respuestas separadas y ninguna viene marcada. Decir que no nunca impide enviar."
    tratamiento: str = "¿Autoriza que la autoridad electoral trate las respuestas de identidad para los fines del aviso de privacidad?"
    publicacion: str = "¿Autoriza publicar las respuestas de identidad en el perfil de la candidatura?"
    grupos: str = "¿De qué temas autoriza publicar las respuestas?"
    ayuda_grupos: str = "Los que no marque no se publican."
    estadistica: str = "¿Autoriza contar las respuestas en las estadísticas, sin el nombre de la persona?"
    si: str = "Sí, autorizo"
    si_todos: str = "Sí, autorizo publicar todos los temas"
    si_algunos: str = "Sí, pero solo los temas que elija"
    no: str = "No autorizo"
    no_tratamiento: str = ""
    no_publicacion: str = ""
    no_estadistica: str = ""


@dataclass(frozen=True)
class EfectosDelNo:
    """`[consentimiento]`: lo que hace cada «no». Ninguno impide enviar.

    `tratamiento`: con qué se guardan y cuentan sus respuestas. `publicacion`: si aun así se cuentan.
    `estadistica`: cómo figura en los totales quien no autoriza que se cuente lo que contestó.
    """

    tratamiento: Literal["pnc", "sin_respuesta"] = "pnc"
    publicacion: Literal["solo_estadistica", "sin_estadistica"] = "solo_estadistica"
    estadistica: Literal["sin_respuesta", "pnc"] = "sin_respuesta"
    textos: Textos = field(default_factory=Textos)
    version: str = ""  # del formato; vacía, no se declaró


_SIN_TRATAMIENTO = {
    "pnc": "Si no autoriza, se guardan como «Prefiero no contestar».",
    "sin_respuesta": "Si no autoriza, no se conserva ninguna respuesta.",
}
_SIN_PUBLICACION = {
    "solo_estadistica": "Si no autoriza, el perfil no las muestra y solo se cuentan en la estadística.",
    "sin_estadistica": "Si no autoriza, el perfil no las muestra y tampoco se cuentan en la estadística.",
}
_SIN_ESTADISTICA = {
    "sin_respuesta": "Si no autoriza, la candidatura se cuenta sin sus respuestas de identidad.",
    "pnc": "Si no autoriza, la candidatura se cuenta como «Prefiero no contestar».",
}


def preguntas(efectos: EfectosDelNo) -> dict[str, str]:
    """Las tres, como se leen en pantalla y en el formato."""
    t = efectos.textos
    return {"tratamiento": t.tratamiento, "publicacion": t.publicacion, "estadistica": t.estadistica}


def frases(efectos: EfectosDelNo) -> dict[str, str]:
    """Pregunta → qué pasa si se contesta que no; lo mismo en pantalla y en el formato."""
    t = efectos.textos
    return {
        "tratamiento": t.no_tratamiento or _SIN_TRATAMIENTO[efectos.tratamiento],
        "publicacion": t.no_publicacion or _SIN_PUBLICACION[efectos.publicacion],
        "estadistica": t.no_estadistica or _SIN_ESTADISTICA[efectos.estadistica],
    }

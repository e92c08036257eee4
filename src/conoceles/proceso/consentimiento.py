"""Qué se consiente y qué produce cada negativa, como lo declara la elección."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Grupo:
    """Un grupo del cuestionario de identidad: se consiente publicar todos o algunos (especificación §2.5)."""

    clave: str
    nombre: str


@dataclass(frozen=True)
class EfectosDelNo:
    """`[consentimiento]`: lo que hace cada «no». Ninguno impide enviar.

    `tratamiento`: con qué se guardan y cuentan sus respuestas. `publicacion`: si aun así se cuentan.
    `estadistica`: cómo figura en los totales quien no autoriza que se cuente lo que contestó.
    """

    tratamiento: Literal["pnc", "sin_respuesta"] = "pnc"
    publicacion: Literal["solo_estadistica", "sin_estadistica"] = "solo_estadistica"
    estadistica: Literal["sin_respuesta", "pnc"] = "sin_respuesta"


PREGUNTAS = {
    "tratamiento": "¿Autoriza que el Instituto trate las respuestas de identidad para los fines del aviso de privacidad?",
    "publicacion": "¿Autoriza publicar las respuestas de identidad en el perfil de la candidatura?",
    "estadistica": "¿Autoriza contar las respuestas en las estadísticas, sin el nombre de la persona?",
}
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


def frases(efectos: EfectosDelNo) -> dict[str, str]:
    """Pregunta → qué pasa si se contesta que no; lo mismo en pantalla y en el formato."""
    return {
        "tratamiento": _SIN_TRATAMIENTO[efectos.tratamiento],
        "publicacion": _SIN_PUBLICACION[efectos.publicacion],
        "estadistica": _SIN_ESTADISTICA[efectos.estadistica],
    }

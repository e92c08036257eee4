"""Qué decidió cada persona en su consentimiento, para contarlo."""

from __future__ import annotations

from conoceles.identidad.permisos import efecto
from conoceles.identidad.permisos.efecto import Consentido

PREGUNTAS = ("publicacion", "estadistica")
DE_GRUPO = "pub:"  # «pub:joven»: si se consiente publicar lo de ese grupo


def es_decision(pregunta: str) -> bool:
    """Si lo que se cuenta es una decisión de consentimiento y no una respuesta."""
    return pregunta in PREGUNTAS or pregunta.startswith(DE_GRUPO)


def decision(c: Consentido, pregunta: str) -> str:
    """«si», «no», o vacío mientras el sí espera el formato firmado: todavía no es decisión de la persona.

    Autorizar un grupo es autorizar.
    """
    if pregunta == "estadistica":
        return "si" if c.estadistica else "no"
    if pregunta == "publicacion":
        espera = efecto.publica(c) == [] and efecto.por_firmar(c)
        return "" if espera else "si" if c.publicacion else "no"
    grupo = pregunta.removeprefix(DE_GRUPO)
    if efecto.abarca(efecto.publica(c), [grupo]):
        return "si"
    return "" if c.publicacion and efecto.abarca(c.grupos, [grupo]) else "no"

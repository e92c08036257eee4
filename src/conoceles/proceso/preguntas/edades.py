"""Grupo de edad derivado de la edad registrada: se muestra, y se conserva lo dicho."""

from __future__ import annotations

from typing import Literal

from conoceles.proceso.definicion import Campo, GruposEdad

GrupoEdad = Literal["joven", "adulta", "mayor"]


def grupo_de_edad(edad: int, grupos: GruposEdad) -> GrupoEdad:
    """Grupo de una persona con esos años cumplidos."""
    if grupos.joven_desde <= edad <= grupos.joven_hasta:
        return "joven"
    return "mayor" if edad >= grupos.mayor_desde else "adulta"


def contradiccion(campo: Campo, respuesta: object, edad: int | None, grupos: GruposEdad) -> str:
    """Frase si lo declarado no coincide con la edad del padrón; vacía si coincide o no se sabe."""
    if not campo.deriva or edad is None or respuesta not in ("si", "no"):
        return ""
    esperada = "si" if grupo_de_edad(edad, grupos) == campo.deriva else "no"
    if respuesta == esperada:
        return ""
    dicho = {"si": "Sí", "no": "No"}
    return f"Contestó «{dicho[respuesta]}», pero la edad registrada es de {edad} años. Revise su respuesta."

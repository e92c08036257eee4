"""Con qué se firma todo correo: el instituto, su unidad, su teléfono y a dónde se le escribe."""

from __future__ import annotations

from conoceles.proceso import consultas
from conoceles.proceso.definicion import Institucion


def renglones(institucion: Institucion) -> list[str]:
    """Uno por dato; sin el teléfono si la elección no lo dice."""
    telefono = f"Teléfono {institucion.telefono}" if institucion.telefono else ""
    return [r for r in (institucion.nombre, institucion.unidad, telefono, institucion.correo) if r]


def firma(proceso: str = "") -> str:
    """La de esa elección o, sin ella, la vigente. Vacía en una instalación sin elecciones."""
    vigente = consultas.vigente()
    clave = proceso or (vigente.clave if vigente else "")
    return "\n".join(["--", *renglones(consultas.definicion(clave).institucion)]) if clave else ""

"""Con qué se firma todo correo: el instituto, su unidad, su teléfono y a dónde se le escribe."""

from __future__ import annotations

from conoceles.proceso import consultas
from conoceles.proceso.definicion import Institucion


def renglones(institucion: Institucion) -> list[str]:
    """Uno por dato; sin el teléfono si la elección no lo dice."""
    telefono = f"Teléfono {institucion.telefono}" if institucion.telefono else ""
    return [r for r in (institucion.nombre, institucion.unidad, telefono, institucion.correo) if r]


def firma(proceso: str = "") -> str:
    """La de esa elección, que la nombra, o, sin ella, la vigente. Vacía en una instalación sin elecciones."""
    vigente = consultas.vigente()
    clave = proceso or (vigente.clave if vigente else "")
    if not clave:
        return ""
    eleccion = consultas.definicion(clave)
    return "\n".join(["--", *([eleccion.nombre] if proceso else []), *renglones(eleccion.institucion)])


def con_eleccion(asunto: str, proceso: str) -> str:
    """El asunto, con su elección si hay otra abierta con la que se pudiera confundir."""
    if not proceso or len(consultas.abiertas()) < 2:
        return asunto
    return f"{asunto} · {consultas.definicion(proceso).nombre}"

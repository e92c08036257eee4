"""Los temas que la candidatura eligió para sus propuestas, y el catálogo de la elección."""

from __future__ import annotations

from dataclasses import dataclass, replace

from conoceles.proceso.definicion import Definicion
from conoceles.proceso.preguntas.cuestionario import Respuestas
from conoceles.proceso.preguntas.temas import CATALOGO


@dataclass(frozen=True)
class TemaPublico:
    """Uno del catálogo, o el que la candidatura eligió para una de sus propuestas (`propuesta`: su pregunta)."""

    clave: str
    nombre: str
    abarca: str = ""
    orden: int = 0
    propuesta: str = ""


def catalogo(definicion: Definicion) -> tuple[TemaPublico, ...]:
    """El de la elección, en su orden; vacío si no pregunta temas."""
    return tuple(TemaPublico(t.clave, t.nombre, t.abarca, n) for n, t in enumerate(definicion.temas.temas))


def elegidos(contenido: Respuestas, definicion: Definicion) -> tuple[TemaPublico, ...]:
    """Los que eligió para cada propuesta, en el orden del cuestionario."""
    temas = {t.clave: t for t in catalogo(definicion)}
    return tuple(
        replace(temas[clave], propuesta=c.detalla)
        for c in definicion.curricular.campos()
        if temas and c.catalogo == CATALOGO
        for clave in contenido.get(c.clave) or ()
        if clave in temas
    )

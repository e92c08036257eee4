"""La guía breve del sitio, y las lenguas a las que se traduce lo que el público lee de la elección."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class TextoDeGuia:
    """Un apartado de la guía breve del sitio."""

    clave: str
    titulo: str
    texto: str


@dataclass(frozen=True)
class Traduccion:
    """Lo que alguien tradujo de un texto. `original`: la huella del texto que tradujo; si cambia, deja de valer."""

    clave: str
    original: str
    texto: str
    hizo: str
    reviso: str
    fecha: date | None = None
    renglon: int = 0  # en su hoja, para decir dónde está lo que falle


@dataclass(frozen=True)
class Lengua:
    """El lugar de una lengua; `clave` es su código ISO 639-3. Sin traducciones sigue pendiente."""

    clave: str
    nombre: str
    traducciones: tuple[Traduccion, ...] = ()
    archivo: str = ""


@dataclass(frozen=True)
class Guia:
    """La guía breve, en español, y las lenguas a las que se traduce la elección."""

    textos: tuple[TextoDeGuia, ...] = ()
    lenguas: tuple[Lengua, ...] = ()

"""La guía breve del sitio y las lenguas a las que se traduce."""

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
class Lengua:
    """El lugar de una lengua; `clave` es su código ISO 639-3. Sin textos sigue pendiente."""

    clave: str
    nombre: str
    traducido_por: str = ""
    fecha: date | None = None
    textos: tuple[TextoDeGuia, ...] = ()


@dataclass(frozen=True)
class Guia:
    """La guía breve, en español, y las lenguas a las que se traduce."""

    textos: tuple[TextoDeGuia, ...] = ()
    lenguas: tuple[Lengua, ...] = ()

"""Hojas de estilo, módulos de JavaScript y tipografía que comparten el sitio público y la captura.

Los archivos fuente viven en la carpeta `estatico/`; aquí se juntan y reciben un nombre con la huella de su
contenido, para que se puedan guardar sin caducidad.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FUENTES = Path(__file__).parent / "estatico"
DESPUES = ("25-letra.css", "practicar.css", "90-impresion.css")  # la página se lee sin esperarlas
_COMENTARIO = re.compile(r"/\*.*?\*/", re.DOTALL)
_ENTRE_COMILLAS = re.compile(r'("[^"]*")')


@cache
def archivos() -> dict[str, bytes]:
    """Nombre con huella → contenido de todo lo que una página puede pedir."""
    return {nombres()[logico]: contenido for logico, contenido in contenidos().items()}


@cache
def nombres() -> dict[str, str]:
    """Nombre lógico (`conoceles.css`) → nombre con huella (`conoceles.1a2b3c4d5e.css`)."""
    return {logico: con_huella(logico, contenido) for logico, contenido in contenidos().items()}


def con_huella(nombre: str, contenido: bytes) -> str:
    """Inserta los primeros diez dígitos del SHA-256 antes de la extensión."""
    base, extension = nombre.rsplit(".", 1)
    return f"{base}.{hashlib.sha256(contenido).hexdigest()[:10]}.{extension}"


@cache
def para_compartir(extension: str) -> bytes:
    """La imagen común de un enlace, `png` o `jpg`: no nombra a nadie ni a ninguna elección."""
    return (FUENTES / f"compartir.{extension}").read_bytes()


def ttf() -> Path:
    """Carpeta con los cortes fijos de la tipografía, para componer PDF."""
    return FUENTES / "tipografia" / "ttf"


def compactar(css: str) -> str:
    """Quita comentarios y blancos que no significan nada. No reescribe valores, y lo que va entre comillas no lo toca."""
    partes = _ENTRE_COMILLAS.split(re.sub(r"\s+", " ", _COMENTARIO.sub("", css)))
    sueltas = (p if p[:1] == '"' else re.sub(r"\s*([{};,])\s*", r"\1", p).replace(";}", "}") for p in partes)
    return "".join(sueltas).strip()


@cache
def contenidos() -> dict[str, bytes]:
    """Nombre lógico → contenido."""
    letra = (FUENTES / "tipografia" / "public-sans.woff2").read_bytes()
    css = _juntar(hojas())
    guiones = {p.name: p.read_bytes() for p in sorted((FUENTES / "js").glob("*.js"))}
    icono = (FUENTES / "icono.svg").read_bytes()
    return {"public-sans.woff2": letra, "icono.svg": icono, "conoceles.css": css.encode(), **guiones}


@cache
def en_linea() -> str:
    """El estilo que va dentro de cada página pública: con él basta una petición para leerla. No nombra ningún archivo."""
    return _juntar(h for h in hojas() if h.name not in DESPUES and h.parent.name != "privado")


@cache
def despues() -> str:
    """Lo que la página pública pide al final: la letra y la impresión."""
    return _juntar(h for h in hojas() if h.name in DESPUES)


def _juntar(las: Iterable[Path]) -> str:
    letra = (FUENTES / "tipografia" / "public-sans.woff2").read_bytes()
    css = compactar("\n".join(h.read_text(encoding="utf-8") for h in las))
    return css.replace("public-sans.woff2", con_huella("public-sans.woff2", letra))


def hojas() -> list[Path]:
    """Las hojas fuente en su orden: las numeradas según su número; los componentes, y los privados, antes de la 80."""
    css = FUENTES / "css"
    return (
        sorted(css.glob("[0-7]*.css"))
        + sorted((css / "componentes").glob("*.css"))
        + sorted((css / "privado").glob("*.css"))
        + sorted(css.glob("[89]*.css"))
    )

"""Los manuales, uno por papel: Markdown de `docs/manuales/`, que también se lee fuera del sistema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString
from django.utils.text import slugify

from conoceles.cuentas.models import Papel
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import NoEncontrado
from conoceles.nucleo.redaccion.markdown import a_html

CARPETA = RAIZ_PROYECTO / "docs" / "manuales"
# Cada manual y quién lo lee; el primero de un papel es el suyo.
PAPELES = {
    "partidos": (Papel.PARTIDO,),
    "independientes": (Papel.INDEPENDIENTE,),
    "candidaturas": (Papel.CANDIDATURA,),
    "consulta": (Papel.CONSULTA,),
    "administracion": (Papel.ADMINISTRACION,),
    "revision": (Papel.REVISION, Papel.ADMINISTRACION),
    "operacion": (Papel.ADMINISTRACION,),
}


@dataclass(frozen=True)
class Apartado:
    """Una sección del manual, con su ancla para el índice."""

    ancla: str
    titulo: str
    html: SafeString


@dataclass(frozen=True)
class Manual:
    clave: str
    titulo: str
    entrada: SafeString
    apartados: tuple[Apartado, ...]


def de_papel(papel: str) -> list[Manual]:
    """Los que puede leer, el suyo primero."""
    return [leer(clave, papel) for clave, papeles in PAPELES.items() if papel in papeles]


def propio(papel: str) -> str:
    """Clave del manual de ese papel; vacía si no tiene."""
    return next((clave for clave, papeles in PAPELES.items() if papel in papeles), "")


def leer(clave: str, papel: str) -> Manual:
    """`NoEncontrado` si no existe o es de otro papel."""
    if papel not in PAPELES.get(clave, ()):
        raise NoEncontrado("No existe ese manual.")
    return _de_archivo(clave)


def imagen(clave: str, papel: str, nombre: str) -> Path:
    """La imagen de un manual. `NoEncontrado` si no es suya."""
    leer(clave, papel)
    ruta = CARPETA / "imagenes" / f"{nombre}.png"
    if not nombre.startswith(f"{clave}-") or not ruta.is_file():
        raise NoEncontrado("No existe esa imagen.")
    return ruta


@cache
def _de_archivo(clave: str) -> Manual:
    titulo, _, cuerpo = (CARPETA / f"{clave}.md").read_text(encoding="utf-8").partition("\n")
    entrada, *partes = re.split(r"^## ", cuerpo, flags=re.MULTILINE)
    return Manual(
        clave, titulo.removeprefix("# ").strip(), a_html(entrada), tuple(_apartado(p) for p in partes)
    )


def _apartado(parte: str) -> Apartado:
    """Su título es el `h2` de la página: lo que cuelga de él empieza en `h3`, sin saltarse un nivel."""
    titulo, _, cuerpo = parte.partition("\n")
    return Apartado(
        slugify(titulo), titulo.strip(), a_html(re.sub(r"^#(?=##+ )", "", cuerpo, flags=re.MULTILINE))
    )

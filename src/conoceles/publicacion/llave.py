"""La llave de una publicación: si cambia, todo se vuelve a mirar."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

from conoceles.nucleo import estatico
from conoceles.publicacion.fase import Fase
from conoceles.publicacion.instantanea import firma
from conoceles.publicacion.instantanea.pagina import resumir

_PAQUETE = Path(__file__).parents[1]
_PLANTILLAS, _SITIO = Path(__file__).parent / "templates", Path(__file__).parent / "sitio"


def llave(huella_definicion: str, inventado: bool, fase: Fase, franja: str = "", esperan: str = "") -> str:
    """Resumen de todo lo que haría distinta a una página: definición, fase, franja, plantillas, código, firma y dirección.

    `esperan`: las contiendas que todavía no publican.
    """
    propia = (settings.URL_PUBLICA, firma.llave_publica_texto())
    return resumir(huella_definicion, inventado, fase, franja, esperan, _fuentes(), *propia)


@cache
def _fuentes() -> str:
    """Huella del código y de las plantillas, y nombres (con huella) de lo estático.

    De todas las salas: lo que se publica pasa por el texto, los plazos, las gráficas. Otra versión del programa,
    por poco que cambie, vuelve a mirar todo.
    """
    suma = hashlib.sha256("|".join(sorted(estatico.archivos())).encode())
    for ruta in sorted((*_PAQUETE.rglob("*.py"), *_PLANTILLAS.rglob("*.*"), *_SITIO.rglob("*.js"))):
        suma.update(str(ruta.relative_to(_PAQUETE)).encode() + ruta.read_bytes())
    return suma.hexdigest()

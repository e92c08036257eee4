"""Qué nombre puede seguir en la boleta de papel cuando alguien entró con ella ya impresa."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from conoceles.expediente.notas import Antes
from conoceles.nucleo.texto import nombre_propio
from conoceles.publicacion.fase import Fase
from conoceles.publicacion.lectura import textos
from conoceles.publicacion.lectura.fichas import Enlace


def quien(antes: Sequence[Antes], impresas: date | None, fase: Fase) -> Enlace | None:
    """Quién ocupaba el lugar al imprimirse: desde entonces la boleta no se corrige (LGIPE, artículo 267).

    `antes` va de la más reciente a la primera. `nota` es el día en que entró quien está hoy; `nombre` queda vacío si
    sus datos se suprimieron. En el archivo ya no hay papel que reconocer.
    """
    if impresas is None or fase == "archivo":
        return None
    tardias = [*takewhile(lambda a: a.dia >= impresas, antes)]
    if not tardias:
        return None
    return Enlace(tardias[-1].folio, nombre_propio(tardias[-1].nombre), textos.dia(tardias[0].dia))


def aviso(impresa: Enlace | None) -> str:
    """La frase entera, para el perfil."""
    if impresa is None:
        return ""
    nombre = f"el nombre de {impresa.nombre}" if impresa.nombre else "el nombre anterior"
    return (
        f"Esta candidatura entró por sustitución el {impresa.nota}, cuando las boletas ya se imprimían: la "
        f"boleta puede mostrar todavía {nombre}. El voto cuenta para quien está en el registro."
    )

"""Las boletas armadas de una elección: la que muestra a las mismas personas no se arma otra vez.

Una corrección cambia una de cientos; el obrero vive horas y las tiene a mano.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_

from conoceles.publicacion.lectura.fichas import ContiendaPublica, Ficha
from conoceles.publicacion.lectura.fichas_de import Marco
from conoceles.publicacion.sitio import sitio_de

_Hechas = dict[str, tuple[Sequence[Ficha], ContiendaPublica]]  # contienda → con quiénes, y cómo quedó
_A_MANO: dict[str, tuple[Marco, _Hechas]] = {}  # por elección


def armada(marco: Marco, clave: str, fichas: Sequence[Ficha]) -> ContiendaPublica:
    """La de esa contienda. `fichas` no se modifican: las mismas, una por una, dan la misma boleta."""
    hechas = _con(marco)
    quienes, boleta = hechas.get(clave, ((), None))
    if boleta is None or len(quienes) != len(fichas) or not all(map(is_, quienes, fichas)):
        boleta = sitio_de.contienda(marco, clave, fichas)
        hechas[clave] = fichas, boleta
    return boleta


def _con(marco: Marco) -> _Hechas:
    """Las que se armaron con ese mismo marco; con otro, ninguna."""
    eleccion = marco.definicion.clave
    otro, hechas = _A_MANO.get(eleccion, (None, {}))
    if otro is None or not _vale(otro, marco):
        hechas = {}
        _A_MANO[eleccion] = marco, hechas
    return hechas


def _vale(otro: Marco, marco: Marco) -> bool:
    """La definición se guarda por su huella: si es la misma, es el mismo objeto."""
    return otro.definicion is marco.definicion and (otro.fase, otro.por_publicar) == (
        marco.fase,
        marco.por_publicar,
    )

"""Lo que el instituto dice junto a lo publicado: qué se ocultó por orden y qué se corrigió, en su sección."""

from __future__ import annotations

from collections.abc import Sequence

from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.lectura.fichas import NotaPublica
from conoceles.publicacion.lectura.fila import Fila


def de_la_fila(fila: Fila, definicion: Definicion) -> tuple[NotaPublica, ...]:
    """Lo oculto por orden y lo corregido de oficio, cada uno en su sección; la fotografía no tiene una."""
    ocultas = (
        NotaPublica("" if clave == "fotografia" else clave, nota)
        for clave, nota in fila.notas.ocultas.items()
    )
    corregidas = (
        NotaPublica(seccion, correccion.texto, campos)
        for correccion in fila.notas.correcciones
        for seccion, campos in _cambiados(correccion.campos, definicion).items() or {"": ()}.items()
    )
    return (*ocultas, *corregidas)


def _cambiados(campos: Sequence[str], definicion: Definicion) -> dict[str, tuple[str, ...]]:
    """Sección → lo que cambió en ella. No lo que decía: pudo ser lo que había que quitar."""
    return {
        s.clave: tuple(c.breve for c in s.campos if c.clave in campos and c.se_publica)
        for s in definicion.curricular.secciones
        if any(c.clave in campos for c in s.campos)
    }

"""Cuánto tardan y cuánto pesan los materiales de difusión de la elección del banco."""

from __future__ import annotations

from time import perf_counter

from conoceles.difusion import hacer, segunda
from conoceles.difusion.formatos.piezas import TEXTO
from conoceles.publicacion.instantanea.arbol import Arbol
from taller.banco.siembra.eleccion import AHORA, CLAVE

MIL = 1000


def medir() -> dict[str, float]:
    """Segundos por millar de tarjetas de persona, con todos los núcleos, y megabytes de todos los materiales publicados."""
    fotos = Arbol(CLAVE).carpeta / "actual"
    tarjetas = [
        p for p in segunda.piezas_a_la_vista(CLAVE, AHORA) if (p.dibujo, p.formato) == ("persona", "tarjeta")
    ]
    muestra = tarjetas[: 3 * MIL]
    inicio = perf_counter()
    octetos = sum(len(o) for _, o in hacer.todas(muestra, fotos))
    segundos = perf_counter() - inicio
    return {
        "tarjetas": len(muestra),
        "tarjetas_3000": segundos / len(muestra) * 3 * MIL,
        "octetos_por_tarjeta": octetos / len(muestra),
        **(_todos() if len(tarjetas) <= 3 * MIL else {}),
    }


def _todos() -> dict[str, float]:
    """De una elección más grande no se hacen todos: crecen con ella, y el banco no cabría en la hora."""
    inicio = perf_counter()
    hecho = segunda.difundir(CLAVE, ahora=AHORA, hasta=TEXTO)
    return {
        "todos": perf_counter() - inicio,
        "piezas": hecho.publicadas,
        "megabytes": hecho.octetos / MIL**2,
    }

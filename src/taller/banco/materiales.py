"""Cuánto tardan y cuánto pesan los materiales de difusión de la elección del banco."""

from __future__ import annotations

from time import perf_counter

from conoceles.difusion import hacer, segunda
from conoceles.publicacion.instantanea.arbol import Arbol
from taller.banco.eleccion import AHORA, CLAVE

MIL = 1000


def medir() -> dict[str, object]:
    """Segundos por millar de tarjetas de persona, con todos los núcleos, y megabytes de todos los materiales publicados."""
    fotos = Arbol(CLAVE).carpeta / "actual"
    tarjetas = [
        p for p in segunda.piezas_a_la_vista(CLAVE, AHORA) if (p.dibujo, p.formato) == ("persona", "tarjeta")
    ]
    inicio = perf_counter()
    octetos = sum(len(o) for _, o in hacer.todas(tarjetas, fotos))
    segundos = perf_counter() - inicio
    inicio = perf_counter()
    hecho = segunda.difundir(CLAVE, ahora=AHORA)
    return {
        "tarjetas": len(tarjetas),
        "tarjetas_3000": segundos / len(tarjetas) * 3 * MIL,
        "octetos_por_tarjeta": octetos / len(tarjetas),
        "todos": perf_counter() - inicio,
        "piezas": hecho.publicadas,
        "megabytes": hecho.octetos / MIL**2,
    }

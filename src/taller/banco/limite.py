"""Lo menos que puede costar publicar: comprimir, resumir y escribir los mismos octetos, en un núcleo y nada más."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from conoceles.publicacion.instantanea import manifiesto
from conoceles.publicacion.instantanea.comprimir import variantes


def medir(instantanea: Path) -> float:
    """Segundos con todo lo de la instantánea, menos las fotografías, que al publicar solo se enlazan."""
    rutas = [r for r in manifiesto.leer(instantanea).archivos if not r.startswith("fotos/")]
    propios = [r for r in rutas if r.removesuffix(".gz").removesuffix(".br") == r]
    with TemporaryDirectory(dir=instantanea.parent) as carpeta:
        inicio = perf_counter()
        for n, ruta in enumerate(propios):
            for m, octetos in enumerate(variantes(ruta, (instantanea / ruta).read_bytes()).values()):
                hashlib.sha256(octetos).digest()
                Path(carpeta, f"{n}-{m}").write_bytes(octetos)
        return perf_counter() - inicio

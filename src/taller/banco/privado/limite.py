"""Lo menos que puede costar publicar: comprimir, resumir y escribir los mismos octetos, en un núcleo y nada más."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from conoceles.publicacion.archivos import paquete_de_fotos
from conoceles.publicacion.instantanea import manifiesto
from conoceles.publicacion.instantanea.comprimir import variantes


def medir(instantanea: Path) -> tuple[float, float]:
    """Segundos, y de procesador, con todo lo de la instantánea, menos las fotografías, que al publicar solo se enlazan."""
    rutas = [
        r
        for r in manifiesto.leer(instantanea).archivos
        if not r.startswith(("fotos/", paquete_de_fotos.RUTA))
    ]
    propios = [r for r in rutas if r.removesuffix(".gz").removesuffix(".br") == r]
    with TemporaryDirectory(dir=instantanea.parent) as carpeta:
        inicio, procesador = perf_counter(), process_time()
        for n, ruta in enumerate(propios):
            for m, octetos in enumerate(variantes(ruta, (instantanea / ruta).read_bytes()).values()):
                hashlib.sha256(octetos).digest()
                Path(carpeta, f"{n}-{m}").write_bytes(octetos)
        return perf_counter() - inicio, process_time() - procesador

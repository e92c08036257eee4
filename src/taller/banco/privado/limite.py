"""Lo menos que puede costar publicar: comprimir, resumir y escribir los mismos octetos, en un núcleo y nada más."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from conoceles.publicacion.archivos import paquete_de_fotos
from conoceles.publicacion.instantanea import manifiesto
from conoceles.publicacion.instantanea.comprimir import variantes

MUESTRA = 6000  # archivos; de más, se miden estos y se multiplica por lo que pesan todos
GRANDE = 1_000_000  # octetos: los así se miden siempre, que pesan por miles


def medir(instantanea: Path) -> tuple[float, float]:
    """Segundos, y de procesador, con todo lo de la instantánea, menos las fotografías, que al publicar solo se enlazan."""
    rutas = [
        r
        for r in manifiesto.leer(instantanea).archivos
        if not r.startswith(("fotos/", paquete_de_fotos.RUTA))
    ]
    propios = [r for r in rutas if r.removesuffix(".gz").removesuffix(".br") == r]
    pesos = {r: (instantanea / r).stat().st_size for r in propios}
    chicos = [r for r in propios if pesos[r] < GRANDE]
    muestra = al_azar(chicos)
    veces = sum(pesos[r] for r in chicos) / max(1, sum(pesos[r] for r in muestra))
    de_muestra, de_grandes = (
        _medir(instantanea, cuales) for cuales in (muestra, [r for r in propios if pesos[r] >= GRANDE])
    )
    return de_muestra[0] * veces + de_grandes[0], de_muestra[1] * veces + de_grandes[1]


def al_azar(rutas: Sequence[str]) -> Sequence[str]:
    """Los de la muestra, siempre los mismos. Uno de cada tantos no sirve: van en orden, y de una persona tocaría siempre el mismo archivo."""
    return rutas if len(rutas) <= MUESTRA else Random(0).sample(rutas, MUESTRA)


def _medir(instantanea: Path, rutas: Sequence[str]) -> tuple[float, float]:
    with TemporaryDirectory(dir=instantanea.parent) as carpeta:
        inicio, procesador = perf_counter(), process_time()
        for n, ruta in enumerate(rutas):
            for m, octetos in enumerate(variantes(ruta, (instantanea / ruta).read_bytes()).values()):
                hashlib.sha256(octetos).digest()
                Path(carpeta, f"{n}-{m}").write_bytes(octetos)
        return perf_counter() - inicio, process_time() - procesador

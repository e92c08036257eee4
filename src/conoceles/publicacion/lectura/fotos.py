"""Fotografías publicadas: dos tamaños y dos formatos, hechos una vez y guardados por huella."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image, ImageOps

from conoceles.nucleo import archivos
from conoceles.publicacion.lectura.fichas import Ficha

TAMANOS = {"640": (640, 800), "320": (320, 400)}
FORMATOS: dict[str, tuple[str, dict[str, int]]] = {
    "jpg": ("JPEG", {"optimize": 1}),
    "webp": ("WEBP", {"method": 4}),
}
CALIDADES = (82, 74, 66, 58, 50, 42, 34, 26)  # de más a menos, hasta caber
TOPE = 40 * 1024  # octetos: lo que puede pesar una fotografía en un teléfono con poca señal


def nombres(sha256: str) -> list[str]:
    """Archivos de una fotografía dentro de `fotos/`."""
    return [f"{sha256}-{tamano}.{extension}" for tamano in TAMANOS for extension in FORMATOS]


def de_fichas(fichas: Iterable[Ficha]) -> set[str]:
    """Huellas de las fotografías que muestran esas fichas."""
    return {f.foto.grande.removeprefix("fotos/").split("-")[0] for f in fichas if f.foto}


def hay(sha256: str, objetos: Path) -> bool:
    """Si se puede mostrar: está el archivo que se subió, o ya están hechos los que se publican."""
    return archivos.ruta(sha256).exists() or all((objetos / nombre).exists() for nombre in nombres(sha256))


def preparar(sha256: str, objetos: Path) -> list[Path]:
    """Los cuatro archivos de la fotografía, desde la caché o recién hechos, sin metadatos."""
    rutas = [objetos / nombre for nombre in nombres(sha256)]
    if all(ruta.exists() for ruta in rutas):
        return rutas
    reducida = Image.open(io.BytesIO(archivos.leer(sha256)), formats=("JPEG", "PNG")).convert("RGB")
    for tamano, medidas in TAMANOS.items():  # de mayor a menor: cada tamaño sale del anterior
        reducida = ImageOps.fit(reducida, medidas, Image.Resampling.LANCZOS, centering=(0.5, 0.4))
        for extension, (formato, opciones) in FORMATOS.items():
            _guardar(reducida, objetos / f"{sha256}-{tamano}.{extension}", formato, opciones)
    return rutas


def preparar_todas(huellas: Iterable[str], objetos: Path) -> list[Path]:
    """Los archivos de muchas fotografías; en hilos, porque comprimir una imagen no ocupa al intérprete."""
    with ThreadPoolExecutor(os.cpu_count()) as hilos:
        hechas = hilos.map(lambda sha256: preparar(sha256, objetos), sorted(huellas))
        return [ruta for rutas in hechas for ruta in rutas]


def _guardar(imagen: Image.Image, destino: Path, formato: str, opciones: dict[str, int]) -> None:
    """La mejor calidad que cabe en `TOPE`."""
    for calidad in CALIDADES:
        codificada = io.BytesIO()
        imagen.save(codificada, formato, quality=calidad, **opciones)
        if codificada.tell() <= TOPE:
            break
    parcial = destino.with_suffix(destino.suffix + ".nuevo")
    with open(parcial, "wb") as salida:
        salida.write(codificada.getvalue())
        salida.flush()
        os.fsync(salida.fileno())
    parcial.replace(destino)

"""Fotografías publicadas: sus tamaños y formatos, hechos una vez y guardados por huella."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image, ImageOps

from conoceles.nucleo import archivos
from conoceles.publicacion.lectura.fichas import Ficha

TAMANOS = {"640": (640, 800), "320": (320, 400), "160": (160, 200)}
FORMATOS: dict[str, tuple[str, dict[str, int]]] = {
    "jpg": ("JPEG", {"optimize": 1}),
    "webp": ("WEBP", {"method": 4}),
}
HECHOS = tuple(
    (tamano, extension)
    for tamano in TAMANOS
    for extension in FORMATOS
    if (tamano, extension) != ("160", "jpg")  # el del teléfono solo se ofrece en WebP; sin él, el de 320
)
CALIDADES = (82, 74, 66, 58, 50, 42, 34, 26)  # de más a menos, hasta caber
TOPE = 40 * 1024  # octetos: lo que puede pesar una fotografía en un teléfono con poca señal


def nombres(sha256: str) -> list[str]:
    """Archivos de una fotografía dentro de `fotos/`."""
    return [f"{sha256}-{tamano}.{extension}" for tamano, extension in HECHOS]


def de_fichas(fichas: Iterable[Ficha]) -> set[str]:
    """Huellas de las fotografías que muestran esas fichas."""
    return {f.foto.huella for f in fichas if f.foto}


def hay(sha256: str, objetos: Path) -> bool:
    """Si se puede mostrar: ya está hecho el mayor de los que se publican, o está, sin cambio, el archivo que se subió."""
    return (objetos / nombres(sha256)[0]).exists() or archivos.integro(sha256)


def preparar(sha256: str, objetos: Path) -> list[Path]:
    """Los archivos de la fotografía, desde la caché o recién hechos, sin metadatos; el mayor va primero.

    Lo ya hecho no cambia: sin el archivo que se subió, el tamaño que falte sale del mayor que se publicó.
    """
    rutas = [objetos / nombre for nombre in nombres(sha256)]
    faltan = {ruta for ruta in rutas if not ruta.exists()}
    if not faltan:
        return rutas
    origen = archivos.leer(sha256) if archivos.integro(sha256) else rutas[0].read_bytes()
    reducida = Image.open(io.BytesIO(origen), formats=("JPEG", "PNG")).convert("RGB")
    for tamano, medidas in TAMANOS.items():  # de mayor a menor: cada tamaño sale del anterior
        reducida = ImageOps.fit(reducida, medidas, Image.Resampling.LANCZOS, centering=(0.5, 0.4))
        for ruta in (r for r in faltan if f"-{tamano}." in r.name):
            _guardar(reducida, ruta, *FORMATOS[ruta.suffix[1:]])
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

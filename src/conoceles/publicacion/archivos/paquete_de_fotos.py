"""`descargas/fotografias.zip`: las fotografías publicadas, cada una con el folio por nombre."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from conoceles.nucleo.canonico import huella
from conoceles.publicacion.lectura import fotos
from conoceles.publicacion.lectura.fichas import Ficha

RUTA = "descargas/fotografias.zip"
_EPOCA = (1980, 1, 1, 0, 0, 0)


def preparar(fichas: Iterable[Ficha], objetos: Path) -> Path | None:
    """El paquete, hecho una vez por contenido; `None` si nadie tiene fotografía.

    Va sin comprimir (un JPEG no cede) y con fechas fijas: mismas fotografías, mismos octetos.
    """
    pares = sorted((f.folio, f.foto.huella) for f in fichas if f.foto)
    if not pares:
        return None
    destino = objetos / f"fotografias-{huella(pares)}.zip"
    if not destino.exists():
        parcial = destino.with_suffix(".nuevo")
        with open(parcial, "wb") as salida:
            _escribir(salida, pares, objetos)
            salida.flush()
            os.fsync(salida.fileno())
        parcial.replace(destino)
    for viejo in set(objetos.glob("fotografias-*")) - {destino}:
        viejo.unlink()  # el de antes puede llevar a quien ya no está
    return destino


def _escribir(salida: IO[bytes], pares: list[tuple[str, str]], objetos: Path) -> None:
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_STORED) as paquete:
        for folio, sha256 in pares:
            [grande, *_] = fotos.preparar(sha256, objetos)
            paquete.writestr(zipfile.ZipInfo(f"{folio}.jpg", _EPOCA), grande.read_bytes())

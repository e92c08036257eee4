"""Lo de un día en un ZIP: de cada publicación y cada red, su texto y su imagen, y el texto alternativo."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from conoceles.difusion.calendario import Publicacion

_EPOCA = (1980, 1, 1, 0, 0, 0)


def zip_del_dia(publicaciones: Sequence[Publicacion], publicado: Path) -> bytes:
    """`publicado`: la carpeta de la elección a la vista, de donde salen las imágenes. Mismos datos, mismos octetos."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for p in publicaciones:
            carpeta = f"{p.turno.lugar.hora.replace(':', '')}-{p.turno.numero:03d}"
            for red, texto in p.textos.items():
                _poner(paquete, f"{carpeta}/{red}.txt", texto.encode())
                imagen = publicado / p.imagenes[red]
                octetos = imagen.read_bytes() if imagen.is_file() else b""
                if octetos:
                    _poner(paquete, f"{carpeta}/{red}{imagen.suffix}", octetos)
            _poner(paquete, f"{carpeta}/texto-alternativo.txt", p.alternativo.encode())
    return salida.getvalue()


def _poner(paquete: zipfile.ZipFile, nombre: str, octetos: bytes) -> None:
    paquete.writestr(zipfile.ZipInfo(nombre, _EPOCA), octetos, zipfile.ZIP_DEFLATED)

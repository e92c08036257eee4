"""Lo de un día en un ZIP: de cada publicación y cada red, su texto y su imagen, y el texto alternativo."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from conoceles.difusion.calendario import Publicacion

SIN_IMAGEN = "Su imagen todavía se dibuja: baje otra vez este paquete en unos minutos.\n"
_EPOCA = (1980, 1, 1, 0, 0, 0)


def zip_del_dia(publicaciones: Sequence[Publicacion], publicado: Path) -> bytes:
    """`publicado`: la carpeta de la elección a la vista, de donde salen las imágenes. Mismos datos, mismos octetos."""
    archivos: dict[str, bytes] = {}
    for p in publicaciones:
        carpeta = f"{p.turno.lugar.hora.replace(':', '')}-{p.turno.numero:03d}"
        for red, texto in p.textos.items():
            archivos[f"{carpeta}/{red}.txt"] = texto.encode()
            if imagen := lista(publicado, p, red):
                archivos[f"{carpeta}/{red}{Path(imagen).suffix}"] = (publicado / imagen).read_bytes()
            else:
                archivos[f"{carpeta}/{red}-SIN-IMAGEN.txt"] = SIN_IMAGEN.encode()
        archivos[f"{carpeta}/texto-alternativo.txt"] = p.alternativo.encode()
    return zip_de(archivos)


def lista(publicado: Path, publicacion: Publicacion, red: str) -> str:
    """La ruta de su imagen; vacía si todavía se dibuja."""
    imagen = publicacion.imagenes[red]
    return imagen if (publicado / imagen).is_file() else ""


def zip_de(archivos: Mapping[str, bytes]) -> bytes:
    """Nombre → contenido, en ese orden. Mismos datos, mismos octetos."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for nombre, octetos in archivos.items():
            paquete.writestr(zipfile.ZipInfo(nombre, _EPOCA), octetos, zipfile.ZIP_DEFLATED)
    return salida.getvalue()

"""Lo que se lleva una aliada: los impresos y las imágenes de lo que se vota en su territorio, en un ZIP."""

from __future__ import annotations

from pathlib import Path

from conoceles.difusion.models import Aliada
from conoceles.difusion.paquete import zip_de
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.sitio import materiales as rutas

LEEME = """Materiales para difundir «Candidatas y Candidatos, Conóceles».

Son iguales para todas las candidaturas. Imprímalos o compártalos enteros: no los recorte ni quite a nadie.
Es información para decidir el voto; de ninguna manera es propaganda política.
Si algo se corrige, se rehacen: antes de imprimir otra vez, bájelos de nuevo de {url}materiales/
"""
IMAGENES = ("tarjeta", "cuadrada", "vertical")


def archivos(sitio: SitioPublico, aliada: Aliada, publicado: Path, url: str) -> dict[str, bytes]:
    """Nombre → contenido. `publicado`: la carpeta de la elección a la vista; lo que se retiró no está."""
    hechos = {"LEEME.txt": LEEME.format(url=url).encode()}
    for boleta in sitio.contiendas:
        suya = not boleta.municipios or aliada.territorio in ("todo", *boleta.municipios)
        for ruta in _de(boleta.clave) if suya and boleta.fichas else ():
            if (publicado / ruta).is_file():
                hechos[f"{boleta.clave}/{Path(ruta).name}"] = (publicado / ruta).read_bytes()
    return hechos


def _de(clave: str) -> list[str]:
    impresos = [rutas.de_boleta(clave, f, "pdf") for f in (*rutas.IMPRESOS, "muestra")]
    return [*impresos, *(rutas.de_boleta(clave, f, "png") for f in IMAGENES)]


def zip_de_aliada(sitio: SitioPublico, aliada: Aliada, publicado: Path, url: str) -> bytes:
    """Mismos datos, mismos octetos."""
    return zip_de(archivos(sitio, aliada, publicado, url))

"""Todo lo que se baja o se entrega, leído: de cada ruta y de lo publicado, lo que dicen PDF, hojas, libros y texto."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from conoceles.bitacora.models import Entrada
from conoceles.derechos.models import SolicitudARCO
from leyes.juez import texto_de_pdf
from recorridos.pantallas import BASES, deshecho
from recorridos.rutas import rutas
from recorridos.visitas import direcciones

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

SON_OTRA_COSA = ("text/html", "text/css", "image/")


def leido(nombre: str, octetos: bytes) -> Iterator[tuple[str, str]]:
    """Lo que se lee en ese archivo y en los que trae dentro; de una imagen, nada."""
    if (
        octetos.startswith(b"%PDF") and b"startxref" in octetos
    ):  # lo que una prueba sube no es un papel de nadie
        yield nombre, texto_de_pdf(octetos)
    elif octetos.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(octetos)) as libro:
            for pieza in libro.namelist():
                yield from leido(f"{nombre}/{pieza}", libro.read(pieza))
    else:
        try:
            yield nombre, octetos.decode()
        except UnicodeDecodeError:
            return


def bajados(candidatura: Candidatura, quienes: Mapping[str, Client]) -> dict[str, str]:
    """Lo que alguien puede bajar de cada ruta, por su dirección; le pregunta a cada persona hasta que una lo recibe."""
    lugares = dict.fromkeys(
        lugar for ruta in rutas() for lugar in direcciones(ruta, candidatura, quienes["dina"])
    )
    hechos: dict[str, str] = {}
    for lugar in (*lugares, *_sin_ejemplo(candidatura.folio)):
        for navegador in quienes.values():
            with deshecho(navegador):
                respuesta = navegador.get(lugar)
            if respuesta.status_code == 200:
                if not str(respuesta.get("Content-Type", "")).startswith(SON_OTRA_COSA):
                    octetos = b"".join(respuesta) if respuesta.streaming else respuesta.content
                    hechos |= dict(leido(lugar, octetos))
                break
    return hechos


def publicados(arbol: Path) -> dict[str, str]:
    """Cada archivo de lo publicado: páginas, datos, libros, papeles y textos."""
    sin = {".gz", ".br", ".zst", ".css", ".js", ".sqlite"}
    return {
        nombre: dicho
        for p in arbol.rglob("*")
        if p.is_file() and p.suffix not in sin
        for nombre, dicho in leido(str(p.relative_to(arbol)), p.read_bytes())
    }


# Los que son papel o texto; de los demás, que son imagen, lo que se dibuja en ellos.
EN_PAPEL = ("impreso", "muestra", "grande", "llano")


def dibujados(clave: str, ahora: datetime, actual: Path) -> dict[str, str]:
    """Cada material de difusión, por su ruta: lo que lleva dentro y, si se imprime, lo que se lee en la hoja."""
    from conoceles.difusion import hacer, segunda
    from conoceles.publicacion.sitio.lenguas.tarjetas import textos

    hechos: dict[str, str] = {}
    for pieza in segunda.piezas_a_la_vista(clave, ahora):
        hechos[f"{pieza.ruta} (datos)"] = " ".join((pieza.alternativo, *textos(pieza.datos)))
        if pieza.dibujo in EN_PAPEL:
            hechos |= dict(leido(pieza.ruta, hacer.una(actual, pieza)))
    return hechos


def _sin_ejemplo(folio: str) -> Iterator[str]:
    """Lo que `rutas.SIN_PANTALLA` dice que solo existe cuando alguien hizo algo, y aquí se hizo."""
    yield f"/candidaturas/{folio}/aviso/simplificado.pdf"
    for base in BASES[:2]:
        for entrada in Entrada.objects.using(base).values_list("pk", flat=True):
            yield f"/acuse/{base}/{entrada}.pdf"
    for ident in SolicitudARCO.objects.values_list("pk", flat=True):
        yield f"/derechos/{ident}/respuesta.pdf"

"""Una elección inventada como la deja un servidor de archivos común: páginas, estáticos e índice en trozos."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import html5lib

from conoceles.lector.indice import Indice
from conoceles.publicacion.busqueda import buscador, escritura, indice_estatico
from conoceles.publicacion.busqueda.renglones import Renglones
from conoceles.publicacion.lectura.fichas import Ficha
from conoceles.publicacion.sitio import pagina
from publicacion.fichas_de_prueba import CAMPOS, entrada, sitio


class _Callado(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Sin registro."""


@contextmanager
def servidor_comun(carpeta: Path) -> Iterator[str]:
    """Lo mismo que `python -m http.server`; da su dirección."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Callado, directory=str(carpeta))) as servidor:
        hilo = threading.Thread(target=servidor.serve_forever, daemon=True)
        hilo.start()
        try:
            yield f"http://127.0.0.1:{servidor.server_port}/"
        finally:
            servidor.shutdown()
            hilo.join()


def dejar(carpeta: Path, fichas: Sequence[Ficha], *, como: Any = entrada) -> Indice:
    """Escribe la carpeta y devuelve el índice del lector, hecho con las mismas fichas."""
    carpeta.mkdir()
    archivo = carpeta / "busqueda.sqlite"
    paginas = buscador.paginas(sitio())
    renglones = [como(f).renglones() for f in fichas]
    escritura.escribir(archivo, sitio(), fichas, renglones, campos=CAMPOS, paginas=paginas)
    poner_indice(carpeta, archivo, renglones)
    for nombre in ("buscar", "comparar"):
        _poner(carpeta / nombre / "index.html", pagina.sin_lector(nombre, sitio()).encode())
    for ruta, contenido in pagina.archivos(sitio()).items():
        _poner(carpeta / "estatico" / ruta, contenido)
    return Indice(archivo)


def poner_indice(carpeta: Path, archivo: Path, renglones: Sequence[Renglones]) -> None:
    """Los trozos de ese archivo de búsqueda."""
    with closing(sqlite3.connect(archivo)) as base:
        for ruta, octetos in indice_estatico.archivos(base, renglones):
            _poner(carpeta / ruta, octetos)


def partes(html: str, *marcas: str) -> dict[str, str]:
    """Lo que hay dentro de cada elemento con `data-cambia`, y los filtros, como los entiende un navegador."""
    arbol = html5lib.parse(html, namespaceHTMLElements=False)
    halladas = {}
    for elemento in arbol.iter():
        marca = next((elemento.get(m) or m for m in marcas if m in elemento.attrib), "")
        if marca:
            escrito = html5lib.serialize(elemento, omit_optional_tags=False, quote_attr_values="always")
            adentro = re.sub(r"\s+", " ", escrito.partition(">")[2].rpartition("<")[0]).strip()
            halladas[marca] = adentro.replace("> <", "><")
    return halladas


def _poner(destino: Path, contenido: bytes) -> None:
    destino.parent.mkdir(parents=True, exist_ok=True)
    destino.write_bytes(contenido)

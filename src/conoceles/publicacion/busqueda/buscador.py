"""El archivo de búsqueda de una elección: tarjetas y celdas ya compuestas, que el lector solo junta."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from conoceles.publicacion.busqueda import escritura, filas, trozos
from conoceles.publicacion.instantanea import sello
from conoceles.publicacion.instantanea.obra import Obra
from conoceles.publicacion.lectura.fichas import Ficha, SitioPublico
from conoceles.publicacion.sitio import pagina

ARCHIVO = "buscar.sqlite"


class FaltanFichas(Exception):
    """El archivo no se puede remendar y hacen falta todas las fichas completas."""


def remendar(
    carpeta: Path,
    sitio: SitioPublico,
    fichas: Sequence[Ficha],
    cambiadas: Sequence[Ficha],
    previas: Mapping[str, Ficha],
    corte: str,
) -> None:
    """Cambia en el archivo de la carpeta de trabajo solo `cambiadas`. `FaltanFichas` si así no basta.

    `fichas` son todas, sin textos; `cambiadas`, completas; `previas`, por folio, como estaban las cambiadas;
    `corte`, de cuándo es lo más reciente.
    """
    entradas = [entrada(f) for f in cambiadas]
    campos, comunes = sitio.comparados, paginas(sitio, corte)
    if not escritura.actualizar(
        carpeta / ARCHIVO, sitio, entradas, previas=previas, fichas=fichas, campos=campos, paginas=comunes
    ):
        raise FaltanFichas


def escribir(
    carpeta: Path,
    sitio: SitioPublico,
    fichas: Sequence[Ficha],
    renglones: Iterable[filas.Renglones],
    corte: str,
) -> None:
    """Escribe el archivo entero. `fichas`, todas, sin textos; `renglones`, los de cada una, en el mismo orden."""
    escritura.escribir(
        carpeta / ARCHIVO, sitio, fichas, renglones, campos=sitio.comparados, paginas=paginas(sitio, corte)
    )


def sellar(obra: Obra, archivo: Path, fichas: Sequence[Ficha]) -> None:
    """Con la llave de todas; de lo que dice de cada una responde su trozo, que ya lleva el suyo."""
    folios = [f.folio for f in fichas]
    if llave := obra.llave_de_sello(folios):
        dicho = "".join(obra.archivos[trozos.ruta("personas", folio)].sha256 for folio in folios)
        escritura.sellar(archivo, sello.de(dicho.encode(), llave, 1))


def entrada(ficha: Ficha) -> escritura.Entrada:
    """Su tarjeta y sus celdas, ya compuestas."""
    return escritura.Entrada(ficha, pagina.tarjeta(ficha), pagina.celdas(ficha))


def paginas(sitio: SitioPublico, corte: str = "") -> escritura.Paginas:
    """Las dos páginas que el lector completa."""
    buscar, comparar = (pagina.sencilla(n, sitio, corte_texto=corte) for n in ("buscar", "comparar"))
    return escritura.Paginas(buscar=buscar, comparar=comparar)

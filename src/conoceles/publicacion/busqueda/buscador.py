"""El archivo de búsqueda de una elección: tarjetas y celdas ya compuestas, que el lector solo junta."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from conoceles.publicacion.busqueda import escritura, trozos
from conoceles.publicacion.busqueda.renglones import Renglones
from conoceles.publicacion.instantanea import sello
from conoceles.publicacion.instantanea.obra import Obra
from conoceles.publicacion.instantanea.pagina import Pagina
from conoceles.publicacion.lectura.fichas import Ficha, SitioPublico
from conoceles.publicacion.sitio import pagina
from conoceles.publicacion.sitio.lenguas import edicion, guiones
from conoceles.publicacion.sitio.lenguas.plantillas import EnLengua

ARCHIVO = "busqueda.sqlite"


class FaltanFichas(Exception):
    """El archivo no se puede remendar y hacen falta todas las fichas completas."""


def remendar(
    carpeta: Path,
    sitio: SitioPublico,
    fichas: Sequence[Ficha],
    cambiadas: Sequence[Ficha],
    previas: Mapping[str, Ficha],
    corte: str,
    lenguas: tuple[EnLengua, ...] = (),
) -> tuple[list[Renglones], dict[str, list[str]]]:
    """Cambia en el archivo de la carpeta de trabajo solo `cambiadas`. `FaltanFichas` si así no basta.

    Devuelve sus renglones, y los textos de cada folio hasta ahora.

    `fichas` son todas, sin textos; `cambiadas`, completas; `previas`, por folio, como estaban las cambiadas;
    `corte`, de cuándo es lo más reciente.
    """
    try:
        decian = {f.folio: trozos.textos(carpeta, f.folio) for f in cambiadas}
    except FileNotFoundError as causa:
        raise FaltanFichas from causa
    nuevos = [entrada(f).renglones() for f in cambiadas]
    campos, comunes = sitio.comparados, paginas(sitio, corte, lenguas)
    if not escritura.actualizar(
        carpeta / ARCHIVO,
        sitio,
        nuevos,
        decian=decian,
        previas=previas,
        fichas=fichas,
        campos=campos,
        paginas=comunes,
    ):
        raise FaltanFichas
    return nuevos, decian


def escribir(
    carpeta: Path,
    sitio: SitioPublico,
    fichas: Sequence[Ficha],
    renglones: Iterable[Renglones],
    corte: str,
    lenguas: tuple[EnLengua, ...] = (),
) -> None:
    """Escribe el archivo entero. `fichas`, todas, sin textos; `renglones`, los de cada una, en el mismo orden."""
    hechas = paginas(sitio, corte, lenguas)
    escritura.escribir(carpeta / ARCHIVO, sitio, fichas, renglones, campos=sitio.comparados, paginas=hechas)


def sellar(obra: Obra, archivo: Path, folios: Iterable[str], llave: bytes) -> None:
    """De lo que dice de cada una de esas responde su trozo, que ya lleva su propio sello."""
    dicho = "".join(obra.archivos[trozos.ruta("personas", folio)].sha256 for folio in folios)
    if llave:
        escritura.sellar(archivo, sello.de(dicho.encode(), llave, 1))


def entrada(ficha: Ficha) -> escritura.Entrada:
    """Su tarjeta y sus celdas, ya compuestas."""
    return escritura.Entrada(ficha, pagina.tarjeta(ficha), pagina.celdas(ficha))


def paginas(sitio: SitioPublico, corte: str = "", lenguas: tuple[EnLengua, ...] = ()) -> escritura.Paginas:
    """Las dos páginas que el lector completa; `lenguas`: aquellas en las que también están."""
    buscar, comparar = (
        edicion.ediciones(
            lenguas, Pagina(f"{n}/index.html", partial(pagina.sencilla, n, sitio, corte_texto=corte), "")
        )
        for n in ("buscar", "comparar")
    )
    otras = (
        escritura.EnOtra(x.clave, b.componer(), c.componer(), guiones.dichos(x))
        for x, b, c in zip(lenguas, buscar[1:], comparar[1:], strict=True)
    )
    return escritura.Paginas(buscar[0].componer(), comparar[0].componer(), tuple(otras))

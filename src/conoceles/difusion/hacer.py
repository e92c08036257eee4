"""De las piezas a sus octetos, en todos los núcleos."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from conoceles.difusion import impresos, muestra
from conoceles.difusion.dibujo import boleta, cifras, infografia, lugar, persona, portal
from conoceles.difusion.formatos import braille, grande, llano
from conoceles.difusion.piezas import Pieza
from conoceles.nucleo import archivos
from conoceles.nucleo.canonico import huella
from conoceles.nucleo.nucleos import nucleos

DIBUJOS: dict[str, Callable[..., bytes]] = {
    "persona": persona.dibujar,
    "boleta": boleta.dibujar,
    "infografia": infografia.dibujar,
    "lugar": lugar.dibujar,
    "cifras": cifras.dibujar,
    "portal": portal.dibujar,
    "impreso": impresos.componer,
    "muestra": muestra.componer,
    "llano": llano.componer,
    "braille": braille.componer,
    "grande": grande.componer,
    "grabacion": lambda _, d, __: archivos.leer(d["sha256"]),  # tal como se recibió
}
TALLER = "materiales-en-hechura"  # en la carpeta de la elección
POCAS = 60  # con menos, abrir otros procesos tarda más que hacerlas


def una(fotos: Path, pieza: Pieza) -> bytes:
    """Los octetos de una pieza. `fotos`: la carpeta de la elección publicada, de donde salen las fotografías."""
    datos = pieza.datos | {"habla": pieza.lengua} if pieza.lengua else pieza.datos
    return DIBUJOS[pieza.dibujo](pieza.formato, datos, fotos)


def todas(piezas: Sequence[Pieza], fotos: Path) -> Iterator[tuple[Pieza, bytes]]:
    """Cada una con sus octetos, en el orden dado."""
    if len(piezas) < POCAS:
        yield from ((p, una(fotos, p)) for p in piezas)
        return
    with nucleos() as todos:
        yield from zip(piezas, todos.map(partial(una, fotos), piezas, chunksize=16), strict=True)


def resumen(pieza: Pieza, con: str = "") -> str:
    """Lo que entra en ella y con qué se dibuja, `con` otra versión si se dice: si no cambia, no se vuelve a hacer."""
    return str(huella([con or programa(), pieza.dibujo, pieza.formato, pieza.datos]))


@cache
def programa() -> str:
    """Con qué se dibuja hoy."""
    fuentes = sorted(p for p in Path(__file__).parent.rglob("*") if p.suffix in (".py", ".typ"))
    return str(huella([p.read_text(encoding="utf-8") for p in fuentes]))

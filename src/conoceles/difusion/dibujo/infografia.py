"""«Quiénes están en su boleta»: cada recuadro, con la cara de quien lo encabeza, en el orden de la boleta y de arriba abajo."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from pathlib import Path

from conoceles.difusion.dibujo.boleta import enmarcar, escribir, ocupa
from conoceles.difusion.dibujo.comun import Datos, Formato
from conoceles.difusion.dibujo.lienzo import Lienzo

FORMATO = Formato("vertical", 1080, 1920, 36, 0, 0, 64)
CANAL = 28
RENGLON = 400  # lo más alto de un recuadro, aunque sobre lugar
LETRA = 48
CARA = 0.28  # del ancho de un recuadro, cuando más: lo demás es de los nombres


@dataclass(frozen=True)
class Medidas:
    """Con qué letra, en cuántas columnas y filas, y de qué ancho, paso y cara es cada recuadro."""

    letra: int
    columnas: int
    filas: int
    ancho: int
    paso: int
    cara: int


def dibujar(formato: str, d: Datos, fotos: Path) -> bytes:
    """Las mismas claves que la boleta, y de cada recuadro `foto` e `iniciales`."""
    f, cajas = FORMATO, d["cajas"]
    lienzo, y, abajo = enmarcar(f, d, lambda arriba, abajo: _mejores(f, cajas, abajo - arriba).letra)
    m = _mejores(f, cajas, abajo - y)
    y += CANAL
    y += (abajo - y - m.paso * m.filas) // 2
    for n, caja in enumerate(cajas):
        donde = f.margen + (n // m.filas) * (m.ancho + CANAL), y + (n % m.filas) * m.paso
        _recuadro(lienzo, donde, (m.ancho, m.cara, m.paso - CANAL), caja, m.letra, fotos)
    return lienzo.octetos()


def _mejores(f: Formato, cajas: list[Datos], disponible: int) -> Medidas:
    """Las de letra mayor; de ser igual, en una columna."""
    return max((_medidas(f, cajas, disponible, n) for n in (1, 2)), key=lambda m: (m.letra, -m.columnas))


def _medidas(f: Formato, cajas: list[Datos], disponible: int, columnas: int) -> Medidas:
    filas, ancho = ceil(len(cajas) / columnas) or 1, (f.adentro - (columnas - 1) * CANAL) // columnas
    paso = min((disponible - CANAL) // filas, RENGLON)
    cara = min((paso - CANAL) * 4 // 5, round(ancho * CARA))
    return Medidas(_letra(cajas, ancho - cara - CANAL, paso - CANAL), columnas, filas, ancho, paso, cara)


def _letra(cajas: list[Datos], ancho: int, disponible: int) -> int:
    """La mayor con que caben todas, y la misma para todas."""
    cuerpo = LETRA
    while cuerpo > 10 and any(ocupa(x, ancho, cuerpo) > disponible for x in cajas):
        cuerpo -= 1
    return cuerpo


def _recuadro(
    lienzo: Lienzo, donde: tuple[int, int], medidas: tuple[int, int, int], d: Datos, cuerpo: int, fotos: Path
) -> None:
    """La cara a la izquierda y, a su lado y centrado a lo alto, quién es."""
    (x, y), (ancho, cara, fondo) = donde, medidas
    lienzo.retrato(
        x, y + (fondo - cara * 5 // 4) // 2, cara, fotos / d["foto"] if d["foto"] else None, d["iniciales"]
    )
    x, ancho = x + cara + CANAL, ancho - cara - CANAL
    y += (fondo - ocupa(d, ancho, cuerpo)) // 2
    escribir(lienzo, (x, y), ancho, d, cuerpo)

"""«Quiénes están en su boleta»: el mismo recuadro para cada fórmula, con su cara, en el orden de la boleta."""

from __future__ import annotations

from math import ceil
from pathlib import Path

from conoceles.difusion.dibujo.boleta import titular
from conoceles.difusion.dibujo.comun import Datos, Formato, abrir, invitar
from conoceles.difusion.dibujo.lienzo import SUAVE, Lienzo, alto

FORMATO = Formato("vertical", 1080, 1920, 36, 0, 0, 64)
CANAL = 28


def dibujar(formato: str, d: Datos, fotos: Path) -> bytes:
    """Las mismas claves que la boleta, y de cada fórmula `foto` e `iniciales`."""
    f = FORMATO
    lienzo, arriba, abajo = abrir(f, d)
    abajo = invitar(lienzo, f, abajo, d)
    y = titular(lienzo, f, arriba, d) + 20
    columnas = 2 if len(d["formulas"]) <= 4 else 3 if len(d["formulas"]) <= 9 else 4
    filas = ceil(len(d["formulas"]) / columnas) or 1
    ancho = (f.adentro - (columnas - 1) * CANAL) // columnas
    celda = (abajo - y) // filas
    cara, cuerpo = _medidas(d["formulas"], ancho, celda - CANAL)
    for n, formula in enumerate(d["formulas"]):
        x = f.margen + (n % columnas) * (ancho + CANAL)
        _recuadro(lienzo, (x, y + (n // columnas) * celda), (ancho, cara), formula, cuerpo, fotos)
    return lienzo.octetos()


def _medidas(formulas: list[Datos], ancho: int, disponible: int) -> tuple[int, int]:
    """El ancho de la cara y la letra: las mayores con que caben todas, y las mismas para todas."""
    cara, cuerpo = min(ancho, 300), 30
    while cuerpo > 10 and any(_ocupa(x, ancho, cuerpo) + cara * 5 // 4 > disponible for x in formulas):
        cara, cuerpo = (cara - 12, cuerpo) if cara > ancho * 0.6 else (cara, cuerpo - 1)
        if cuerpo <= 16 and cara > ancho * 0.3:
            cara -= 12
    return cara, cuerpo


def _ocupa(formula: Datos, ancho: int, cuerpo: int) -> int:
    chica = round(cuerpo * 0.85)
    nombre, suplente = alto(formula["nombre"], ancho, cuerpo, 700), alto(formula["suplente"], ancho, chica)
    return 8 + nombre + suplente + alto(formula["fuerza"], ancho - round(chica * 1.1), chica)


def _recuadro(
    lienzo: Lienzo, donde: tuple[int, int], medidas: tuple[int, int], d: Datos, cuerpo: int, fotos: Path
) -> None:
    (x, y), (ancho, cara), chica = donde, medidas, round(cuerpo * 0.85)
    y = lienzo.retrato(x, y, cara, fotos / d["foto"] if d["foto"] else None, d["iniciales"]) + 8
    y = lienzo.texto(x, y, ancho, d["nombre"], cuerpo, peso=700)
    y = lienzo.fuerza(x, y, ancho, d["fuerza"], d["color"], chica)
    lienzo.texto(x, y, ancho, d["suplente"], chica, color=SUAVE)

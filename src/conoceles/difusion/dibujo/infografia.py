"""«Quiénes están en su boleta»: el mismo recuadro para cada fórmula, con su cara, en el orden de la boleta y de arriba abajo."""

from __future__ import annotations

from math import ceil
from pathlib import Path

from conoceles.difusion.dibujo.boleta import enmarcar
from conoceles.difusion.dibujo.comun import Datos, Formato
from conoceles.difusion.dibujo.lienzo import SUAVE, Lienzo, alto

FORMATO = Formato("vertical", 1080, 1920, 36, 0, 0, 64)
CANAL = 28
EN_UNA_COLUMNA = 5
RENGLON = 400  # lo más alto de un recuadro, aunque sobre lugar
LETRA = 48
CARA = 0.28  # del ancho de un recuadro, cuando más: lo demás es de los nombres


def dibujar(formato: str, d: Datos, fotos: Path) -> bytes:
    """Las mismas claves que la boleta, y de cada fórmula `foto` e `iniciales`."""
    f, formulas = FORMATO, d["formulas"]
    columnas = 1 if len(formulas) <= EN_UNA_COLUMNA else 2
    filas, ancho = ceil(len(formulas) / columnas) or 1, (f.adentro - (columnas - 1) * CANAL) // columnas

    def medidas(arriba: int, abajo: int) -> tuple[int, int, int]:
        paso = min((abajo - arriba - CANAL) // filas, RENGLON)
        cara = min((paso - CANAL) * 4 // 5, round(ancho * CARA))
        return _letra(formulas, ancho - cara - CANAL, paso - CANAL), paso, cara

    lienzo, y, abajo = enmarcar(f, d, lambda arriba, abajo: medidas(arriba, abajo)[0])
    cuerpo, paso, cara = medidas(y, abajo)
    y += CANAL
    y += (abajo - y - paso * filas) // 2
    for n, formula in enumerate(formulas):
        donde = f.margen + (n // filas) * (ancho + CANAL), y + (n % filas) * paso
        _recuadro(lienzo, donde, (ancho, cara, paso - CANAL), formula, cuerpo, fotos)
    return lienzo.octetos()


def _letra(formulas: list[Datos], ancho: int, disponible: int) -> int:
    """La mayor con que caben todas, y la misma para todas."""
    cuerpo = LETRA
    while cuerpo > 10 and any(_ocupa(x, ancho, cuerpo) > disponible for x in formulas):
        cuerpo -= 1
    return cuerpo


def _ocupa(formula: Datos, ancho: int, cuerpo: int) -> int:
    chica = round(cuerpo * 0.85)
    nombre, suplente = alto(formula["nombre"], ancho, cuerpo, 700), alto(formula["suplente"], ancho, chica)
    return nombre + suplente + alto(formula["fuerza"], ancho - round(chica * 1.1), chica)


def _recuadro(
    lienzo: Lienzo, donde: tuple[int, int], medidas: tuple[int, int, int], d: Datos, cuerpo: int, fotos: Path
) -> None:
    """La cara a la izquierda y, a su lado y centrado a lo alto, quién es."""
    (x, y), (ancho, cara, fondo), chica = donde, medidas, round(cuerpo * 0.85)
    lienzo.retrato(
        x, y + (fondo - cara * 5 // 4) // 2, cara, fotos / d["foto"] if d["foto"] else None, d["iniciales"]
    )
    x, ancho = x + cara + CANAL, ancho - cara - CANAL
    y += (fondo - _ocupa(d, ancho, cuerpo)) // 2
    y = lienzo.fuerza(x, y, ancho, d["fuerza"], d["color"], chica)
    y = lienzo.texto(x, y, ancho, d["nombre"], cuerpo, peso=700)
    lienzo.texto(x, y, ancho, d["suplente"], chica, color=SUAVE)

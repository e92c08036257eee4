"""La de una boleta entera: cada fórmula en el orden de la boleta, todas con la misma letra y el mismo espacio."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from conoceles.difusion.dibujo.comun import FORMATOS, Datos, Formato, abrir, invitar
from conoceles.difusion.dibujo.lienzo import SUAVE, Lienzo, alto

AIRE = 0.45  # entre fórmulas, en letras
COLUMNAS = {"tarjeta": 3, "cuadrada": 2, "vertical": 2}


def dibujar(formato: str, d: Datos, fotos: Path) -> bytes:
    """`d["formulas"]`: `{nombre, suplente, fuerza, color}` de cada una; en una lista, `nombre` es lo que lleva."""
    f, formulas, hasta = FORMATOS[formato], d["formulas"], COLUMNAS[formato]
    lienzo, arriba, abajo = enmarcar(f, d, lambda y, z: _mejor(f, formulas, z - y - f.cuerpo // 2, hasta)[0])
    repartir(lienzo, f, formulas, (arriba + f.cuerpo // 2, abajo), hasta)
    return lienzo.octetos()


def enmarcar(f: Formato, d: Datos, letra: Callable[[int, int], int]) -> tuple[Lienzo, int, int]:
    """Con su título y su pie, y entre qué alturas van las fórmulas.

    `letra`: lo que entre dos alturas miden los nombres; ningún pie se escribe con letra mayor.
    """
    tope, marco = f.cuerpo, _marco(f, d, f.cuerpo)
    while (cabe := letra(*marco[1:])) < tope:
        tope, marco = cabe, _marco(f, d, cabe)
    return marco


def _marco(f: Formato, d: Datos, tope: int) -> tuple[Lienzo, int, int]:
    lienzo, arriba, abajo = abrir(f, d, tope)
    abajo = invitar(lienzo, f, abajo, d, tope)
    return lienzo, _titular(lienzo, f, arriba, d), abajo


def _titular(lienzo: Lienzo, f: Formato, y: int, d: Datos) -> int:
    """Qué boleta es, dónde se vota y en qué orden van."""
    y = lienzo.texto(f.margen, y, f.adentro, d["titulo"], round(f.cuerpo * 1.4), peso=700)
    return lienzo.texto(f.margen, y, f.adentro, d["bajada"], round(f.cuerpo * 0.8), color=SUAVE)


def repartir(
    lienzo: Lienzo, f: Formato, formulas: list[Datos], entre: tuple[int, int], columnas: int
) -> None:
    """En columnas, de arriba abajo; la letra más grande con que caben todas, y la misma para todas."""
    if not formulas:
        return
    cuerpo, columnas = _mejor(f, formulas, entre[1] - entre[0], columnas)
    ancho, por_columna = _ancho(f, columnas), -(-len(formulas) // columnas)
    for n in range(columnas):
        x, y = f.margen + n * (ancho + f.cuerpo), entre[0]
        for formula in formulas[n * por_columna : (n + 1) * por_columna]:
            y = _formula(lienzo, x, y, ancho, formula, cuerpo) + round(cuerpo * AIRE)


def _mejor(f: Formato, formulas: list[Datos], disponible: int, columnas: int) -> tuple[int, int]:
    """La letra mayor con que caben, y en cuántas columnas: de ser igual, en las menos."""
    cuerpo, menos = max((_cuerpo(f, formulas, disponible, n), -n) for n in range(columnas, 0, -1))
    return cuerpo, -menos


def _cuerpo(f: Formato, formulas: list[Datos], disponible: int, columnas: int) -> int:
    cuerpo, por_columna = round(f.cuerpo * 1.2), -(-len(formulas) // columnas)
    while cuerpo > 8:
        altos = [_ocupa(x, _ancho(f, columnas), cuerpo) + round(cuerpo * AIRE) for x in formulas]
        if all(sum(altos[n : n + por_columna]) <= disponible for n in range(0, len(altos), por_columna)):
            return cuerpo
        cuerpo -= 1
    return cuerpo


def _ancho(f: Formato, columnas: int) -> int:
    return (f.adentro - (columnas - 1) * f.cuerpo) // columnas


def _ocupa(formula: Datos, ancho: int, cuerpo: int) -> int:
    sangria, chica = ancho - round(cuerpo * 0.85 * 1.1), round(cuerpo * 0.85)
    return (
        alto(formula["fuerza"], sangria, chica)
        + alto(formula["nombre"], ancho, cuerpo, 700)
        + alto(formula["suplente"], ancho, chica)
    )


def _formula(lienzo: Lienzo, x: int, y: int, ancho: int, formula: Datos, cuerpo: int) -> int:
    chica = round(cuerpo * 0.85)
    y = lienzo.fuerza(x, y, ancho, formula["fuerza"], formula["color"], chica)
    y = lienzo.texto(x, y, ancho, formula["nombre"], cuerpo, peso=700)
    return lienzo.texto(x, y, ancho, formula["suplente"], chica, color=SUAVE)

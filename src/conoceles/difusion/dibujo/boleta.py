"""La de una boleta entera: cada recuadro en el orden de la boleta, todos con la misma letra y el mismo espacio."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from conoceles.difusion.dibujo.comun import FORMATOS, Datos, Formato, abrir, invitar
from conoceles.difusion.dibujo.lienzo import SUAVE, TINTA, Lienzo, alto

AIRE = 0.45  # entre recuadros, en letras
COLUMNAS = {"tarjeta": 3, "cuadrada": 2, "vertical": 2}


def dibujar(formato: str, d: Datos, fotos: Path) -> bytes:
    """`d["cajas"]`: lo de cada recuadro; en una lista, `nombre` es lo que lleva."""
    f, cajas, hasta = FORMATOS[formato], d["cajas"], COLUMNAS[formato]
    lienzo, arriba, abajo = enmarcar(f, d, lambda y, z: _mejor(f, cajas, z - y - f.cuerpo // 2, hasta)[0])
    repartir(lienzo, f, cajas, (arriba + f.cuerpo // 2, abajo), hasta)
    return lienzo.octetos()


def enmarcar(f: Formato, d: Datos, letra: Callable[[int, int], int]) -> tuple[Lienzo, int, int]:
    """Con su título y su pie, y entre qué alturas van los recuadros.

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


def repartir(lienzo: Lienzo, f: Formato, cajas: list[Datos], entre: tuple[int, int], columnas: int) -> None:
    """En columnas, de arriba abajo; la letra más grande con que caben todas, y la misma para todas."""
    if not cajas:
        return
    cuerpo, columnas = _mejor(f, cajas, entre[1] - entre[0], columnas)
    ancho, por_columna = _ancho(f, columnas), -(-len(cajas) // columnas)
    for n in range(columnas):
        x, y = f.margen + n * (ancho + f.cuerpo), entre[0]
        for caja in cajas[n * por_columna : (n + 1) * por_columna]:
            y = escribir(lienzo, (x, y), ancho, caja, cuerpo) + round(cuerpo * AIRE)


def _mejor(f: Formato, cajas: list[Datos], disponible: int, columnas: int) -> tuple[int, int]:
    """La letra mayor con que caben, y en cuántas columnas: de ser igual, en las menos."""
    cuerpo, menos = max((_cuerpo(f, cajas, disponible, n), -n) for n in range(columnas, 0, -1))
    return cuerpo, -menos


def _cuerpo(f: Formato, cajas: list[Datos], disponible: int, columnas: int) -> int:
    cuerpo, por_columna = round(f.cuerpo * 1.2), -(-len(cajas) // columnas)
    while cuerpo > 8:
        altos = [ocupa(x, _ancho(f, columnas), cuerpo) + round(cuerpo * AIRE) for x in cajas]
        if all(sum(altos[n : n + por_columna]) <= disponible for n in range(0, len(altos), por_columna)):
            return cuerpo
        cuerpo -= 1
    return cuerpo


def _ancho(f: Formato, columnas: int) -> int:
    return (f.adentro - (columnas - 1) * f.cuerpo) // columnas


def ocupa(caja: Datos, ancho: int, cuerpo: int) -> int:
    """Lo alto de un recuadro escrito con esa letra."""
    sangria = ancho - round(_chica(cuerpo) * 1.1)
    de_la_fuerza = alto(caja["fuerza"], sangria, _chica(cuerpo))
    return de_la_fuerza + sum(alto(caja[c], ancho, n, peso) for c, n, peso, _ in _renglones(cuerpo))


def escribir(lienzo: Lienzo, donde: tuple[int, int], ancho: int, caja: Datos, cuerpo: int) -> int:
    """Un recuadro; devuelve hasta dónde llegó. El color de la fuerza es solo la marca junto a su nombre."""
    x, y = donde
    y = lienzo.fuerza(x, y, ancho, caja["fuerza"], caja["color"], _chica(cuerpo))
    for clave, letra, peso, color in _renglones(cuerpo):
        y = lienzo.texto(x, y, ancho, caja[clave], letra, peso=peso, color=color)
    return y


def _renglones(cuerpo: int) -> tuple[tuple[str, int, int, str], ...]:
    """Qué dato, con qué letra, peso y color; lo del papel, en su renglón: no es de la suplente."""
    chica = _chica(cuerpo)
    return (
        ("alianza", chica, 400, SUAVE),
        ("nombre", cuerpo, 700, TINTA),
        ("suplente", chica, 400, SUAVE),
        ("en_papel", chica, 400, TINTA),
    )


def _chica(cuerpo: int) -> int:
    return round(cuerpo * 0.85)

"""Gráficas de barras en SVG, hechas en el servidor: gris primero, con nombre y descripción.

Cada fila lleva su etiqueta encima y su cifra como texto: se entiende sin color y en un teléfono. Los
atributos valen sin hoja de estilos (descarga suelta) y la hoja del sitio los reemplaza (tema oscuro).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from html import escape
from math import ceil
from pathlib import Path

import typst

from conoceles.estadistica.publicado import Celda, Publicado
from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.papel.pdf import TIPOGRAFIA

ANCHO, BARRA, RENGLON = 340, 160, 18  # a lo ancho de un teléfono la letra conserva su tamaño
LETRAS = 46  # por renglón de una etiqueta; la más larga se parte, nunca se corta
JUNTO = 22  # las de una cifra que cabe a un lado de su barra
MARGEN, DE_PUNTO = 14, 0.75  # de la hoja, en puntos de imprenta; y lo que mide en ellos uno de la gráfica
MAS_ALTA = 16_000  # puntos: dibujar una de más alto pide cientos de MB, y casi ningún programa la abre
TINTA, GRIS, PISTA, PAPEL = "#17191b", "#74797c", "#d8d4c8", "#ffffff"
Decir = Callable[[str], tuple[str, str]]  # lo que se lee, y de qué lengua es si no es la de la página
_HOJA = Path(__file__).parent / "plantillas" / "grafica.typ"


def archivo(indicador: Publicado) -> str:
    """Nombre de las descargas de un indicador, sin extensión: `captura-cargo`."""
    return indicador["id"].replace(".", "-")


def tal_cual(texto: str) -> tuple[str, str]:
    """En español."""
    return texto, ""


def barras(
    indicador: Publicado, *, suelta: bool = False, tope: float = 0, decir: Decir = tal_cual, lengua: str = ""
) -> str:
    """SVG de un indicador publicado. `suelta` agrega título, frase y corte, para llevarla a otro lado; ahí dice su `lengua`."""
    nombre, celdas = archivo(indicador), indicador["celdas"]
    cabeza = _cabeza(indicador, decir) if suelta else []
    arriba = 22 * len(cabeza) + (10 if cabeza else 0)
    entera, pista = tope or _tope(celdas), any(c.get("de") for c in celdas)
    filas, alto = "", arriba
    for celda in celdas:
        dibujo, ocupa = _fila(celda, alto, entera, decir, pista=pista)
        filas, alto = filas + dibujo, alto + ocupa
    corte, de_corte = decir(f"Corte: {_corte(indicador)}")
    pies = _partir(corte, 54) if suelta else []
    pie = "".join(_texto(0, alto + 20 + 14 * n, linea, 11, de_corte) for n, linea in enumerate(pies))
    alto += 14 + 14 * len(pies) if suelta else 0
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ANCHO} {alto}" width="{ANCHO}" height="{alto}" '
        f'role="img"{_lang(lengua)} aria-labelledby="t-{nombre} d-{nombre}" font-family="Public Sans, sans-serif" fill="{TINTA}">'
        f"{_dicho('title', f't-{nombre}', *decir(indicador['titulo']))}"
        f"{_dicho('desc', f'd-{nombre}', *decir(indicador['frase']))}"
        f"{''.join(cabeza)}{filas}{pie}</svg>"
    )


def paginas(indicador: Publicado, filas: int) -> list[str]:
    """La misma gráfica en trozos parejos de a lo más `filas` barras, a una escala: para el papel, que sí se acaba."""
    celdas = indicador["celdas"]
    largo = ceil(len(celdas) / ceil(len(celdas) / filas))
    trozos = [celdas[n : n + largo] for n in range(0, len(celdas), largo)]
    return [barras({**indicador, "celdas": trozo}, tope=_tope(celdas)) for trozo in trozos]


def _tope(celdas: Sequence[Celda]) -> float:
    """Lo que mide la barra entera: el 100 % si cada una tiene su total; si no, la mayor, con todo y su intervalo."""
    if any(c.get("de") for c in celdas):
        return 1
    return max((c.get("hasta", _medida(c)) for c in celdas), default=0) or 1


def _medida(celda: Celda) -> float:
    """Largo de la barra: la proporción cuando la celda tiene su propio total; si no, la cifra."""
    valor = celda["valor"] or 0
    de = celda.get("de")
    return valor / de if de else float(valor)


def _dicho(etiqueta: str, nombre: str, texto: str, lengua: str) -> str:
    return f'<{etiqueta} id="{nombre}"{_lang(lengua)}>{escape(texto)}</{etiqueta}>'


def _fila(celda: Celda, y: int, entera: float, decir: Decir, *, pista: bool) -> tuple[str, int]:
    """La etiqueta, entera; debajo, la barra con su intervalo y su cifra. Devuelve también cuánto alto ocupa."""
    leida, lengua = decir(celda["etiqueta"])
    lineas = _partir(leida, LETRAS)
    etiqueta = "".join(_texto(0, y + 14 + RENGLON * n, linea, 14, lengua) for n, linea in enumerate(lineas))
    base = y + RENGLON * len(lineas)
    largo = round(_medida(celda) / entera * BARRA, 1)
    clase = ' class="punto"' if celda.get("punto") else ""  # de la que habla la frase
    barra = f'<rect{clase} x="0" y="{base + 3}" width="{largo}" height="14" fill="{GRIS}"/>'
    if celda["valor"] is None:  # sin dato: una raya discontinua en lugar de una barra
        trazo = f'stroke="{GRIS}" stroke-width="2" stroke-dasharray="4 4"'
        barra, largo = f'<line x1="0" y1="{base + 10}" x2="60" y2="{base + 10}" {trazo}/>', 60
    elif pista:
        fondo = f'<rect class="pista" x="0" y="{base + 3}" width="{BARRA}" height="14" fill="{PISTA}"/>'
        barra, largo = fondo + barra, BARRA
    elif celda.get("desde") != celda.get("hasta"):
        desde, largo = (round(n / entera * BARRA, 1) for n in (celda["desde"], celda["hasta"]))
        barra += _bigote(desde, largo, base + 10)
    cifra, abajo = _al_lado(celda, largo + 8, base, decir)
    return etiqueta + barra + cifra, RENGLON * len(lineas) + 30 + abajo


def _bigote(desde: float, hasta: float, y: int) -> str:
    """De dónde a dónde puede estar la cifra verdadera; con borde claro, se ve sobre la barra y fuera de ella."""
    traza = f"M{desde} {y - 4}v8M{desde} {y}H{hasta}M{hasta} {y - 4}v8"
    return "".join(
        f'<path class="{clase}" d="{traza}" fill="none" stroke="{color}" stroke-width="{ancho}"/>'
        for clase, color, ancho in (("borde", PAPEL, 4), ("bigote", TINTA, 1.5))
    )


def _al_lado(celda: Celda, x: float, base: int, decir: Decir) -> tuple[str, int]:
    """La cifra junto a su barra o, si ahí no cabe, debajo; y lo que así ocupa de más."""
    leida, lengua = decir(celda["texto"].split(";")[0])
    if len(leida) <= JUNTO:
        return _texto(x, base + 15, leida, 14, lengua), 0
    lineas = _partir(leida, LETRAS)
    return "".join(
        _texto(0, base + 33 + RENGLON * n, linea, 14, lengua) for n, linea in enumerate(lineas)
    ), RENGLON * len(lineas)


def _corte(indicador: Publicado) -> str:
    """El momento, o solo el día si eso es lo que el indicador dice."""
    momento = datetime.fromisoformat(indicador["corte"])
    hora = f", {momento:%H:%M}" if "T" in indicador["corte"] else ""
    return f"{en_palabras(momento.date())}{hora}"


def _cabeza(indicador: Publicado, decir: Decir) -> list[str]:
    (titulo, de_titulo), (frase, de_frase) = decir(indicador["titulo"]), decir(indicador["frase"])
    renglones = [*((linea, 16, de_titulo) for linea in _partir(titulo, 38))]
    renglones += [(linea, 12, de_frase) for linea in _partir(frase, 54)]
    return [_texto(0, 18 + 22 * n, *renglon) for n, renglon in enumerate(renglones)]


def _partir(frase: str, letras: int) -> list[str]:
    lineas = [""]
    for palabra in frase.split():
        if len(lineas[-1]) + len(palabra) > letras:
            lineas.append("")
        lineas[-1] = f"{lineas[-1]} {palabra}".strip()
    return lineas


def _texto(x: float, y: int, texto: str, cuerpo: int, lengua: str = "") -> str:
    return f'<text x="{x}" y="{y}" font-size="{cuerpo}"{_lang(lengua)}>{escape(texto)}</text>'


def _lang(lengua: str) -> str:
    return f' lang="{lengua}"' if lengua else ""


@lru_cache(maxsize=128)
def png(svg: str) -> bytes:
    """La misma gráfica en puntos, a dos veces y media su tamaño; los mismos datos dan los mismos octetos.

    La que así pasaría de `MAS_ALTA` va tan densa como quepa.
    """
    alto = int(svg.partition('height="')[2].partition('"')[0]) * DE_PUNTO + 2 * MARGEN
    return typst.compile(
        _HOJA,
        format="png",
        ppi=min(240.0, MAS_ALTA / alto * 72),
        font_paths=[TIPOGRAFIA],
        ignore_system_fonts=True,
        sys_inputs={"svg": svg},
    )

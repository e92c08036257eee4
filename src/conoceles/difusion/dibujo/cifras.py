"""Un indicador público como imagen: sus barras en gris, su cifra escrita y de cuántas personas se habla."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from conoceles.difusion.dibujo.comun import Datos, Formato, abrir, invitar
from conoceles.difusion.dibujo.lienzo import PISTA, SUAVE, TINTA, Lienzo, alto, letra, renglon

CHICO, LARGO = (Formato("vertical", 1080, alto, 32, 0, 0, 64) for alto in (1350, 1920))
BARRA = "#74797c"
LETRA = 30  # se ve en un teléfono a la tercera parte: con menos cuesta leerla
RENGLON = 1.6  # de la letra: lo que ocupa una barra, y lo menos que separa dos
ETIQUETA, AIRE = 0.4, 16  # lo más ancho de una etiqueta a un lado de su barra, y lo que las separa
Columnas = tuple[int, int]  # a lo ancho: la etiqueta a un lado, si lo va, y la barra entera


def dibujar(formato: str, d: Datos, fotos: Path) -> bytes:
    """`d["celdas"]`: `{etiqueta, texto, parte, bigote}`; las partes van de 0 a 1; `parte` es nula si no hay dato, y `bigote`,
    entre qué dos está la cifra verdadera, vacío si se sabe."""
    if (hecho := _componer(CHICO, d))[1] < LETRA:
        hecho = _componer(LARGO, d)  # tablas de muchas filas: más papel antes que letra más chica
    return hecho[0].octetos()


def _componer(f: Formato, d: Datos) -> tuple[Lienzo, int]:
    """La imagen y la letra de sus filas."""
    lienzo, arriba, abajo = abrir(f, d)
    abajo = invitar(lienzo, f, abajo, d)
    y = lienzo.texto(f.margen, arriba, f.adentro, d["titulo"], 44, peso=700) + 6
    y = lienzo.texto(f.margen, y, f.adentro, d["frase"], 28) + 20
    abajo -= alto(d["denominador"], f.adentro, 24)
    lienzo.texto(f.margen, abajo, f.adentro, d["denominador"], 24, color=SUAVE)
    cuerpo, columnas = _mejor(f, d["celdas"], abajo - y - 12)
    for celda in d["celdas"]:
        y = _fila(lienzo, f, y, celda, cuerpo, columnas)
    return lienzo, cuerpo


def _mejor(f: Formato, celdas: Sequence[Datos], disponible: int) -> tuple[int, Columnas]:
    """La letra mayor con que caben: la etiqueta arriba de su barra o, si así es mayor, a un lado."""
    for cuerpo in range(LETRA, 8, -1):
        for columnas in (_arriba(f), _a_un_lado(f, celdas, cuerpo)):
            if columnas[1] > 0 and sum(_alto(c, f, cuerpo, columnas) for c in celdas) <= disponible:
                return cuerpo, columnas
    return 8, _arriba(f)


def _arriba(f: Formato) -> Columnas:
    return 0, round(f.adentro * 0.62)


def _a_un_lado(f: Formato, celdas: Sequence[Datos], cuerpo: int) -> Columnas:
    """La barra queda con lo que dejan la etiqueta y la cifra; sin barra, si no dejan un quinto del ancho."""
    etiqueta = min(_mayor(celdas, "etiqueta", cuerpo, 400), round(f.adentro * ETIQUETA))
    barra = f.adentro - etiqueta - _mayor(celdas, "texto", cuerpo, 600) - 2 * AIRE
    return etiqueta, barra if barra * 5 >= f.adentro else 0


def _mayor(celdas: Sequence[Datos], cual: str, cuerpo: int, peso: int) -> int:
    return round(max((letra(cuerpo, peso).getlength(c[cual]) for c in celdas), default=0)) + 1


def _alto(celda: Datos, f: Formato, cuerpo: int, columnas: Columnas) -> int:
    """El de su etiqueta y su cifra, juntas o una sobre otra, y el aire hasta la siguiente."""
    etiqueta, barra = columnas
    libre = (
        f.adentro - (etiqueta + AIRE if etiqueta else 0) - (barra + AIRE if celda["parte"] is not None else 0)
    )
    cifra = alto(celda["texto"], libre, cuerpo, 600)
    dicho = alto(celda["etiqueta"], etiqueta or f.adentro, cuerpo)
    return (max(dicho, cifra) if etiqueta else dicho + cifra) + round(cuerpo * RENGLON) - renglon(cuerpo)


def _fila(lienzo: Lienzo, f: Formato, y: int, celda: Datos, cuerpo: int, columnas: Columnas) -> int:
    fin, (etiqueta, entero), x = y + _alto(celda, f, cuerpo, columnas), columnas, f.margen
    sigue = lienzo.texto(x, y, etiqueta or f.adentro, celda["etiqueta"], cuerpo)
    x, y = (x + etiqueta + AIRE, y) if etiqueta else (x, sigue)
    grueso = round(cuerpo * 0.8)
    if celda["parte"] is not None:
        lienzo.pluma.rectangle((x, y + 4, x + entero, y + 4 + grueso), fill=PISTA)
        lienzo.pluma.rectangle((x, y + 4, x + round(entero * celda["parte"]), y + 4 + grueso), fill=BARRA)
        _bigote(lienzo, [x + round(entero * parte) for parte in celda["bigote"]], y + 4, grueso)
        x += entero + AIRE
    lienzo.texto(x, y, f.margen + f.adentro - x, celda["texto"], cuerpo, peso=600)
    return fin


def _bigote(lienzo: Lienzo, entre: Sequence[int], y: int, grueso: int) -> None:
    """Con borde claro, se ve sobre la barra y fuera de ella."""
    if len(entre) < 2:
        return
    desde, hasta, medio = min(entre), max(entre), y + grueso // 2
    for color, ancho in (("#ffffff", 7), (TINTA, 3)):
        lienzo.pluma.line((desde, medio, hasta, medio), fill=color, width=ancho)
        for x in (desde, hasta):
            lienzo.pluma.line((x, y + 4, x, y + grueso - 4), fill=color, width=ancho)

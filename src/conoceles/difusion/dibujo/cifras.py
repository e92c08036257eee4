"""Un indicador público como imagen: sus barras en gris, su cifra escrita y de cuántas personas se habla."""

from __future__ import annotations

from pathlib import Path

from conoceles.difusion.dibujo.comun import Datos, Formato, abrir, invitar
from conoceles.difusion.dibujo.lienzo import PISTA, SUAVE, Lienzo, alto

FORMATO = Formato("vertical", 1080, 1350, 32, 0, 0, 64)
BARRA = "#74797c"


def dibujar(formato: str, d: Datos, fotos: Path) -> bytes:
    """`d["celdas"]`: `{etiqueta, texto, parte}`; `parte` va de 0 a 1, o es nula si la cifra está protegida."""
    f = FORMATO
    lienzo, arriba, abajo = abrir(f, d)
    abajo = invitar(lienzo, f, abajo, d)
    y = lienzo.texto(f.margen, arriba, f.adentro, d["titulo"], 44, peso=700) + 6
    y = lienzo.texto(f.margen, y, f.adentro, d["frase"], 28) + 20
    abajo -= alto(d["denominador"], f.adentro, 24)
    lienzo.texto(f.margen, abajo, f.adentro, d["denominador"], 24, color=SUAVE)
    cuerpo = 30
    while cuerpo > 8 and sum(_alto(c, f, cuerpo) for c in d["celdas"]) > abajo - y - 12:
        cuerpo -= 1
    for celda in d["celdas"]:
        y = _fila(lienzo, f, y, celda, cuerpo)
    return lienzo.octetos()


def _alto(celda: Datos, f: Formato, cuerpo: int) -> int:
    return alto(celda["etiqueta"], f.adentro, cuerpo) + round(cuerpo * 1.6)


def _fila(lienzo: Lienzo, f: Formato, y: int, celda: Datos, cuerpo: int) -> int:
    fin, entero = y + _alto(celda, f, cuerpo), round(f.adentro * 0.62)
    y = lienzo.texto(f.margen, y, f.adentro, celda["etiqueta"], cuerpo)
    grueso, x = round(cuerpo * 0.8), f.margen
    if celda["parte"] is not None:
        lienzo.pluma.rectangle((x, y + 4, x + entero, y + 4 + grueso), fill=PISTA)
        lienzo.pluma.rectangle((x, y + 4, x + round(entero * celda["parte"]), y + 4 + grueso), fill=BARRA)
        x += entero + 16
    lienzo.texto(x, y, f.margen + f.adentro - x, celda["texto"], cuerpo, peso=600)
    return fin

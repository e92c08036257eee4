"""Texto llano de un perfil, en 2 KB: cabe en un mensaje y lo lee cualquier aparato. Todos se recortan con la misma regla."""

from __future__ import annotations

from pathlib import Path

from conoceles.difusion.dibujo.comun import Datos
from conoceles.difusion.formatos import lectura
from conoceles.difusion.formatos.habla import Habla, habla
from conoceles.publicacion.api.documentos import Perfil

TOPE = 2048  # octetos
MINIMO = 60  # letras de una respuesta: con menos no dice nada y se deja fuera, de la última a la primera
RECORTADO = "Es un resumen: lo recortado acaba en […]."


def componer(formato: str, d: Datos, carpeta: Path) -> bytes:
    """UTF-8, con renglones que acaban en LF."""
    p, en = lectura.perfil(carpeta, d["folio"]), habla(d)
    return texto(p, lectura.pie(p, d["huella"], d["zona"], en), en).encode()


def texto(p: Perfil, pie: list[str], en: Habla = lectura.ESPANOL) -> str:
    """Con todas las respuestas enteras si caben; si no, la mayor letra común con que caben, y de menos importancia, menos."""
    renglones = [
        r for a in lectura.apartados(p, en) for r in (*a.renglones, *([("", a.razon)] if a.razon else []))
    ]
    cabeza = [p["nombre"].upper(), *lectura.cabeza(p, en)]
    entero = _armar(cabeza, renglones, pie, 10_000)
    if len(entero.encode()) <= TOPE:
        return entero
    pie = [en.decir(RECORTADO), *pie]
    while renglones and not _cabe(cabeza, renglones, pie, MINIMO):
        renglones = renglones[:-1]
    cabe, no_cabe = MINIMO, 10_000
    while no_cabe - cabe > 1:
        medio = (cabe + no_cabe) // 2
        cabe, no_cabe = (medio, no_cabe) if _cabe(cabeza, renglones, pie, medio) else (cabe, medio)
    return _armar(cabeza, renglones, pie, cabe)


def _cabe(cabeza: list[str], renglones: list[tuple[str, str]], pie: list[str], letras: int) -> bool:
    return len(_armar(cabeza, renglones, pie, letras).encode()) <= TOPE


def _armar(cabeza: list[str], renglones: list[tuple[str, str]], pie: list[str], letras: int) -> str:
    dichos = [
        f"{pregunta}: {recortar(r, letras)}" if pregunta else recortar(r, letras) for pregunta, r in renglones
    ]
    return "\n".join([*cabeza, "", *dichos, "", *pie]) + "\n"


def recortar(texto: str, letras: int) -> str:
    """A lo más esas letras, sin partir una palabra; lo cortado se dice."""
    plano = " ".join(texto.split())
    return plano if len(plano) <= letras else plano[:letras].rsplit(" ", 1)[0].rstrip(" ,;:.") + " […]"

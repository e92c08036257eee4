"""La de una candidatura: las mismas palabras, en el mismo lugar y del mismo tamaño para todas, haya o no perfil."""

from __future__ import annotations

from pathlib import Path

from conoceles.difusion.dibujo.comun import FORMATOS, Datos, Formato, abrir, invitar
from conoceles.difusion.dibujo.lienzo import SUAVE, Lienzo, alto, quepa, renglon


def dibujar(formato: str, d: Datos, fotos: Path) -> bytes:
    """`d`: lo público de la candidatura; nunca sus respuestas de identidad."""
    f = FORMATOS[formato]
    lienzo, arriba, abajo = abrir(f, d)
    abajo = invitar(lienzo, f, abajo, d)
    foto = fotos / d["foto"] if d["foto"] else None
    if f.clave == "vertical":
        hasta = lienzo.retrato(f.margen, arriba + 8, f.retrato, foto, d["iniciales"])
        _datos(lienzo, f, d, f.margen, (hasta + 28, abajo), f.adentro)
    else:
        y = arriba + max(0, (abajo - arriba - f.retrato * 5 // 4) // 2)
        lienzo.retrato(f.margen, y, f.retrato, foto, d["iniciales"])
        x = f.margen + f.retrato + 44
        _datos(lienzo, f, d, x, (arriba, abajo), f.ancho - f.margen - x)
    return lienzo.octetos()


def _datos(lienzo: Lienzo, f: Formato, d: Datos, x: int, entre: tuple[int, int], ancho: int) -> None:
    """Calidad, nombre, cargo, lugar y fuerza; centrados a lo alto de lo que hay."""
    arriba, abajo = entre
    chica, aire = f.cuerpo, round(f.cuerpo * 0.5)
    sangria = ancho - round(chica * 1.1)
    fijo = renglon(chica) + alto(d["cargo"], ancho, chica, 600) + alto(d["ambito"], ancho, chica)
    fijo += alto(d["fuerza"], sangria, chica) + alto(d["en_papel"], ancho, chica) + 3 * aire
    nombre = quepa(d["nombre"], ancho, abajo - arriba - fijo, f.nombre, 700)
    ocupa = fijo + alto(d["nombre"], ancho, nombre, 700)
    y = arriba + max(0, (abajo - arriba - ocupa) // 2) if f.clave != "vertical" else arriba
    y = lienzo.texto(x, y, ancho, d["calidad"], chica, color=SUAVE) + aire // 2
    y = lienzo.texto(x, y, ancho, d["nombre"], nombre, peso=700)
    y = lienzo.texto(x, y, ancho, d["en_papel"], chica) + aire
    y = lienzo.texto(x, y, ancho, d["cargo"], chica, peso=600)
    y = lienzo.texto(x, y, ancho, d["ambito"], chica) + aire
    lienzo.fuerza(x, y, ancho, d["fuerza"], d["color"], chica)

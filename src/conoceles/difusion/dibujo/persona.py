"""La de una candidatura: las mismas palabras, en el mismo lugar y del mismo tamaño para todas, haya o no perfil."""

from __future__ import annotations

from pathlib import Path

from conoceles.difusion.dibujo.comun import FORMATOS, Datos, Formato, abrir, invitar
from conoceles.difusion.dibujo.lienzo import SUAVE, TINTA, Lienzo, alto


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
    """Calidad, nombre, cargo, lugar y fuerza. La letra es la misma para todas: el nombre más largo cabe en ella."""
    arriba, abajo = entre
    escala = next((e for e in range(100, 40, -4) if _ocupa(f, d, ancho, e) <= abajo - arriba), 40)
    y = arriba
    if f.clave != "vertical":
        y += max(0, (abajo - arriba - _ocupa(f, d, ancho, escala)) // 2)
    for clave, cuerpo, peso, color, aire in _renglones(f, escala):
        y = lienzo.texto(x, y, ancho, d[clave], cuerpo, peso=peso, color=color) + aire
    lienzo.fuerza(x, y, ancho, d["fuerza"], d["color"], f.cuerpo * escala // 100)


def _renglones(f: Formato, escala: int) -> tuple[tuple[str, int, int, str, int], ...]:
    """Qué dato, con qué letra, peso y color, y cuánto aire debajo."""
    chica, nombre = f.cuerpo * escala // 100, f.nombre * escala // 100
    return (
        ("calidad", chica, 400, SUAVE, chica // 4),
        ("nombre", nombre, 700, TINTA, 0),
        ("en_papel", chica, 400, TINTA, chica // 2),
        ("cargo", chica, 600, TINTA, 0),
        ("ambito", chica, 400, TINTA, chica // 2),
    )


def _ocupa(f: Formato, d: Datos, ancho: int, escala: int) -> int:
    chica = f.cuerpo * escala // 100
    textos = sum(alto(d[c], ancho, cuerpo, peso) + aire for c, cuerpo, peso, _, aire in _renglones(f, escala))
    return textos + alto(d["fuerza"], ancho - round(chica * 1.1), chica)

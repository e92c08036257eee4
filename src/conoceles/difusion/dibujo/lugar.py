"""La de un distrito o un cargo: qué se vota y dónde leerlo. No nombra a nadie."""

from __future__ import annotations

from pathlib import Path

from conoceles.difusion.dibujo.comun import FORMATOS, Datos, abrir, invitar
from conoceles.difusion.dibujo.lienzo import alto, quepa


def dibujar(formato: str, d: Datos, fotos: Path) -> bytes:
    """`d`: título, párrafos y dirección."""
    f = FORMATOS[formato]
    lienzo, arriba, abajo = abrir(f, d)
    abajo = invitar(lienzo, f, abajo, d)
    disponible = abajo - arriba
    grande = quepa(d["titulo"], f.adentro, disponible // 2, round(f.nombre * 1.25), 700)
    resto = disponible - alto(d["titulo"], f.adentro, grande, 700) - f.cuerpo
    cuerpo = round(f.cuerpo * 1.15)
    while cuerpo > 12 and sum(alto(p, f.adentro, cuerpo) + cuerpo // 2 for p in d["parrafos"]) > resto:
        cuerpo -= 1
    ocupa = sum(alto(p, f.adentro, cuerpo) + cuerpo // 2 for p in d["parrafos"])
    y = arriba + max(0, (resto - ocupa) // 2)
    y = lienzo.texto(f.margen, y, f.adentro, d["titulo"], grande, peso=700) + f.cuerpo // 2
    for parrafo in d["parrafos"]:
        y = lienzo.texto(f.margen, y, f.adentro, parrafo, cuerpo) + cuerpo // 2
    return lienzo.octetos()

"""El botón, el banner y el recuadro con que otro sitio enlaza a este. No nombran a nadie."""

from __future__ import annotations

from pathlib import Path

from conoceles.difusion.dibujo.comun import Datos
from conoceles.difusion.dibujo.lienzo import SUAVE, TINTA, Lienzo, alto, quepa, renglon
from conoceles.publicacion.sitio.materiales import PORTAL

MARGEN, MENOR = 28, 24  # se ve a la mitad: menos de 24 no se leería
MARCAS = {"boton": 40, "banner": 40, "recuadro": 60}


def dibujar(formato: str, d: Datos, fotos: Path) -> bytes:
    """`d`: invitación y elección. El nombre del sistema, la frase y, salvo en el botón, la elección."""
    _, ancho, alto_total = PORTAL[formato]
    lienzo = Lienzo(ancho, alto_total, d["acento"])
    lienzo.pluma.rectangle((1, 1, ancho - 2, alto_total - 2), outline=d["acento"], width=4)
    adentro, marca = ancho - 2 * MARGEN, MARCAS[formato]
    eleccion = "" if formato == "boton" else f"{d['eleccion']}."
    pie = " ".join(t for t in (eleccion, d["aviso"]) if t)
    frase = d["invitacion"][:1].upper() + d["invitacion"][1:]
    aire = MENOR // 3
    resto = alto_total - 2 * MARGEN - renglon(marca) - alto(pie, adentro, MENOR) - 2 * aire
    partes = [
        ("Conóceles", marca, 700, d["acento"]),
        (frase, quepa(frase, adentro, resto, marca, 600), 600, TINTA),
        (pie, MENOR, 400, SUAVE),
    ]
    ocupa = sum(alto(texto, adentro, cuerpo, peso) for texto, cuerpo, peso, _ in partes) + 2 * aire
    y = MARGEN + max(0, (alto_total - 2 * MARGEN - ocupa) // 2)
    for texto, cuerpo, peso, color in partes:
        y = lienzo.texto(MARGEN, y, adentro, texto, cuerpo, peso=peso, color=color) + aire
    return lienzo.octetos()

"""La cabeza y el pie, iguales en todas, y las tres medidas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from conoceles.difusion.dibujo.lienzo import SUAVE, Lienzo, alto, quepa

Datos = dict[str, Any]
SIN_TOPE = 1000


@dataclass(frozen=True)
class Formato:
    """Una medida. `cuerpo`: la letra corrida; `nombre`: la de un nombre; `retrato`: su ancho."""

    clave: str
    ancho: int
    alto: int
    cuerpo: int
    nombre: int
    retrato: int
    margen: int

    @property
    def adentro(self) -> int:
        """El ancho entre márgenes."""
        return self.ancho - 2 * self.margen


FORMATOS = {
    "tarjeta": Formato("tarjeta", 1200, 630, 28, 44, 272, 56),
    "cuadrada": Formato("cuadrada", 1080, 1080, 32, 46, 344, 64),
    "vertical": Formato("vertical", 1080, 1920, 42, 66, 512, 72),
}


def abrir(f: Formato, d: Datos, tope: int = SIN_TOPE) -> tuple[Lienzo, int, int]:
    """El lienzo con cabeza y pie, y entre qué alturas se puede dibujar. `tope`: lo más que mide la letra del pie."""
    lienzo, chica = Lienzo(f.ancho, f.alto, d["acento"]), round(f.cuerpo * 0.72)
    lienzo.texto(
        f.margen, f.margen - 12, 400, "Conóceles", round(f.cuerpo * 1.05), peso=700, color=d["acento"]
    )
    libre = f.adentro - round(f.cuerpo * 6)
    eleccion = quepa(d["eleccion"], libre, chica * 3 // 2, chica)
    lienzo.a_la_derecha(f.ancho - f.margen, f.margen - 4, d["eleccion"], eleccion, color=SUAVE)
    arriba = f.margen + round(f.cuerpo * 1.5)
    pie = min(chica, tope)
    frases = [d["institucion"], " ".join(t for t in (d["lema"], d["aviso"]) if t)]
    abajo = f.alto - f.margen - sum(alto(t, f.adentro, pie) for t in frases) + 14
    y = abajo
    for frase in frases:
        y = lienzo.texto(f.margen, y, f.adentro, frase, pie, color=SUAVE)
    lienzo.filete(abajo - 14, f.margen)
    return lienzo, arriba, abajo - 28


def invitar(lienzo: Lienzo, f: Formato, abajo: int, d: Datos, tope: int = SIN_TOPE) -> int:
    """El QR y la dirección al pie, o solo la dirección en la apaisada. Devuelve dónde empiezan."""
    frase, direccion, cuerpo = d["invitacion"], d["direccion"], min(round(f.cuerpo * 0.86), tope)
    if f.clave == "tarjeta":
        cuerpo = quepa(direccion, f.adentro, 40, cuerpo, 600)
        y = abajo - alto(direccion, f.adentro, cuerpo, 600)
        lienzo.texto(f.margen, y, f.adentro, direccion, cuerpo, peso=600, color=d["acento"])
        return y - 12
    lado = f.cuerpo * 6
    ancho, x, y = f.adentro - lado - 32, f.margen + lado + 32, abajo - lado
    lienzo.qr(f.margen, y, lado, d["enlace"])
    ocupa = alto(frase, ancho, cuerpo) + 8
    chica = quepa(direccion, ancho, lado - ocupa, cuerpo, 600)
    sigue = y + max(0, (lado - ocupa - alto(direccion, ancho, chica, 600)) // 2)
    sigue = lienzo.texto(x, sigue, ancho, frase, cuerpo) + 8
    lienzo.texto(x, sigue, ancho, direccion, chica, peso=600, color=d["acento"])
    return y - 24

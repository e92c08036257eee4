"""Papel, tinta y letra: lo que comparten todas las imágenes. Mismos datos, mismos octetos.

Medidas en puntos de la imagen. El color de una fuerza solo aparece como marca chica junto a su nombre.
"""

from __future__ import annotations

import io
import re
from functools import cache, lru_cache
from pathlib import Path

import segno
from PIL import Image, ImageDraw

from conoceles.nucleo.papel.letra import letra

PAPEL, HOJA, TINTA, SUAVE, FILETE, PISTA = "#fbfaf6", "#ffffff", "#17191b", "#4e5357", "#d8d4c8", "#e6e2d6"
CALIDAD = 70
ENTRE_RENGLONES = 1.22


@cache
def _mide(palabra: str, cuerpo: int, peso: int) -> float:
    return letra(cuerpo, peso).getlength(palabra)


def partir(texto: str, ancho: int, cuerpo: int, peso: int = 400) -> tuple[str, ...]:
    """Renglones que caben en `ancho`. Una dirección se parte tras sus diagonales; lo que sola no cabe, donde quepa."""
    renglones, actual, largo = [], "", 0.0
    for pedazo in _pedazos(texto):
        mide = _mide(pedazo, cuerpo, peso)
        if actual and largo + mide > ancho:
            renglones.append(actual)
            actual, largo, pedazo = "", 0.0, pedazo.lstrip()
            mide = _mide(pedazo, cuerpo, peso)
        while mide > ancho and len(pedazo) > 1:
            corte = max(1, int(len(pedazo) * ancho / mide) - 1)
            renglones.append(pedazo[:corte])
            pedazo = pedazo[corte:]
            mide = _mide(pedazo, cuerpo, peso)
        actual, largo = actual + pedazo, largo + mide
    return (*renglones, actual)


def _pedazos(texto: str) -> list[str]:
    """Lo que no se separa: cada palabra con el blanco que la precede, y cada tramo de una dirección."""
    return [t for t in re.findall(r"\s?[^\s/]*/*", " ".join(texto.split())) if t]


def alto(texto: str, ancho: int, cuerpo: int, peso: int = 400) -> int:
    """Lo que ocupa un párrafo."""
    return len(partir(texto, ancho, cuerpo, peso)) * renglon(cuerpo) if texto else 0


def renglon(cuerpo: int) -> int:
    """Alto de un renglón."""
    return round(cuerpo * ENTRE_RENGLONES)


def quepa(texto: str, ancho: int, alto_maximo: int, cuerpo: int, peso: int = 400) -> int:
    """La medida de siempre; solo se achica lo que así no cabría entero."""
    while cuerpo > 12 and alto(texto, ancho, cuerpo, peso) > alto_maximo:
        cuerpo -= 2
    return cuerpo


@lru_cache(maxsize=64)
def _codigo(direccion: str) -> Image.Image:
    """Un punto por módulo, con su zona de silencio."""
    filas = segno.make(direccion, error="m", micro=False, boost_error=False).matrix_iter(border=2)
    octetos = [bytes(0 if negro else 255 for negro in fila) for fila in filas]
    return Image.frombytes("L", (len(octetos), len(octetos)), b"".join(octetos)).convert("RGB")


class Lienzo:
    """Una imagen en hechura. Los métodos que escriben devuelven dónde sigue lo de abajo."""

    def __init__(self, ancho: int, alto: int, acento: str) -> None:
        self.ancho, self.alto, self.acento = ancho, alto, acento
        self.imagen = Image.new("RGB", (ancho, alto), PAPEL)
        self.pluma = ImageDraw.Draw(self.imagen)
        self.con_foto = False

    def texto(
        self, x: int, y: int, ancho: int, texto: str, cuerpo: int, *, peso: int = 400, color: str = TINTA
    ) -> int:
        """Un párrafo a la izquierda."""
        for linea in partir(texto, ancho, cuerpo, peso) if texto else ():
            self.pluma.text((x, y), linea, font=letra(cuerpo, peso), fill=color)
            y += renglon(cuerpo)
        return y

    def a_la_derecha(self, derecha: int, y: int, texto: str, cuerpo: int, *, color: str = TINTA) -> None:
        """Un renglón que termina en `derecha`."""
        self.pluma.text((derecha - letra(cuerpo).getlength(texto), y), texto, font=letra(cuerpo), fill=color)

    def fuerza(self, x: int, y: int, ancho: int, nombre: str, color: str, cuerpo: int) -> int:
        """La marca y el nombre. Es el único lugar donde se usa el color de una fuerza; sin color, la marca va hueca."""
        lado = round(cuerpo * 0.72)
        arriba = y + round(cuerpo * 0.26)
        self.pluma.rectangle((x, arriba, x + lado, arriba + lado), fill=color or None, outline=TINTA)
        return self.texto(x + round(cuerpo * 1.1), y, ancho - round(cuerpo * 1.1), nombre, cuerpo)

    def retrato(self, x: int, y: int, ancho: int, foto: Path | None, iniciales: str) -> int:
        """El mismo recorte de 4 a 5 y el mismo marco para todo mundo; sin fotografía, sus iniciales sobre papel."""
        alto = ancho * 5 // 4
        self.pluma.rectangle((x, y, x + ancho - 1, y + alto - 1), fill=HOJA, outline=FILETE, width=2)
        if foto is None:
            centro = (x + ancho / 2, y + alto / 2)
            self.pluma.text(centro, iniciales, font=letra(ancho // 3, 600), fill=SUAVE, anchor="mm")
            return y + alto
        with Image.open(foto) as abierta:
            abierta.draft("RGB", (ancho, alto))
            cara = abierta.convert("RGB").resize(
                (ancho - 4, alto - 4), Image.Resampling.BICUBIC, reducing_gap=2.0
            )
        self.imagen.paste(cara, (x + 2, y + 2))
        self.con_foto = True
        return y + alto

    def qr(self, x: int, y: int, lado: int, direccion: str) -> None:
        """El código de una dirección sobre blanco, con su zona de silencio."""
        self.imagen.paste(_codigo(direccion).resize((lado, lado), Image.Resampling.NEAREST), (x, y))

    def filete(self, y: int, margen: int) -> None:
        """Una raya fina de margen a margen."""
        self.pluma.line((margen, y, self.ancho - margen, y), fill=FILETE, width=2)

    def octetos(self) -> bytes:
        """JPEG si lleva fotografía; si no, PNG de pocos colores."""
        salida = io.BytesIO()
        if self.con_foto:
            self.imagen.save(salida, "JPEG", quality=CALIDAD)
        else:
            self.imagen.quantize(64, Image.Quantize.FASTOCTREE).save(salida, "PNG", compress_level=6)
        return salida.getvalue()

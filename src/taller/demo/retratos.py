"""Retratos dibujados: personas que no existen, con el mismo encuadre y luz para todas."""

from __future__ import annotations

import io
from random import Random

from PIL import Image, ImageDraw

ANCHO, ALTO = 720, 900
PIELES = ("#f0c9a4", "#e3b088", "#c98f63", "#a86f47", "#8a5635", "#6d432b")
PELOS = ("#1f1a17", "#2f221b", "#4a2f20", "#6b4a2f", "#8d8a86", "#d6d2cb")
ROPAS = ("#34515e", "#5b4a5f", "#2f4f45", "#6a4f3b", "#3d4657", "#7a5c4e", "#4c5b3f")
FONDOS = ("#e9e4da", "#e2e6e4", "#ebe3df", "#e4e2ea", "#e6e8dd")


def retrato(semilla: str, *, mujer: bool, edad: int) -> bytes:
    """JPEG de 720 × 900. La misma semilla da el mismo dibujo."""
    azar = Random(semilla)
    piel = azar.choice(PIELES)
    pelo = (
        PELOS[-1] if edad > 62 else PELOS[-2] if edad > 50 and azar.random() < 0.7 else azar.choice(PELOS[:4])
    )
    imagen = Image.new("RGB", (ANCHO, ALTO), azar.choice(FONDOS))
    dibujo = ImageDraw.Draw(imagen)
    cx, cy = ANCHO // 2 + azar.randint(-12, 12), 390 + azar.randint(-14, 14)
    rx, ry = azar.randint(138, 160), azar.randint(182, 204)
    if mujer and azar.random() < 0.75:
        _melena(dibujo, cx, cy, rx, ry, pelo, largo=azar.randint(150, 330))
    _torso(dibujo, cx, cy + ry, piel, azar.choice(ROPAS), escote=mujer)
    _oreja(dibujo, cx, cy, rx, piel)
    dibujo.ellipse((cx - rx, cy - ry, cx + rx, cy + ry), fill=piel)
    _cabello(
        dibujo, azar, cx, cy, rx, ry, (pelo, piel), calvo=not mujer and edad > 45 and azar.random() < 0.25
    )
    _rasgos(dibujo, azar, cx, cy, rx, ry, piel, pelo)
    if not mujer and azar.random() < 0.45:
        _barba(dibujo, cx, cy, ry, pelo)
    if azar.random() < 0.3:
        _lentes(dibujo, cx, cy, rx)
    salida = io.BytesIO()
    imagen.save(salida, "JPEG", quality=88)
    return salida.getvalue()


def _tono(color: str, factor: float) -> tuple[int, int, int]:
    r, g, b = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return (min(int(r * factor), 255), min(int(g * factor), 255), min(int(b * factor), 255))


def _torso(d: ImageDraw.ImageDraw, cx: int, menton: int, piel: str, ropa: str, *, escote: bool) -> None:
    d.rounded_rectangle((cx - 64, menton - 60, cx + 64, menton + 120), 40, fill=_tono(piel, 0.9))
    d.pieslice((cx - 330, menton + 50, cx + 330, menton + 760), 180, 360, fill=ropa)
    abertura = 70 if escote else 46
    d.polygon(
        [(cx - abertura, menton + 52), (cx + abertura, menton + 52), (cx, menton + 150)],
        fill=_tono(piel, 0.94),
    )
    d.line(
        [(cx - abertura, menton + 52), (cx, menton + 150), (cx + abertura, menton + 52)],
        fill=_tono(ropa, 1.35),
        width=10,
    )


def _oreja(d: ImageDraw.ImageDraw, cx: int, cy: int, rx: int, piel: str) -> None:
    for lado in (-1, 1):
        x = cx + lado * (rx - 4)
        d.ellipse((x - 24, cy - 30, x + 24, cy + 44), fill=_tono(piel, 0.92))


def _rasgos(
    d: ImageDraw.ImageDraw, azar: Random, cx: int, cy: int, rx: int, ry: int, piel: str, pelo: str
) -> None:
    separacion, alto = rx * 42 // 100, cy - 8
    for lado in (-1, 1):
        x = cx + lado * separacion
        d.ellipse((x - 26, alto - 14, x + 26, alto + 16), fill="#faf7f2")
        d.ellipse((x - 13, alto - 13, x + 13, alto + 13), fill="#3a2a20")
        d.arc(
            (x - 38, alto - 52, x + 38, alto - 2), 200, 340, fill=_tono(pelo, 0.9), width=azar.randint(8, 12)
        )
    nariz = azar.randint(26, 36)
    d.line([(cx, alto + 20), (cx - 8, alto + 72)], fill=_tono(piel, 0.8), width=6)
    d.arc((cx - nariz, alto + 50, cx + nariz, alto + 92), 20, 160, fill=_tono(piel, 0.74), width=7)
    ancho = azar.randint(44, 62)
    boca = cy + ry * 52 // 100
    d.chord((cx - ancho, boca - 26, cx + ancho, boca + 26), 12, 168, fill=_tono("#b0605a", 0.95))
    d.line([(cx - ancho + 2, boca + 4), (cx + ancho - 2, boca + 4)], fill=_tono(piel, 0.62), width=4)
    for lado in (-1, 1):
        x = cx + lado * (rx * 55 // 100)
        d.ellipse((x - 30, cy + 46, x + 30, cy + 92), fill=_tono(piel, 0.96))


def _cabello(
    d: ImageDraw.ImageDraw,
    azar: Random,
    cx: int,
    cy: int,
    rx: int,
    ry: int,
    tonos: tuple[str, str],
    *,
    calvo: bool,
) -> None:
    pelo, piel = tonos
    if calvo:
        for lado in (-1, 1):
            x = cx + lado * (rx - 2)
            d.ellipse((x - 22, cy - 96, x + 22, cy + 6), fill=pelo)
        return
    d.pieslice((cx - rx - 14, cy - ry - 34, cx + rx + 14, cy + ry * 62 // 100), 180, 360, fill=pelo)
    baja, raya = azar.randint(-150, -126), azar.choice((-22, 0, 22))
    d.pieslice((cx - rx + 10 + raya, cy + baja, cx + rx - 10 + raya, cy + ry), 180, 360, fill=piel)


def _melena(d: ImageDraw.ImageDraw, cx: int, cy: int, rx: int, ry: int, pelo: str, *, largo: int) -> None:
    d.rounded_rectangle((cx - rx - 42, cy - ry // 2, cx + rx + 42, cy + largo), 90, fill=pelo)
    d.ellipse((cx - rx - 34, cy - ry - 40, cx + rx + 34, cy + ry - 40), fill=pelo)


def _barba(d: ImageDraw.ImageDraw, cx: int, cy: int, ry: int, pelo: str) -> None:
    boca = cy + ry * 52 // 100
    d.arc((cx - 66, boca - 44, cx + 66, boca + 40), 190, 350, fill=pelo, width=12)
    d.chord((cx - 58, boca + 30, cx + 58, cy + ry + 8), 20, 160, fill=pelo)


def _lentes(d: ImageDraw.ImageDraw, cx: int, cy: int, rx: int) -> None:
    separacion, alto = rx * 42 // 100, cy - 6
    for lado in (-1, 1):
        x = cx + lado * separacion
        d.rounded_rectangle((x - 46, alto - 36, x + 46, alto + 36), 22, outline="#2b2b2b", width=6)
    d.line([(cx - separacion + 46, alto), (cx + separacion - 46, alto)], fill="#2b2b2b", width=6)

"""Volver a hacer una imagen que alguien subió: derecha, sobre blanco, a su medida y sin metadatos.

Corre en un hijo del ayudante (`aparte`) y solo conoce Pillow. Ocupa la imagen abierta y la que resulta: lo que hay que
convertir se convierte por franjas.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence

from PIL import Image
from PIL.Image import Resampling, Transpose

GIRO, EXIF, TOMADA, CAMBIADA = 0x0112, 0x8769, 36867, 306  # dónde escriben las cámaras cómo y cuándo se tomó
ACERCAMIENTO_MAXIMO = 4.0
FRANJA = 48  # renglones de la que resulta
ALCANCE = 3  # puntos que quien reduce mira a cada lado, por cada uno que junta
# Giro → si cambian los ejes, si se voltea a lo ancho y a lo alto, y cómo se endereza la ya reducida.
DERECHA = (False, False, False, None)
GIROS = {
    2: (False, True, False, Transpose.FLIP_LEFT_RIGHT),
    3: (False, True, True, Transpose.ROTATE_180),
    4: (False, False, True, Transpose.FLIP_TOP_BOTTOM),
    5: (True, False, False, Transpose.TRANSPOSE),
    6: (True, False, True, Transpose.ROTATE_270),
    7: (True, True, True, Transpose.TRANSVERSE),
    8: (True, True, False, Transpose.ROTATE_90),
}
Caja = tuple[float, float, float, float]  # izquierda, arriba, derecha y abajo, de 0 a 1
Medidas = tuple[int, int]
Image.preinit()  # el ayudante trae los formatos cargados, y cada hijo los encuentra


def rehacer(
    octetos: bytes,
    *,
    ancho: int,
    alto: int,
    escala: int,
    encuadre: Sequence[float] | None = None,
    formato: str = "JPEG",
    calidades: Sequence[int] = (80,),
    maximo: int = 0,
) -> tuple[dict[str, object], bytes]:
    """La imagen hecha otra vez, y cuándo dice la cámara que se tomó, como lo escribió.

    `encuadre`: centro y acercamiento de lo que se recorta, a ese ancho y alto exactos; sin él, entera y dentro de ellos.
    `escala`: en cuánto se reduce, al menos, un JPEG mientras se abre. De las `calidades`, la primera que pese menos de
    `maximo` octetos, o la última.
    """
    imagen = Image.open(io.BytesIO(octetos), formats=("JPEG", "PNG"))
    exif = _exif(imagen)
    giro = exif.get(GIRO, 1)
    ejes, _, _, enderezar = GIROS.get(giro, DERECHA)
    derecha = imagen.size[::-1] if ejes else imagen.size
    final = (ancho, alto) if encuadre else _dentro(derecha, escala, (ancho, alto))
    caja = _recorte(derecha, final, *encuadre) if encuadre else (0.0, 0.0, 1.0, 1.0)
    _aligerar(imagen, escala, (caja[2] - caja[0]) * derecha[0] / final[0])
    imagen.load()
    fino = Resampling.LANCZOS if encuadre else Resampling.HAMMING  # en una hoja, de letras, no se nota
    hecha = _a_medida(imagen, _girada(caja, giro), final[::-1] if ejes else final, fino)
    hecha = hecha if enderezar is None else hecha.transpose(enderezar)
    return {"fecha": _fecha(exif)}, _codificar(hecha, formato, calidades, maximo, progresiva=bool(encuadre))


def _exif(imagen: Image.Image) -> Image.Exif:
    """Lo que escribió la cámara; nada si está dañado: el archivo se juzga por su imagen."""
    if imagen.format == "PNG":
        imagen.load()  # sus metadatos pueden ir al final
    try:
        return imagen.getexif()
    except Exception:
        return Image.Exif()


def _recorte(derecha: Medidas, final: Medidas, x: float, y: float, acercamiento: float) -> Caja:
    """La parte con la proporción pedida, dentro de la imagen y alrededor de ese centro."""
    ancho, alto = derecha
    lado = min(ancho / final[0], alto / final[1]) / min(max(acercamiento, 1.0), ACERCAMIENTO_MAXIMO)
    w, h = lado * final[0] / ancho, lado * final[1] / alto
    izquierda, arriba = min(max(x - w / 2, 0.0), 1.0 - w), min(max(y - h / 2, 0.0), 1.0 - h)
    return (izquierda, arriba, izquierda + w, arriba + h)


def _dentro(derecha: Medidas, escala: int, tope: Medidas) -> Medidas:
    menos = min(1 / escala, tope[0] / derecha[0], tope[1] / derecha[1])
    return (max(round(derecha[0] * menos), 1), max(round(derecha[1] * menos), 1))


def _aligerar(imagen: Image.Image, escala: int, sobra: float) -> None:
    """Un JPEG se abre ya reducido: en `escala`, o más si así alcanza para la que resulta."""
    menos = max(escala, next((n for n in (8, 4, 2) if sobra >= n), 1))
    imagen.draft(None, (max(imagen.width // menos, 1), max(imagen.height // menos, 1)))


def _girada(caja: Caja, giro: int) -> Caja:
    """Dónde está esa parte en la imagen como se guardó, antes de enderezarla."""
    ejes, a_lo_ancho, a_lo_alto, _ = GIROS.get(giro, DERECHA)
    a, b = (caja[0], caja[2]), (caja[1], caja[3])
    xs, ys = (b, a) if ejes else (a, b)
    xs = (1 - xs[1], 1 - xs[0]) if a_lo_ancho else xs
    ys = (1 - ys[1], 1 - ys[0]) if a_lo_alto else ys
    return (xs[0], ys[0], xs[1], ys[1])


def _a_medida(imagen: Image.Image, parte: Caja, medidas: Medidas, fino: Resampling) -> Image.Image:
    """Esa parte a esas medidas, sobre blanco. Cada franja se reduce con lo que hay a su alrededor: no se nota dónde empieza."""
    x, y, w, h = _en_puntos(parte, imagen.size)
    ancho, alto = medidas
    margen = math.ceil(ALCANCE * max(w / ancho, h / alto, 1.0)) + 1
    lado, borde = max(math.floor(x) - margen, 0), min(math.ceil(x + w) + margen, imagen.width)
    fino = fino if h < 2 * alto else Resampling.HAMMING  # de muchos puntos uno: cuesta la mitad y no se nota
    hecha = Image.new("RGB", medidas)
    for desde in range(0, alto, FRANJA):
        hasta = min(desde + FRANJA, alto)
        de, a = y + h * desde / alto, min(y + h * hasta / alto, imagen.height)
        techo = max(math.floor(de) - margen, 0)
        franja = _reducible(imagen.crop((lado, techo, borde, min(math.ceil(a) + margen, imagen.height))))
        caja = (x - lado, de - techo, min(x + w - lado, franja.width), a - techo)
        hecha.paste(_sobre_blanco(franja.resize((ancho, hasta - desde), fino, caja)), (0, desde))
    return hecha


def _en_puntos(parte: Caja, medidas: Medidas) -> Caja:
    """Izquierda, arriba, ancho y alto."""
    ancho, alto = medidas
    return (parte[0] * ancho, parte[1] * alto, (parte[2] - parte[0]) * ancho, (parte[3] - parte[1]) * alto)


def _reducible(imagen: Image.Image) -> Image.Image:
    """En grises, en color o en color con transparencia: en otro modo, de varios puntos no se hace uno."""
    if imagen.mode.startswith("I"):  # 16 bits por punto: `convert` los recortaría a blanco
        return imagen.convert("I").point(lambda v: v * (1 / 257)).convert("L")
    if imagen.mode in ("LA", "PA") or "transparency" in imagen.info:
        imagen = imagen.convert("RGBA")
    if imagen.mode == "RGBA" and imagen.getchannel("A").getextrema() != (255, 255):
        return imagen
    modo = "L" if imagen.mode in ("1", "L") else "RGB"
    return imagen if imagen.mode == modo else imagen.convert(modo)


def _sobre_blanco(imagen: Image.Image) -> Image.Image:
    if imagen.mode != "RGBA":
        return imagen.convert("RGB")
    fondo = Image.new("RGB", imagen.size, "white")
    fondo.paste(imagen, mask=imagen.getchannel("A"))
    return fondo


def _fecha(exif: Image.Exif) -> str:
    """Vacía si no la hay o no se entiende: es una pista, que se edita con facilidad."""
    try:
        return str(exif.get_ifd(EXIF).get(TOMADA) or exif.get(CAMBIADA) or "")[:40]
    except Exception:
        return ""


def _codificar(
    imagen: Image.Image, formato: str, calidades: Sequence[int], maximo: int, *, progresiva: bool
) -> bytes:
    for calidad in calidades:
        salida = io.BytesIO()
        imagen.save(salida, formato, quality=calidad, optimize=True, progressive=progresiva)
        if salida.tell() < maximo:
            break
    return salida.getvalue()

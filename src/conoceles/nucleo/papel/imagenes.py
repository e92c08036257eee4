"""Abrir sin riesgo una imagen que alguien sube."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from conoceles.nucleo.errores import ErrorDeDominio

MAXIMO_PIXELES = 40_000_000
# Abrir cuesta por punto: uno de cinco kilos con cuarenta millones ocupaba el servidor seis segundos.
SIN_MIRAR_EL_PESO, PUNTOS_POR_OCTETO = 8_000_000, 64


def abrir(archivo: bytes, *, minimo_lado: int) -> Image.Image:
    """Decodifica entera la imagen, derecha y sobre blanco; el formato se decide por su contenido, no por su nombre.

    `ErrorDeDominio` en el campo `archivo` con la razón cuando no se admite.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            imagen = Image.open(io.BytesIO(archivo), formats=("JPEG", "PNG"))
            if imagen.width * imagen.height > _tope(len(archivo)):
                raise ErrorDeDominio(
                    "La imagen tiene demasiados puntos; redúzcala y vuelva a intentar.", campo="archivo"
                )
            imagen.load()
    except ErrorDeDominio:
        raise
    except Image.DecompressionBombError as error:
        raise ErrorDeDominio(
            "La imagen tiene demasiados puntos; redúzcala y vuelva a intentar.", campo="archivo"
        ) from error
    except Exception as error:  # Pillow lanza muchos tipos ante archivos dañados
        raise ErrorDeDominio(
            "El archivo no es una imagen JPG o PNG que se pueda leer.", campo="archivo"
        ) from error
    if min(imagen.size) < minimo_lado:
        raise ErrorDeDominio(
            f"La imagen es muy pequeña: cada lado debe medir {minimo_lado} puntos o más.", campo="archivo"
        )
    return _sobre_blanco(ImageOps.exif_transpose(imagen))


def _tope(octetos: int) -> int:
    """Los puntos que se aceptan de un archivo de ese peso."""
    return min(MAXIMO_PIXELES, max(SIN_MIRAR_EL_PESO, octetos * PUNTOS_POR_OCTETO))


def _sobre_blanco(imagen: Image.Image) -> Image.Image:
    if imagen.mode.startswith("I"):  # 16 bits por punto: `convert` los recortaría a blanco
        return imagen.convert("I").point(lambda v: v * (1 / 257)).convert("RGB")
    if imagen.mode in ("RGBA", "LA", "PA") or "transparency" in imagen.info:
        imagen = imagen.convert("RGBA")
        fondo = Image.new("RGB", imagen.size, "white")
        fondo.paste(imagen, mask=imagen.getchannel("A"))
        return fondo
    return imagen.convert("RGB")

"""Dónde va cada material de difusión, relativo a la elección: lo saben quien lo hace, las páginas y la supresión."""

from __future__ import annotations

from conoceles.publicacion.lectura.fichas import ContiendaPublica, Ficha

CARPETA = "materiales/"
MEDIDAS = {"tarjeta": (1200, 630), "cuadrada": (1080, 1080), "vertical": (1080, 1920)}
IMPRESOS = {"cartel": "Cartel tabloide", "mural": "Mural A1", "volante": "Hoja carta"}


def de_persona(ficha: Ficha, formato: str) -> str:
    """JPEG si lleva fotografía; si no, PNG."""
    return f"{CARPETA}candidaturas/{ficha.folio}/{formato}.{'jpg' if ficha.foto else 'png'}"


def de_boleta(clave: str, formato: str, extension: str) -> str:
    """Imagen o impreso de una boleta."""
    return f"{CARPETA}contiendas/{clave}/{formato}.{extension}"


def quienes(boleta: ContiendaPublica) -> str:
    """La infografía con las caras de toda la boleta."""
    return de_boleta(boleta.clave, "quienes", "jpg" if any(f.foto for f in boleta.fichas) else "png")


def de_distrito(numero: str, formato: str) -> str:
    """No nombra a nadie."""
    return f"{CARPETA}distritos/{numero}/{formato}.png"


def de_cargo(clave: str, formato: str) -> str:
    """No nombra a nadie."""
    return f"{CARPETA}cargos/{clave}/{formato}.png"


def de_indicador(clave: str) -> str:
    """La de una tabla de estadística."""
    return f"{CARPETA}estadistica/{clave}.png"

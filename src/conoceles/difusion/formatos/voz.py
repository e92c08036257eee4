"""Audio: voz sintética de espeak-ng (`es-419`) en Opus de 16 kb/s. Cada persona es una pista; la boleta las junta sin volver a codificar."""

from __future__ import annotations

from pathlib import Path

from conoceles.difusion.dibujo.comun import Datos
from conoceles.difusion.formatos import lectura, llano, ogg, programas
from conoceles.difusion.formatos.dicho import decir
from conoceles.nucleo import archivos
from conoceles.publicacion.api.documentos import Boleta, Perfil

AVISO = "Lo lee una voz sintética."
ORDEN_VOZ = ("espeak-ng", "-v", "es-419", "-s", "150", "--stdin", "--stdout")
ORDEN_OPUS = ("opusenc", "--quiet", "--bitrate", "16", "--comp", "5", "--serial", "1", "-", "-")
PAUSA = ".\n\n"


def pista(formato: str, d: Datos, carpeta: Path) -> bytes:
    """«portada»: qué boleta es y que la voz es sintética; «persona»: el resumen de su perfil."""
    if formato == "portada":
        return hablar(_portada(lectura.boleta(carpeta, d["boleta"]), d))
    return hablar(_persona(lectura.perfil(carpeta, d["folio"]), d, sola=formato == "sola"))


def boleta(formato: str, d: Datos, taller: Path) -> bytes:
    """Las pistas ya hechas, una tras otra."""
    return ogg.juntar([(taller / nombre).read_bytes() for nombre in d["pistas"]], titulo=d["titulo"])


def grabacion(formato: str, d: Datos, carpeta: Path) -> bytes:
    """La que leyó una persona, tal como se recibió."""
    return archivos.leer(d["sha256"])


def hablar(texto: str) -> bytes:
    """Opus en Ogg. Los mismos datos dan los mismos octetos."""
    return programas.correr(ORDEN_OPUS, programas.correr(ORDEN_VOZ, decir(texto).encode()))


def _portada(documento: Boleta, d: Datos) -> str:
    dichos = [
        documento["nombre"],
        d["eleccion"],
        AVISO,
        f"Publicado el {lectura.fecha(documento, d['zona'])}",
    ]
    leidas = [*map(lectura.seguida, lectura.cajas(documento))]
    return PAUSA.join([*dichos, "En el orden de la boleta", *leidas, *(_inventado(documento))])


def _persona(p: Perfil, d: Datos, *, sola: bool) -> str:
    """Lo del texto llano: todas las personas tienen, a lo más, lo mismo."""
    propias = [AVISO, *_inventado(p), f"Publicado el {lectura.fecha(p, d['zona'])}."] if sola else []
    return llano.texto(p, propias).replace("[…]", "").replace("\n", "\n\n")


def _inventado(documento: Perfil | Boleta) -> list[str]:
    return [lectura.INVENTADO] if documento["inventado"] else []

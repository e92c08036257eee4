"""PDF pequeños, buenos y malos, hechos al vuelo."""

from __future__ import annotations

import io
from collections.abc import Callable

from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def pdf(paginas: int = 1, cambiar: Callable[[PdfWriter], object] | None = None) -> bytes:
    """Un PDF en blanco con esas páginas; `cambiar` le agrega lo que se quiera rechazar."""
    escritor = PdfWriter()
    for _ in range(paginas):
        escritor.add_blank_page(612, 792)
    if cambiar:
        cambiar(escritor)
    salida = io.BytesIO()
    escritor.write(salida)
    return salida.getvalue()


def con_programa(escritor: PdfWriter) -> None:
    accion = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert('hola')"),
        }
    )
    escritor.root_object[NameObject("/OpenAction")] = accion


def con_adjunto(escritor: PdfWriter) -> None:
    escritor.add_attachment("otro.exe", b"MZ")


def con_contrasena(escritor: PdfWriter) -> None:
    escritor.encrypt("secreta", algorithm="AES-256")


def con_lanzador(escritor: PdfWriter) -> None:
    """Una acción que abre otro programa, escondida en un enlace de la página."""
    accion = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("x")}
    )
    escritor.add_annotation(0, Link(rect=(0, 0, 10, 10), url="https://ejemplo.example"))
    notas = escritor.pages[0]["/Annots"]
    notas[0].get_object()[NameObject("/A")] = accion


def con_nombre_disfrazado(octetos: bytes) -> bytes:
    """El mismo programa con su nombre escrito en hexadecimal, que un lector de PDF entiende igual."""
    return octetos.replace(b"/JavaScript", b"/JavaScr#69pt").replace(b"/JS ", b"/J#53 ")

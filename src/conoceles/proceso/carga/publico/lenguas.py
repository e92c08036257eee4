"""`lenguas.toml`: la guía breve del sitio y el lugar de cada lengua a la que se traduce."""

from __future__ import annotations

from pathlib import Path

from conoceles.proceso.carga.piezas.archivos import leer_toml
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.carga.publico import bcp47
from conoceles.proceso.carga.publico.traducciones import leer_traducciones
from conoceles.proceso.definicion import Guia, Lengua, TextoDeGuia


def leer_guia(carpeta: Path, nombre: str, faltas: Faltas) -> Guia:
    """La guía en español y el lugar de cada lengua, con la hoja de lo traducido si la nombra."""
    raiz = leer_toml(carpeta, nombre, faltas)
    if raiz is None:
        return Guia()
    textos = tuple(_texto(t) for t in raiz.tablas("textos", obligatoria=True))
    lenguas = tuple(_lengua(t, carpeta, faltas) for t in raiz.tablas("lenguas"))
    _sin_repetir(raiz, "textos", [t.clave for t in textos])
    _sin_repetir(raiz, "lenguas", [lengua.clave for lengua in lenguas])
    raiz.cerrar()
    return Guia(textos, lenguas)


def _sin_repetir(raiz: Tabla, arreglo: str, claves: list[str]) -> None:
    for clave in sorted({c for c in claves if claves.count(c) > 1}):
        raiz.falta(f"{arreglo}[{clave}].clave", "está repetida.")


def _lengua(tabla: Tabla, carpeta: Path, faltas: Faltas) -> Lengua:
    archivo = tabla.texto("archivo", "")
    lengua = Lengua(
        clave=tabla.texto("clave"),
        nombre=tabla.texto("nombre"),
        traducciones=leer_traducciones(carpeta, archivo, faltas) if archivo else (),
        archivo=archivo,
    )
    if falta := bcp47.falta(lengua.clave):
        tabla.falta("clave", falta)
    tabla.cerrar()
    return lengua


def _texto(tabla: Tabla) -> TextoDeGuia:
    texto = TextoDeGuia(tabla.texto("clave"), tabla.texto("titulo"), tabla.texto("texto"))
    tabla.cerrar()
    return texto

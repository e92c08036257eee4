"""`temas.toml`: el catálogo de temas de las propuestas. El acuerdo que lo aprueba va en `[actos]`."""

from __future__ import annotations

from pathlib import Path

from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.carga.cargos import clave_simple
from conoceles.proceso.carga.piezas.archivos import leer_toml
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.preguntas.temas import MAXIMO, Tema, Temas


def leer_temas(carpeta: Path, nombre: str, faltas: Faltas) -> Temas:
    """El archivo entero. El orden es el del alfabeto: nadie decide qué tema va antes."""
    raiz = leer_toml(carpeta, nombre, faltas)
    if raiz is None:
        return Temas()
    temas = tuple(_tema(t) for t in raiz.tablas("temas", obligatoria=True))
    nombres = [sin_acentos(t.nombre) for t in temas]
    if len(temas) > MAXIMO:
        raiz.falta("temas", f"son {len(temas)} y caben {MAXIMO}: con más, nadie los recorre en un teléfono.")
    if nombres != sorted(set(nombres)):
        raiz.falta("temas", "van una vez cada uno y en orden alfabético: nadie decide cuál va antes.")
    if len({t.clave for t in temas}) < len(temas):
        raiz.falta("temas", "dos tienen la misma clave.")
    catalogo = Temas(raiz.texto("version"), temas)
    raiz.cerrar()
    return catalogo


def _tema(tabla: Tabla) -> Tema:
    tema = Tema(clave_simple(tabla), tabla.texto("nombre"), tabla.texto("abarca"))
    if ";" in tema.nombre:
        tabla.falta("nombre", "no lleva punto y coma: separa los temas en los datos abiertos.")
    tabla.cerrar()
    return tema

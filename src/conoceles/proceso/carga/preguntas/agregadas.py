"""Las preguntas que una elección agrega al currículum si nombra su archivo: temas de las propuestas y declaraciones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.carga.preguntas.pide_declaraciones import leer_declaraciones
from conoceles.proceso.carga.preguntas.temas import leer_temas
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.preguntas.declaraciones import con_declaraciones
from conoceles.proceso.preguntas.temas import con_temas


def agregar_temas(archivos: Tabla, carpeta: Path, faltas: Faltas, d: Definicion) -> Definicion:
    """El catálogo de temas, si se nombra, y el cuestionario con sus preguntas."""
    nombre = archivos.texto("temas", "")
    if not nombre or not d.curricular.secciones:
        return d
    temas = leer_temas(carpeta, nombre, faltas)
    return replace(d, temas=temas, curricular=con_temas(d.curricular, temas))


def agregar_declaraciones(archivos: Tabla, carpeta: Path, faltas: Faltas, d: Definicion) -> Definicion:
    """Las que se piden, si su archivo se nombra, y el cuestionario con sus preguntas."""
    nombre = archivos.texto("declaraciones", "")
    if not nombre or not d.curricular.secciones:
        return d
    pedidas = leer_declaraciones(
        carpeta,
        nombre,
        faltas,
        dia=d.calendario.dia("jornada"),
        entidad=d.entidad,
        usadas=[c.clave for c in d.curricular.campos()],
    )
    aprobadas = "declaraciones" in d.actos
    con = con_declaraciones(d.curricular, pedidas, aprobadas=aprobadas)
    return replace(d, declaraciones=pedidas, curricular=con)

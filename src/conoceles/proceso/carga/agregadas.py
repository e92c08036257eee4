"""Las preguntas que una elección agrega al currículum si nombra su archivo: temas de las propuestas y declaraciones."""

from __future__ import annotations

from pathlib import Path

from conoceles.proceso.carga.faltas import Faltas
from conoceles.proceso.carga.partes import Partes
from conoceles.proceso.carga.pide_declaraciones import leer_declaraciones
from conoceles.proceso.carga.tabla import Tabla
from conoceles.proceso.carga.temas import leer_temas
from conoceles.proceso.declaraciones import con_declaraciones
from conoceles.proceso.temas import con_temas


def agregar_temas(archivos: Tabla, carpeta: Path, faltas: Faltas, partes: Partes) -> Partes:
    """El catálogo de temas, si se nombra, y el cuestionario con sus preguntas."""
    nombre = archivos.texto("temas", "")
    if not nombre or "curricular" not in partes:
        return {}
    temas = leer_temas(carpeta, nombre, faltas)
    return {"temas": temas, "curricular": con_temas(partes["curricular"], temas)}


def agregar_declaraciones(archivos: Tabla, carpeta: Path, faltas: Faltas, partes: Partes) -> Partes:
    """Las que se piden, si su archivo se nombra, y el cuestionario con sus preguntas."""
    nombre = archivos.texto("declaraciones", "")
    if not nombre or "curricular" not in partes:
        return {}
    curricular = partes["curricular"]
    pedidas = leer_declaraciones(
        carpeta,
        nombre,
        faltas,
        dia=partes["calendario"].dia("jornada"),
        entidad=partes["entidad"],
        usadas=[c.clave for c in curricular.campos()],
    )
    aprobadas = "declaraciones" in partes["actos"]
    return {
        "declaraciones": pedidas,
        "curricular": con_declaraciones(curricular, pedidas, aprobadas=aprobadas),
    }

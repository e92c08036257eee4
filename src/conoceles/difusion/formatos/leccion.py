"""Hoja para el aula: la boleta de un distrito o de un municipio, leída en una clase. No destaca a nadie."""

from __future__ import annotations

from pathlib import Path

from conoceles.difusion.dibujo.comun import Datos
from conoceles.difusion.formatos import lectura
from conoceles.difusion.impresos import FIJA
from conoceles.nucleo import pdf

PLANTILLA = Path(__file__).parents[1] / "plantillas" / "leccion.typ"


def componer(formato: str, d: Datos, carpeta: Path) -> bytes:
    """Dos hojas carta: qué se elige y quiénes están; y qué hacer con ello en 50 minutos."""
    documento = lectura.boleta(carpeta, d["boleta"])
    formulas = [
        {
            "fuerza": f["fuerza"]["nombre"],
            "personas": [f"{p['nombre']} ({p['calidad'].lower()})" for p in f["personas"]],
        }
        for f in documento["formulas"]
    ]
    datos = {
        "titulo": documento["nombre"],
        "cargo": documento["cargo"]["nombre"],
        "ambito": documento["ambito"],
        "lugares": d["lugares"],
        "municipios": ", ".join(documento["municipios"]),
        "como_se_gana": documento["como_se_gana"],
        "eleccion": d["eleccion"],
        "institucion": d["institucion"],
        "jornada": d["jornada"],
        "formulas": formulas,
        "direccion": documento["pagina"].partition("://")[2],
        "pie": lectura.pie(documento, d["huella"], d["zona"]),
    }
    return pdf.componer(PLANTILLA, datos, momento=FIJA)

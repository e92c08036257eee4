"""Letra grande: la boleta entera, o un perfil, en PDF de 18 puntos, etiquetado (PDF/UA)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from conoceles.difusion.dibujo.comun import Datos
from conoceles.difusion.formatos import lectura
from conoceles.difusion.formatos.lectura import Documento
from conoceles.difusion.impresos import FIJA
from conoceles.nucleo import pdf

PLANTILLA = Path(__file__).parents[1] / "plantillas" / "grande.typ"


def componer(formato: str, d: Datos, carpeta: Path) -> bytes:
    """`formato`: «boleta» o «perfil»."""
    documento = leido(formato, d, carpeta)
    gente = lectura.personas(documento) if formato == "boleta" else [documento]
    datos: dict[str, Any] = {
        "titulo": documento["nombre"],
        "institucion": d["institucion"],
        "eleccion": d["eleccion"],
        "jornada": d["jornada"],
        "como_se_gana": documento.get("como_se_gana", ""),
        "personas": [persona(p) for p in gente],
        "pie": lectura.pie(documento, d["huella"], d["zona"]),
    }
    return pdf.componer(PLANTILLA, datos, momento=FIJA)


def leido(formato: str, d: Datos, carpeta: Path) -> Documento:
    """El documento de la boleta o el del perfil."""
    return (
        lectura.boleta(carpeta, d["boleta"]) if formato == "boleta" else lectura.perfil(carpeta, d["folio"])
    )


def persona(p: Documento) -> dict[str, Any]:
    """Lo que una plantilla escribe de ella."""
    return {
        "nombre": p["nombre"],
        "cabeza": lectura.cabeza(p),
        "apartados": [
            {"titulo": a.titulo, "renglones": a.renglones, "razon": a.razon} for a in lectura.apartados(p)
        ],
    }

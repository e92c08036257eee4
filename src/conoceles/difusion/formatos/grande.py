"""Letra grande: la boleta entera, o un perfil, en PDF de 18 puntos, etiquetado (PDF/UA)."""

from __future__ import annotations

from pathlib import Path

from conoceles.difusion.dibujo.comun import Datos
from conoceles.difusion.formatos import lectura
from conoceles.difusion.impresos import FIJA
from conoceles.nucleo import pdf
from conoceles.publicacion.api.documentos import Boleta, Perfil

PLANTILLA = Path(__file__).parents[1] / "plantillas" / "grande.typ"


def componer(formato: str, d: Datos, carpeta: Path) -> bytes:
    """`formato`: «boleta» o «perfil»."""
    documento, gente = leido(formato, d, carpeta)
    datos = {
        "titulo": documento["nombre"],
        "institucion": d["institucion"],
        "eleccion": d["eleccion"],
        "jornada": d["jornada"],
        "como_se_gana": documento.get("como_se_gana", ""),
        "personas": [persona(p) for p in gente],
        "pie": lectura.pie(documento, d["huella"], d["zona"]),
    }
    return pdf.componer(PLANTILLA, datos, momento=FIJA)


def leido(formato: str, d: Datos, carpeta: Path) -> tuple[Perfil | Boleta, list[Perfil]]:
    """El documento de la boleta o el del perfil, y los perfiles de quienes están en él."""
    if formato == "boleta":
        boleta = lectura.boleta(carpeta, d["boleta"])
        return boleta, lectura.personas(carpeta, boleta)
    perfil = lectura.perfil(carpeta, d["folio"])
    return perfil, [perfil]


def persona(p: Perfil) -> dict[str, object]:
    """Lo que una plantilla escribe de ella."""
    return {
        "nombre": p["nombre"],
        "cabeza": lectura.cabeza(p),
        "apartados": [
            {"titulo": a.titulo, "renglones": a.renglones, "razon": a.razon} for a in lectura.apartados(p)
        ],
    }

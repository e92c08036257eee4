"""Letra grande: la boleta entera, o un perfil, en PDF de 18 puntos, etiquetado (PDF/UA)."""

from __future__ import annotations

from pathlib import Path

from conoceles.difusion.dibujo.comun import Datos
from conoceles.difusion.formatos import lectura
from conoceles.difusion.formatos.habla import Habla, habla
from conoceles.difusion.impresos import FIJA
from conoceles.nucleo.papel import pdf
from conoceles.publicacion.api.documentos import Boleta, Perfil

QUIENES = "Quiénes están, en el orden de la boleta"
PLANTILLA = Path(__file__).parents[1] / "plantillas" / "grande.typ"


def componer(formato: str, d: Datos, carpeta: Path) -> bytes:
    """`formato`: «boleta» o «perfil»."""
    (documento, gente), en = leido(formato, d, carpeta), habla(d)
    titulo, gana, dia = portada(documento, d["jornada"], en)
    datos = {
        "lengua": en.clave,
        "nombre": en.decir("Letra grande"),
        "quienes": en.decir(QUIENES),
        "titulo": titulo,
        "institucion": d["institucion"],
        "eleccion": d["eleccion"],
        "cuando": dia,
        "como_se_gana": gana,
        "cajas": lectura.cajas(documento, en),
        "personas": [persona(p, en) for p in gente],
        "pie": lectura.pie(documento, d["huella"], d["zona"], en),
    }
    return pdf.componer(PLANTILLA, datos, momento=FIJA)


def portada(documento: Perfil | Boleta, jornada: str, en: Habla) -> list[str]:
    """El título, cómo se gana y qué día se vota; el de un perfil es un nombre."""
    if "folio" in documento:
        return [documento["nombre"], "", en.decir(f"Se vota el {jornada}.") if jornada else ""]
    return lectura.de_la_boleta(documento, jornada, en)


def leido(formato: str, d: Datos, carpeta: Path) -> tuple[Perfil | Boleta, list[Perfil]]:
    """El documento de la boleta o el del perfil, y los perfiles de quienes están en él."""
    if formato == "boleta":
        boleta = lectura.boleta(carpeta, d["boleta"])
        return boleta, lectura.personas(carpeta, boleta)
    perfil = lectura.perfil(carpeta, d["folio"])
    return perfil, [perfil]


def persona(p: Perfil, en: Habla) -> dict[str, object]:
    """Lo que una plantilla escribe de ella."""
    return {
        "nombre": p["nombre"],
        "cabeza": lectura.cabeza(p, en),
        "apartados": [
            {
                "titulo": a.titulo,
                "renglones": [(q, r, en.es(r)) for q, r in a.renglones],
                "razon": a.razon,
            }
            for a in lectura.apartados(p, en)
        ],
    }

"""Hoja para el aula: la boleta de un distrito o de un municipio, leída en una clase. No destaca a nadie."""

from __future__ import annotations

from pathlib import Path

from conoceles.difusion.dibujo.comun import Datos
from conoceles.difusion.formatos import clase, lectura
from conoceles.difusion.formatos.habla import Habla, habla
from conoceles.difusion.impresos import FIJA
from conoceles.nucleo.papel import pdf
from conoceles.publicacion.api.documentos import Boleta

PLANTILLA = Path(__file__).parents[1] / "plantillas" / "leccion.typ"


def componer(formato: str, d: Datos, carpeta: Path) -> bytes:
    """Dos hojas carta: qué se elige y quiénes están; y qué hacer con ello en 50 minutos."""
    documento, en = lectura.boleta(carpeta, d["boleta"]), habla(d)
    datos = {"institucion": d["institucion"], "eleccion": d["eleccion"], **leido(documento, d, en)}
    return pdf.componer(PLANTILLA, datos, momento=FIJA)


def leido(documento: Boleta, d: Datos, en: Habla) -> dict[str, object]:
    """Todo lo que dice, menos la institución y la elección."""
    titulo, gana, dia = lectura.de_la_boleta(documento, d["jornada"], en)
    direccion = en.direccion(documento["pagina"])
    return clase.textos(en.decir, d["palabras"]) | {
        "lengua": en.clave,
        "titulo": titulo,
        "cargo": en.decir(documento["cargo"]["nombre"]),
        "ambito": en.decir(documento["ambito"]),
        "lugares": en.decir(d["lugares"]),
        "municipios": ", ".join(en.decir(x) if x.endswith(")") else x for x in documento["municipios"]),
        "como_se_gana": gana,
        "cuando": dia,
        "cajas": lectura.cajas(documento, en),
        "direccion": direccion.partition("://")[2],
        "pie": lectura.pie(documento, d["huella"], d["zona"], en),
    }

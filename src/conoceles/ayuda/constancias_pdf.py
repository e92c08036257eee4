"""La lista de asistencia para firmar y las constancias, en PDF etiquetado."""

from __future__ import annotations

from pathlib import Path

from conoceles.ayuda.capacitaciones import asistentes, dirigida
from conoceles.ayuda.models import Capacitacion
from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.errores import NoEncontrado
from conoceles.nucleo.papel import pdf
from conoceles.proceso import consultas as procesos

PLANTILLAS = Path(__file__).parent / "plantillas"
RENGLONES_VACIOS = 12  # para quien llega sin estar en la lista


def lista(sesion: Capacitacion) -> bytes:
    """Para imprimir y firmar: quienes ya están anotados y renglones en blanco."""
    personas = [(a.nombre, a.representa) for a in asistentes(sesion)]
    datos = _comunes(sesion) | {"personas": personas + [("", "")] * RENGLONES_VACIOS}
    return pdf.componer(PLANTILLAS / "lista.typ", datos, momento=sesion.en)


def constancias(sesion: Capacitacion) -> bytes:
    """Una página por persona. `NoEncontrado` si nadie está anotado."""
    personas = [(a.nombre, a.representa) for a in asistentes(sesion)]
    if not personas:
        raise NoEncontrado("Todavía no hay asistencia anotada.")
    datos = _comunes(sesion) | {"personas": personas}
    return pdf.componer(PLANTILLAS / "constancias.typ", datos, momento=sesion.en)


def _comunes(sesion: Capacitacion) -> dict[str, object]:
    definicion = procesos.definicion(sesion.proceso_id)
    institucion = definicion.institucion
    return {
        "institucion": institucion.nombre,
        "unidad": institucion.unidad,
        "proceso": definicion.nombre,
        "tema": sesion.tema,
        "fecha": en_palabras(sesion.fecha),
        "publico": dirigida(definicion, sesion.publico),
        "lugar": sesion.lugar,
        "imparte": sesion.imparte,
        "pie": f"{institucion.unidad} · {institucion.correo}",
    }

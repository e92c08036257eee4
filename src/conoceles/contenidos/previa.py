"""Cómo se verá una pieza: con las mismas plantillas y el mismo Markdown que la pantalla donde aparece."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conoceles.contenidos.consultas import Inhabil, inhabiles
from conoceles.nucleo.redaccion.markdown import a_html
from conoceles.proceso.contenido.enmiendas import Propuesta
from conoceles.proceso.contenido.nombres import DE_FECHAS


@dataclass(frozen=True)
class Dia:
    """Una fecha del calendario que resulta; `cambia` si es la que se enmienda."""

    nombre: str
    dia: date
    cambia: bool


@dataclass(frozen=True)
class Vista:
    """Lo que la plantilla de la vista previa necesita, según el grupo de la pieza."""

    titulo: str = ""
    prosa: str = ""
    franja: str = ""
    ayuda: str = ""
    por_que: str = ""
    que_pasa: str = ""
    fechas: tuple[Dia, ...] = ()
    inhabiles: tuple[Inhabil, ...] = ()


def como_se_ve(propuesta: Propuesta) -> Vista:
    """La pieza como la verá quien captura, quien consulta el sitio o quien lee un informe."""
    pieza, dicho = propuesta.pieza, propuesta.despues
    if pieza.grupo == "calendario":
        if pieza.clave == "inhabiles":
            return Vista(inhabiles=tuple(inhabiles(propuesta.resultado)))
        return Vista(fechas=_fechas(propuesta))
    if pieza.grupo in ("avisos", "preguntas"):
        return Vista(prosa=a_html(dicho[pieza.datos[-1].clave]))
    if pieza.grupo == "franjas":
        return Vista(franja=dicho["texto"])
    if pieza.grupo == "ayuda":
        textos = {clave: dicho[clave] for clave in ("ayuda", "por_que", "que_pasa") if clave in dicho}
        return Vista(titulo=pieza.titulo.partition(": ")[2], **textos)
    return Vista(ayuda="".join(dicho[dato.clave] for dato in pieza.datos))


def _fechas(propuesta: Propuesta) -> tuple[Dia, ...]:
    """El calendario entero en orden, con lo que cambia señalado."""
    antes, despues = propuesta.vigente.calendario.fechas, propuesta.resultado.calendario.fechas
    dias = [Dia(DE_FECHAS[clave], f.dia, antes.get(clave) != f) for clave, f in despues.items()]
    return tuple(sorted(dias, key=lambda d: d.dia))

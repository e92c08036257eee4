"""Declaraciones de una candidatura —patrimonial, de intereses, fiscal, «8 de 8»—: si la presentó y dónde consta.

Nunca su contenido ni su archivo. Son preguntas optativas que la elección agrega si las nombra; sin el acto que las apruebe
se preguntan y no se publican.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from conoceles.proceso.preguntas.cuestionario import (
    Campo,
    Condicion,
    Cuestionario,
    Opcion,
    Seccion,
    Visibilidad,
)

SECCION = "declaraciones"
_PRESENTADA = "presentada"
_OPCIONES = (
    Opcion(_PRESENTADA, "Sí, la presenté", ("Sí", "Presentada")),
    Opcion("no_presentada", "No la he presentado", ("No", "No presentada")),
    Opcion("no_obligada", "No estoy obligada u obligado a presentarla", ("No aplica",)),
)


@dataclass(frozen=True)
class Declaracion:
    """`fuente_publica`: si la ley deja mostrar la dirección de su versión pública; si no, solo la ve quien revisa."""

    clave: str
    nombre: str  # «declaración patrimonial»
    fundamento: str
    fuente_publica: bool


@dataclass(frozen=True)
class Declaraciones:
    """Las que pide la elección, en su orden; ninguna si no las nombra. Su acuerdo está en `actos`."""

    version: str = ""
    declaraciones: tuple[Declaracion, ...] = ()


def con_declaraciones(curricular: Cuestionario, pedidas: Declaraciones, *, aprobadas: bool) -> Cuestionario:
    """El cuestionario con una sección más al final. Sin aprobar, nada de ella sale."""
    campos = tuple(c for d in pedidas.declaraciones for c in _campos(d, aprobadas))
    seccion = Seccion(
        SECCION,
        "Declaraciones",
        campos,
        ayuda="Conteste las que quiera. No suba ni copie la declaración: solo diga si la presentó y dónde consta.",
        por_que="Se publica si las presentó y el enlace a su versión pública; nunca su contenido."
        if aprobadas
        else "Mientras no conste el acuerdo que las aprueba, no se publican.",
    )
    salen = "" if aprobadas else ", sin publicar"
    version = f"{curricular.version} con declaraciones {pedidas.version}{salen}"
    return replace(curricular, version=version, secciones=(*curricular.secciones, seccion))


def _campos(d: Declaracion, aprobadas: bool) -> Iterator[Campo]:
    base = Campo(
        clave=d.clave,
        etiqueta=f"¿Presentó su {d.nombre}?",
        tipo="opcion",
        opciones=_OPCIONES,
        articulo=d.fundamento,
        corta=d.nombre[:1].upper() + d.nombre[1:],
    )
    yield _declarada(base, aprobadas)
    presentada = Condicion(d.clave, (_PRESENTADA,))
    fuente = Campo(
        clave=f"{d.clave}_consta",
        etiqueta=f"Dirección en que consta su {d.nombre}",
        tipo="texto",
        formato="enlace",
        ayuda="La de la autoridad que la recibió. Sin ella no se puede comprobar y se le pedirá.",
        obligatorio=True,
        visible_si=presentada,
        articulo=d.fundamento,
    )
    yield _declarada(fuente, aprobadas and d.fuente_publica)
    dia = Campo(
        clave=f"{d.clave}_dia",
        etiqueta=f"Día en que presentó su {d.nombre}",
        tipo="fecha",
        visible_si=presentada,
    )
    yield _declarada(dia, aprobadas)


def _declarada(campo: Campo, sale: bool) -> Campo:
    visibilidad: Visibilidad = "publica" if sale else "interna"
    columna = campo.clave.upper() if sale else ""
    return replace(campo, visibilidad=visibilidad, columna=columna, encabezados=(campo.clave,))

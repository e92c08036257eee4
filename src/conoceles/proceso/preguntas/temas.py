"""Los temas de las propuestas: un catálogo neutral que la candidatura usa si quiere. Nunca se infieren de su texto."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from conoceles.proceso.preguntas.cuestionario import Campo, Cuestionario, Opcion, Seccion

CATALOGO = "temas"
MAXIMO = 12  # en el catálogo
POR_PROPUESTA = 2
_REGLA = "temas"  # de `procesos/_derecho`


@dataclass(frozen=True)
class Tema:
    """`abarca`, en una frase, para que nadie adivine dónde va su propuesta."""

    clave: str
    nombre: str
    abarca: str


@dataclass(frozen=True)
class Temas:
    """El catálogo, en orden alfabético; vacío si la elección no pregunta temas. Su acuerdo está en `actos`."""

    version: str = ""
    temas: tuple[Tema, ...] = ()


def con_temas(curricular: Cuestionario, catalogo: Temas) -> Cuestionario:
    """El cuestionario con una pregunta más por propuesta, tras lo que la detalla: de qué temas trata."""
    opciones = tuple(Opcion(t.clave, t.nombre) for t in catalogo.temas)
    secciones = tuple(
        replace(s, campos=tuple(_campos(s, opciones))) if s.de_propuestas else s for s in curricular.secciones
    )
    return replace(
        curricular, version=f"{curricular.version} con temas {catalogo.version}", secciones=secciones
    )


def _campos(seccion: Seccion, opciones: tuple[Opcion, ...]) -> Iterator[Campo]:
    pendiente: Campo | None = None
    for campo in seccion.campos:
        if pendiente and campo.detalla != pendiente.clave:
            yield _pregunta(pendiente, opciones)
            pendiente = None
        yield campo
        pendiente = campo if campo.tipo == "texto_largo" else pendiente
    if pendiente:
        yield _pregunta(pendiente, opciones)


def _pregunta(propuesta: Campo, opciones: tuple[Opcion, ...]) -> Campo:
    return Campo(
        clave=f"{propuesta.clave}_{CATALOGO}",
        etiqueta=f"Temas: {propuesta.breve}",
        tipo="opciones",
        ayuda=f"Elija hasta {POR_PROPUESTA}, si quiere: sirven para que la ciudadanía encuentre su propuesta. Nadie los pone "
        "por usted y no cambian el orden en que aparece.",
        opciones=opciones,
        catalogo=CATALOGO,
        articulo=_REGLA,
        maximo_elementos=POR_PROPUESTA,
        cargos=propuesta.cargos,
        visibilidad="publica",
        columna=f"{propuesta.columna}_TEMAS" if propuesta.columna else "",
        encabezados=(f"{propuesta.clave}_{CATALOGO}",),
        separador="; ",
        corta="Temas",
        detalla=propuesta.clave,
    )

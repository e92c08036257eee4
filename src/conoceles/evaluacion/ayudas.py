"""Lo que la máquina puede señalar a quien lee: copias con sus gemelas, metas o plazos que faltan, largo.

Ninguna marca por nadie: son pistas al lado de cada rubro.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from conoceles.evaluacion.models import Evaluacion
from conoceles.expediente import hallazgos
from conoceles.expediente.reglas.comun import trozos
from conoceles.expediente.reglas.copiada import MINIMO_DE_TROZOS
from conoceles.nucleo.texto import contar
from conoceles.proceso.definicion import Campo, Definicion
from conoceles.proceso.preguntas.cuestionario import Respuestas

_REGLAS = ("copiada", "corta", "relleno")
_TIEMPO = re.compile(
    r"\b(19|20)\d\d\b|\b(d[ií]as?|mes(es)?|a[ñn]os?|semanas?|trimestres?|semestres?)\b", re.I
)


@dataclass(frozen=True)
class Ayuda:
    """Una pista sobre una respuesta. `gemelas`: folios con el mismo texto."""

    campo: str
    mensaje: str
    gemelas: tuple[str, ...] = ()


def de(evaluacion: Evaluacion, definicion: Definicion, hoy: date) -> list[Ayuda]:
    """Las de la versión que se está leyendo; las copias, contra lo que hoy hay."""
    halladas = [
        Ayuda(h.campo, h.mensaje, h.otras)
        for h in hallazgos.de(evaluacion.candidatura, hoy=hoy)
        if h.regla in _REGLAS
    ]
    for campo in definicion.curricular.campos():
        halladas += [Ayuda(campo.clave, m) for m in _del_texto(campo, evaluacion.version.contenido)]
    return halladas


def _del_texto(campo: Campo, contenido: Mapping[str, object]) -> Iterable[str]:
    texto = contenido.get(campo.clave)
    if campo.tipo != "texto_largo" or not isinstance(texto, str) or not texto.strip():
        return
    maximo = f" de {campo.maximo:,} que caben" if campo.maximo else ""
    yield f"Largo: {contar(texto):,} caracteres{maximo}."
    if not re.search(r"\d", texto):
        yield "No lleva ninguna cifra: busque si la meta está en palabras."
    if not _TIEMPO.search(texto):
        yield "No menciona años ni plazos."


def copiadas(definicion: Definicion, textos: Collection[Respuestas]) -> dict[str, tuple[int, int]]:
    """Campo → cuántos textos coinciden con otro y cuántos hay. `textos`: lo de cada persona.

    Con un índice de trozos: comparar todos contra todos no termina con miles.
    """
    largos = [c for c in definicion.curricular.campos() if c.tipo == "texto_largo"]
    umbral = definicion.revision.copia_porcentaje
    return {c.clave: _copiadas([trozos(t) for t in _escritos(c, textos)], umbral) for c in largos}


def _escritos(campo: Campo, textos: Collection[Respuestas]) -> Iterable[str]:
    return (str(contenido[campo.clave]) for contenido in textos if contenido.get(campo.clave))


def _copiadas(huellas: Collection[frozenset[int]], umbral: int) -> tuple[int, int]:
    """La misma cuenta que la regla de revisión: la parte del texto propio que está en otro."""
    donde: dict[int, list[int]] = {}
    for numero, propias in enumerate(huellas):
        for trozo in propias:
            donde.setdefault(trozo, []).append(numero)
    copias = 0
    for numero, propias in enumerate(huellas):
        if len(propias) < MINIMO_DE_TROZOS:
            continue
        comunes = Counter(otro for trozo in propias for otro in donde[trozo] if otro != numero)
        copias += bool(comunes) and 100 * max(comunes.values()) // len(propias) >= umbral
    return copias, len(huellas)

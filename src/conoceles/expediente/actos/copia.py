"""Copiar respuestas curriculares entre candidaturas de la misma persona (mayoría relativa y lista)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from conoceles.candidaturas.consultas import definicion_de, listar
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular import consultas as curricular
from conoceles.expediente.actos.operaciones import guardar_seccion
from conoceles.expediente.rondas import abierta
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.preparadas import Preparada
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado

_DE_LA_PERSONA = Preparada(
    lambda por, proceso, persona, esta: listar(por, proceso).filter(persona=persona).exclude(pk=esta)
)


def de_la_misma_persona(candidatura: Candidatura, *, por: Alcance) -> list[Candidatura]:
    """Otras candidaturas de esa persona, dentro del alcance, que ya tienen algo escrito."""
    otras: list[Candidatura] = _DE_LA_PERSONA(
        por, candidatura.proceso_id, candidatura.persona_id, candidatura.pk
    )
    return [c for c in otras if any(curricular.contenido(c).values())]


@transaction.atomic
def copiar_curricular(*, de: Candidatura, a: Candidatura, por: Alcance, ahora: datetime) -> list[str]:
    """Llena las secciones abiertas y vacías de `a` con lo escrito en `de`; devuelve sus claves.

    Lo que ya está escrito no se toca. `NoEncontrado` si alguna no le toca a quien actúa o si son de personas
    distintas; `ErrorDeDominio` si no hay nada que copiar.
    """
    propias = {c.pk: c for c in listar(por).filter(pk__in=[de.pk, a.pk])}
    if len(propias) < 2 or propias[de.pk].persona_id != propias[a.pk].persona_id:
        raise NoEncontrado("No encontramos esa candidatura.")
    escrito, actual, ronda = curricular.borrador(de), curricular.borrador(a), abierta(a, ahora)
    se_pregunta = {c.clave for c in definicion_de(a).curricular.campos()}
    copiadas = []
    for seccion, (todo, _) in escrito.items():
        contenido = {clave: valor for clave, valor in todo.items() if clave in se_pregunta}
        previo, version = actual.get(seccion, ({}, 0))
        if ronda and ronda.abre(seccion) and any(contenido.values()) and not any(previo.values()):
            guardar_seccion(
                candidatura=a, seccion=seccion, contenido=contenido, version=version, por=por, ahora=ahora
            )
            copiadas.append(seccion)
    if not copiadas:
        raise ErrorDeDominio("No hay partes vacías que se puedan llenar con lo de la otra candidatura.")
    return copiadas

"""Lo que se puede contar de cada persona, leído y abierto una sola vez. No sale de esta sala."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from conoceles.identidad import documentos
from conoceles.identidad.constancias.halladas import alteradas
from conoceles.identidad.permisos.efecto import Consentido
from conoceles.identidad.permisos.lo_retirado import sin_lo_retirado
from conoceles.nucleo.bases.de_muchas import tandas
from conoceles.proceso.consentimiento import EfectosDelNo
from conoceles.proceso.preguntas.cuestionario import Respuestas


@dataclass(frozen=True)
class Leida:
    """Una persona en un momento. `repr` no enseña nada.

    `decidio`: su consentimiento, también el de quien está bloqueada. `permite`: el mismo, sin lo que después retiró; nada, si está
    bloqueada. `callado`: con qué se cuenta a quien no autorizó contarse, y entonces no hay `respuestas`.
    """

    clave: UUID
    decidio: Consentido | None = field(repr=False)
    permite: Consentido | None = field(repr=False)
    callado: str = field(repr=False)
    respuestas: Respuestas = field(repr=False)


@sensitive_variables()
def leer(claves: Collection[UUID], hasta: datetime, efectos: EfectosDelNo) -> Iterator[Leida]:
    """Cada una, en su orden. De la cambiada por fuera, nada; sin documento que se abra, no hay respuestas."""
    for tanda in tandas(claves):
        decidieron = documentos.consentidos(set(tanda) - alteradas(tanda).keys(), hasta)
        libres = decidieron.keys() - documentos.bloqueadas(tanda, hasta)
        permiten = sin_lo_retirado({clave: decidieron[clave] for clave in libres}, hasta)
        callados = {clave: _callado(permite, efectos) for clave, permite in permiten.items()}
        abiertas = documentos.abiertos([clave for clave, callado in callados.items() if not callado], hasta)
        for c in tanda:
            yield Leida(c, decidieron.get(c), permiten.get(c), callados.get(c, ""), abiertas.get(c, {}))


def _callado(permite: Consentido, efectos: EfectosDelNo) -> str:
    """Con qué se cuenta a quien no autorizó contarse; vacío si lo que contestó sí se cuenta."""
    if not permite.estadistica:
        return efectos.estadistica
    if not permite.publicacion and efectos.publicacion == "sin_estadistica":
        return efectos.estadistica
    return "" if permite.tratamiento else efectos.tratamiento

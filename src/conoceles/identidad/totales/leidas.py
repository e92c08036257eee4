"""Lo que se puede contar de cada persona, leído y abierto una sola vez. No sale de esta sala."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from conoceles.identidad import documentos
from conoceles.identidad.constancias.halladas import alteradas
from conoceles.identidad.llaves import llavero
from conoceles.identidad.models import Consentimiento
from conoceles.identidad.permisos.lo_retirado import sin_lo_retirado
from conoceles.proceso.consentimiento import EfectosDelNo
from conoceles.proceso.preguntas.cuestionario import Respuestas

_TANDA = 500  # personas: un documento cifrado pesa ocho mil octetos


@dataclass(frozen=True)
class Leida:
    """Una persona en un momento. `repr` no enseña nada.

    `decidio`: su consentimiento, también el de quien está bloqueada. `permite`: el mismo, sin lo que después retiró; nada, si está
    bloqueada. `callado`: con qué se cuenta a quien no autorizó contarse, y entonces no hay `respuestas`.
    """

    clave: UUID
    decidio: Consentimiento | None = field(repr=False)
    permite: Consentimiento | None = field(repr=False)
    callado: str = field(repr=False)
    respuestas: Respuestas = field(repr=False)


@sensitive_variables()
def leer(claves: Collection[UUID], hasta: datetime, efectos: EfectosDelNo) -> Iterator[Leida]:
    """Cada una, en su orden. De la cambiada por fuera, nada; sin documento que se abra, no hay respuestas."""
    lista = list(claves)
    for tanda in (lista[n : n + _TANDA] for n in range(0, len(lista), _TANDA)):
        decidieron = documentos.consentimientos(set(tanda) - alteradas(tanda).keys(), hasta)
        libres = decidieron.keys() - documentos.bloqueadas(tanda)
        permiten = sin_lo_retirado({clave: decidieron[clave] for clave in libres}, hasta)
        callados = {clave: _callado(permite, efectos) for clave, permite in permiten.items()}
        abiertas = _abrir([clave for clave, callado in callados.items() if not callado], hasta)
        for c in tanda:
            yield Leida(c, decidieron.get(c), permiten.get(c), callados.get(c, ""), abiertas.get(c, {}))


@sensitive_variables()
def _abrir(claves: Collection[UUID], hasta: datetime) -> dict[UUID, Respuestas]:
    filas = documentos.ultimos(claves, hasta)
    llaves = llavero.obtener_varias(filas.keys())
    return {
        clave: documentos.respuestas_de(fila, llaves[clave]) or {}
        for clave, fila in filas.items()
        if clave in llaves
    }


def _callado(permite: Consentimiento, efectos: EfectosDelNo) -> str:
    """Con qué se cuenta a quien no autorizó contarse; vacío si lo que contestó sí se cuenta."""
    if not permite.estadistica:
        return efectos.estadistica
    if not permite.publicacion and efectos.publicacion == "sin_estadistica":
        return efectos.estadistica
    return "" if permite.tratamiento else efectos.tratamiento

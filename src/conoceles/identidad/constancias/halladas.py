"""Qué personas tienen en B filas que ningún acto escribió, o les faltan de las que sí: lo suyo ni se publica ni se cuenta."""

from __future__ import annotations

from collections.abc import Collection
from operator import itemgetter
from uuid import UUID

from conoceles.bitacora.selladas.tablas import DeQuien, tablas
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad.constancias import retirado
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.bases.de_muchas import de_muchas
from conoceles.nucleo.errores import Conflicto

REMEDIO = (
    "Lo que esta candidatura autorizó se cambió sin pasar por el sistema, y así no se puede agregar nada. Avise a quien "
    "administra: la autoridad electoral compara con su respaldo, lo repone como estaba y entonces se puede continuar."
)


def alteradas(claves: Collection[UUID] | None = None) -> dict[UUID, str]:
    """De esas, o de todas, las que no coinciden con lo que los actos escribieron, y la frase que dice qué."""
    if claves is not None and not claves:
        return {}
    frases: dict[UUID, dict[str, None]] = {}
    suyas = (tabla.modelo for tabla in tablas(DeQuien.PERSONA))
    for hallazgo in ajenas(*suyas, de=claves, folios=_folios(claves)):
        frases.setdefault(UUID(hallazgo.dueno), {})[hallazgo.frase] = None
    return retirado.alteradas(claves) | {clave: "; ".join(dichas) for clave, dichas in frases.items()}


def exigir_integra(candidatura: Candidatura) -> None:
    """`Conflicto`, con cómo se remedia, si lo que había no consta: lo que se agregue saldría de ahí."""
    if alteradas([candidatura.clave_identidad]):
        raise Conflicto(REMEDIO)


def _folios(claves: Collection[UUID] | None) -> dict[UUID, str]:
    filas = Candidatura.objects.order_by().values_list("clave_identidad", "folio")
    return dict(de_muchas(filas, "clave_identidad", claves, itemgetter(0)))

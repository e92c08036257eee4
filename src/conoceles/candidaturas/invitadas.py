"""A quién abre una candidatura su invitación: solo la que un acto dejó así. La que otro cliente puso o quitó no abre nada."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import LEIDA, autenticas_de
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.selladas import CAMPO, de_hoy, difieren, filas
from conoceles.candidaturas.models import Invitacion
from conoceles.nucleo.bases.preparadas import Preparada

_LOTE = 500  # folios por consulta
_ESCRIBEN = (Acto.PERSONA_INVITADA, Acto.INVITACION_RETIRADA, Acto.IDENTIDAD_LIBERADA)

_HAY = Preparada(lambda folios: filas(Invitacion, "candidatura__folio").filter(candidatura__folio__in=folios))
_ASENTADO = Preparada(
    lambda folios: (
        Entrada.objects.using("default")
        .filter(acto__in=_ESCRIBEN, folio__in=folios)
        .order_by("id")
        .values_list(*LEIDA)
    )
)


def alteradas(de_quien: Mapping[str, UUID]) -> set[UUID]:
    """De esas candidaturas (folio → la suya), las que tienen una invitación que ningún acto dejó así, o les falta alguna."""
    folios = list(de_quien)
    ajenos = set[str]()
    for n in range(0, len(folios), _LOTE):
        ajenos |= _ajenos(folios[n : n + _LOTE])
    return {de_quien[folio] for folio in ajenos}


def _ajenos(folios: Collection[str]) -> set[str]:
    tabla = f"{Invitacion._meta.db_table}:"
    hay, constan = dict[str, dict[str, str]](), dict[str, dict[str, str]]()
    for fila in de_hoy(Invitacion, _HAY(folios)):
        hay.setdefault(fila.de, {})[fila.nombre] = fila.sello
    for entrada in autenticas_de(_ASENTADO(folios)):
        suyas = {uno: sello for uno, sello in entrada.datos.get(CAMPO, {}).items() if uno.startswith(tabla)}
        constan.setdefault(entrada.folio, {}).update(suyas)
    return {folio for folio in folios if difieren(hay.get(folio, {}), constan.get(folio, {}))}

"""Lo que los actos escriben de una candidatura y de qué depende lo que sigue: plazos, oportunidades, fallos y certificados."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Model

from conoceles.bitacora.selladas import Sellada, leidas
from conoceles.candidaturas.models import CorreccionDeNombre, Invitacion
from conoceles.curricular.models import Fotografia
from conoceles.expediente.models import (
    Ajuste,
    AjusteResuelto,
    Conclusion,
    CorreccionOficial,
    Envio,
    Observacion,
    Retencion,
    Ronda,
    Supresion,
)

_LOTE = 500  # folios por consulta: bajo el límite de parámetros de SQLite
# Cómo se llama cada una, y el campo que dice de qué candidatura es.
DE_CANDIDATURA: dict[type[Model], tuple[str, str]] = {
    Ronda: ("una oportunidad de enviar", "candidatura__folio"),
    Envio: ("un envío", "candidatura__folio"),
    Observacion: ("una observación", "candidatura__folio"),
    Ajuste: ("una solicitud de ajuste", "candidatura__folio"),
    AjusteResuelto: ("una decisión sobre el ajuste", "ajuste__candidatura__folio"),
    CorreccionOficial: ("una corrección de oficio", "candidatura__folio"),
    CorreccionDeNombre: ("una corrección de nombre", "candidatura__folio"),
    Conclusion: ("una conclusión", "candidatura__folio"),
    Retencion: ("una retención por litigio", "candidatura__folio"),
    Supresion: ("un certificado de supresión", "candidatura__folio"),
    Fotografia: ("una fotografía", "candidatura__folio"),
    Invitacion: ("una invitación", "candidatura__folio"),
}
_QUE = {modelo._meta.db_table: que for modelo, (que, _) in DE_CANDIDATURA.items()}


def hay(folios: Collection[str] | None = None) -> Iterator[Sellada]:
    """De esas candidaturas, o de todas. Una consulta por tabla y lote."""
    lista = None if folios is None else list(folios)
    lotes = [None] if lista is None else [lista[n : n + _LOTE] for n in range(0, len(lista), _LOTE)]
    for modelo, (_, de_quien) in DE_CANDIDATURA.items():
        for lote in lotes:
            yield from leidas(modelo, de_quien, **({} if lote is None else {f"{de_quien}__in": lote}))


def es(nombre: str) -> bool:
    """Si es de una de estas tablas: otras salas sellan las suyas en sus actos."""
    return nombre.partition(":")[0] in _QUE


def que(nombre: str) -> str:
    """Cómo se llama la fila de ese nombre."""
    return _QUE.get(nombre.partition(":")[0], "una fila")

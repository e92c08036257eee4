"""La constancia de un acto sobre una candidatura, en la bitácora de la base donde ocurre."""

from __future__ import annotations

from datetime import datetime

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import registrar
from conoceles.candidaturas.models import Candidatura
from conoceles.nucleo.alcance import Alcance


def anotar(
    candidatura: Candidatura,
    acto: Acto,
    base: str = "default",
    /,
    *,
    por: Alcance,
    ahora: datetime,
    **datos: object,
) -> Entrada:
    """Agrega el acto a la cadena de esa base, dentro de su transacción. `datos` nunca lleva nada sensible."""
    return registrar(
        using=base,
        por=por,
        acto=acto,
        ahora=ahora,
        proceso=candidatura.proceso_id,
        folio=candidatura.folio,
        datos=datos,
    )

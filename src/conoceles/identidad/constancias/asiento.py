"""La constancia de un acto en la bitácora de B."""

from __future__ import annotations

from datetime import datetime

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas import constancia
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad.documentos import BASE
from conoceles.nucleo.alcance import Alcance


def anotar(
    candidatura: Candidatura, acto: Acto, /, *, por: Alcance, ahora: datetime, **datos: object
) -> Entrada:
    """Agrega el acto a la cadena de B. `datos` nunca lleva nada sensible."""
    return constancia.anotar(candidatura, acto, BASE, por=por, ahora=ahora, **datos)

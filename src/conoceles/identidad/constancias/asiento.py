"""La constancia en la bitácora de B: cada acto deja el sello de las filas que escribió, y de ninguna otra.

Así un acto legítimo no da por bueno lo que otro cliente hubiera puesto, cambiado o quitado antes en la misma candidatura.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Model

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas import constancia
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad.constancias.filas import sello
from conoceles.identidad.documentos import BASE
from conoceles.nucleo.alcance import Alcance

Hecho = tuple[Candidatura, Acto, Sequence[Model], Mapping[str, object]]


def anotar(
    candidatura: Candidatura, acto: Acto, /, *filas: Model, por: Alcance, ahora: datetime, **datos: object
) -> Entrada:
    """Agrega el acto a la cadena de B, con las `filas` que escribió, ya guardadas. `datos` nunca lleva nada sensible."""
    hecho = (candidatura, acto, filas, datos)
    [entrada] = anotar_varias([hecho], proceso=candidatura.proceso_id, por=por, ahora=ahora)
    return entrada


def anotar_varias(
    hechos: Iterable[Hecho], /, *, proceso: str, por: Alcance, ahora: datetime
) -> list[Entrada]:
    """Lo mismo de muchas candidaturas de esa elección, en su orden y de una vez."""
    con = [(quien, acto, {**asiento(filas), **datos}) for quien, acto, filas, datos in hechos]
    return constancia.anotar_varias(con, BASE, proceso=proceso, por=por, ahora=ahora)


def asiento(filas: Sequence[Model]) -> dict[str, object]:
    """Como va en la entrada."""
    return {"filas": [sello(fila) for fila in filas]} if filas else {}

"""La constancia de un acto sobre una candidatura, en la bitácora de la base donde ocurre."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import Anotacion, registrar, registrar_varios
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


def anotar_varias(
    hechos: Iterable[tuple[Candidatura, Acto, Mapping[str, object]]],
    base: str = "default",
    /,
    *,
    proceso: str,
    por: Alcance,
    ahora: datetime,
) -> list[Entrada]:
    """Lo mismo de muchas candidaturas de esa elección, en su orden y de una vez."""
    anotaciones = [Anotacion(acto, candidatura.folio, datos) for candidatura, acto, datos in hechos]
    return registrar_varios(anotaciones, using=base, por=por, ahora=ahora, proceso=proceso)

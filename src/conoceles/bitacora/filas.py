"""Anotar algo: la fila y su acto en la bitácora, juntos o ninguno."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, models, transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto

Modelo = TypeVar("Modelo", bound=models.Model)


def asentar(
    modelo: type[Modelo],
    acto: Acto,
    proceso: str,
    campos: Mapping[str, object],
    *,
    por: Alcance,
    ahora: datetime,
    ya_esta: str = "Otra persona acaba de anotar eso. Vuelva a mirar.",
) -> Modelo:
    """La fila de esa elección, con quién y cuándo. `Conflicto`, con la frase `ya_esta`, si otra fila lo impide."""
    de_la_eleccion = {"proceso_id": proceso} if hasattr(modelo, "proceso") else {}
    try:
        with transaction.atomic():
            fila = modelo._default_manager.create(
                por=por.nombre or por.actor, en=ahora, **de_la_eleccion, **campos
            )
            datos = {"fila": fila.pk}
            registrar(using="default", por=por, acto=acto, ahora=ahora, proceso=proceso, datos=datos)
    except IntegrityError as error:
        raise Conflicto(ya_esta) from error
    return fila

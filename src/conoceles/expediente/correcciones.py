"""Correcciones de oficio: el error es del instituto o lo ordena una autoridad. No gastan el ajuste."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.acuerdos import exigir_acuerdo
from conoceles.expediente.cambios import comparar, exigir_validada, secciones_de, version_con
from conoceles.expediente.models import CorreccionOficial
from conoceles.expediente.operaciones import anotar
from conoceles.expediente.transiciones import mover, tomar_para_cambiar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio

CAUSAS = {"error_propio": "Error del instituto", "orden": "Orden de autoridad"}


@transaction.atomic
def corregir_de_oficio(
    *,
    candidatura: Candidatura,
    debe_decir: Mapping[str, Any],
    causa: str,
    acuerdo: str,
    fecha_acuerdo: date | None,
    por: Alcance,
    ahora: datetime,
) -> CorreccionOficial:
    """Publica la corrección con una nota. `causa`: `error_propio` u `orden`."""
    if causa not in CAUSAS:
        raise ErrorDeDominio("Elija una causa de la lista.", campo="causa")
    numero, fecha = exigir_acuerdo(acuerdo, fecha_acuerdo, ahora)
    fila = tomar_para_cambiar(candidatura, por)
    mover(fila, "corregir", por=por)
    exigir_validada(fila)
    _, nuevo = comparar(fila, debe_decir)
    version = version_con(fila, nuevo, "correccion", por=por, ahora=ahora)
    correccion = CorreccionOficial.objects.create(
        candidatura=fila,
        causa=causa,
        acuerdo=numero,
        fecha_acuerdo=fecha,
        version=version,
        por=por.actor,
        en=ahora,
    )
    datos = {
        "causa": causa,
        "acuerdo": numero,
        "secciones": secciones_de(fila, nuevo),
        "huella": version.huella,
    }
    anotar(fila, "correccion_oficial", por=por, ahora=ahora, **datos)
    return correccion

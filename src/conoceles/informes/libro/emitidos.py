"""Otros documentos y mejoras que también se informan (plan §7.3, actividades 11.18 y 11.19)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from conoceles.bitacora.actos import Acto
from conoceles.informes.models import MAXIMO_DEL_PLAN, DocumentoEmitido
from conoceles.informes.registros import avanzar, crear, exigir_fecha, exigir_textos, revisar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio

RUTAS = {"11.18": "11.18 Otro documento emitido", "11.19": "11.19 Mejora o adición a los cuestionarios"}


def agregar(
    *,
    proceso: str,
    ruta: str,
    asunto: str,
    area: str,
    fecha: date,
    vista_ine: bool,
    documento: bytes,
    nombre: str,
    por: Alcance,
    ahora: datetime,
) -> DocumentoEmitido:
    """Lo agrega como un entregable más, con su archivo, en proceso; de ahí avanza como los del plan.

    `asunto`: cómo se llama. `area`: quién lo emitió. `ErrorDeDominio` con el campo que falta.
    """
    _exigir(proceso, ruta, asunto, area, fecha, documento, ahora)
    campos = {
        "ruta": ruta,
        "actividad": asunto.strip(),
        "responsable": area.strip(),
        "fecha": fecha,
        "vista_ine": vista_ine,
    }
    limpio = revisar(documento)
    with transaction.atomic():
        hecho: DocumentoEmitido = crear(
            DocumentoEmitido,
            Acto.DOCUMENTO_EMITIDO,
            proceso,
            campos | {"numero": _siguiente(proceso)},
            por=por,
            ahora=ahora,
        )
        avanzar(proceso, hecho.numero, "en_proceso", limpio, nombre, por=por, ahora=ahora)
    return hecho


def _exigir(
    proceso: str, ruta: str, asunto: str, area: str, fecha: date, documento: bytes, ahora: datetime
) -> None:
    if ruta not in RUTAS:
        raise ErrorDeDominio("Elija de cuál de las dos actividades es.", campo="ruta")
    exigir_textos(asunto=asunto, area=area)
    exigir_fecha(proceso, fecha, ahora)
    if not documento:
        raise ErrorDeDominio("Elija el archivo del documento.", campo="documento")


def _siguiente(proceso: str) -> int:
    ultimo = DocumentoEmitido.objects.filter(proceso=proceso).aggregate(n=Max("numero"))["n"]
    return (ultimo or MAXIMO_DEL_PLAN) + 1

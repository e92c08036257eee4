"""Derecho de acceso: todo lo que la base B tiene de una persona, descifrado para ella o para entregárselo."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NotRequired, TypedDict
from uuid import UUID

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import ajustes, documentos, matriz
from conoceles.identidad.constancias.asiento import anotar
from conoceles.identidad.documentos import BASE
from conoceles.identidad.llaves import llavero
from conoceles.identidad.models import (
    BorradorIdentidad,
    Consentimiento,
    DocumentoIdentidad,
    FormatoFirmado,
    PedidoDeAjuste,
)
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado
from conoceles.proceso import consultas as procesos
from conoceles.proceso.consentimiento import EfectosDelNo, preguntas
from conoceles.proceso.preguntas.cuestionario import Respuestas

_DE_FORMATO = ("id", "tipo", "octetos", "por", "en", "resolucion__aceptado", "resolucion__motivo")


Campos = dict[str, Any]  # una fila como está en su tabla: las columnas que tenga


class Version(TypedDict):
    """Lo sellado; sin `respuestas` si su llave se destruyó."""

    version: int
    origen: str
    en: datetime
    compromiso: str
    respuestas: Respuestas | None


class Borrador(TypedDict):
    """Lo que llevaba escrito."""

    version: int
    en: datetime
    respuestas: Respuestas


class Pedido(TypedDict):
    """Lo que pidió cambiar."""

    en: datetime
    debe_decir: Respuestas


class Reunido(TypedDict):
    """Lo de identidad; de lo bloqueado, a quien no es la persona, solo que lo está."""

    bloqueada: bool
    legible: bool
    versiones: NotRequired[list[Version]]
    borrador: NotRequired[Borrador | None]
    pedidos: NotRequired[list[Pedido]]
    consentimientos: NotRequired[list[Campos]]
    formatos: NotRequired[list[Campos]]


@sensitive_variables()
def reunir(*, candidatura: Candidatura, motivo: str, por: Alcance, ahora: datetime) -> Reunido:
    """Versiones, borrador, pedidos, consentimientos y qué formatos firmados hay.

    La lectura queda en la bitácora de B, o no hay lectura. La persona lee lo suyo aunque esté bloqueado; administración, con motivo y nunca lo bloqueado
    (`NoEncontrado`). Si la llave se destruyó, las respuestas ya no existen y eso es lo que se dice.
    """
    propia = matriz.es_la_persona(por, candidatura)
    matriz.exigir(por, candidatura, "acceder" if propia else "leer_con_motivo")
    clave = candidatura.clave_identidad
    llave = llavero.obtener_varias([clave]).get(clave)
    with transaction.atomic(using=BASE):
        anotar(candidatura, Acto.IDENTIDAD_LEIDA, por=por, ahora=ahora, motivo=motivo)
    return {
        "bloqueada": clave in documentos.bloqueadas([clave]),
        "legible": llave is not None,
        "versiones": _versiones(clave, llave),
        "borrador": _borrador(clave, llave),
        "pedidos": _pedidos(clave, llave),
        "consentimientos": _consentimientos(candidatura),
        "formatos": list(FormatoFirmado.objects.filter(clave=clave).order_by("id").values(*_DE_FORMATO)),
    }


def _consentimientos(candidatura: Candidatura) -> list[Campos]:
    """Cada respuesta, con las preguntas como se leyeron; sin versión guardada, como se leen hoy."""
    filas = Consentimiento.objects.filter(clave=candidatura.clave_identidad).order_by("id").values()
    return [f | {"preguntas": preguntas(_leida(candidatura.proceso_id, f["definicion"]))} for f in filas]


def _leida(proceso: str, huella: str) -> EfectosDelNo:
    try:
        return procesos.version(proceso, huella).consentimiento
    except NoEncontrado:
        return procesos.definicion(proceso).consentimiento


@sensitive_variables()
def _versiones(clave: UUID, llave: bytes | None) -> list[Version]:
    filas = DocumentoIdentidad.objects.filter(clave=clave).order_by("version")
    return [
        {
            "version": f.version,
            "origen": f.origen,
            "en": f.en,
            "compromiso": f.compromiso,
            "respuestas": documentos.abrir(f, llave).respuestas if llave else None,
        }
        for f in filas
    ]


@sensitive_variables()
def _borrador(clave: UUID, llave: bytes | None) -> Borrador | None:
    fila = BorradorIdentidad.objects.filter(clave=clave).first()
    if fila is None or llave is None:
        return None
    return {"version": fila.version, "en": fila.en, "respuestas": documentos.abrir_borrador(fila)}


@sensitive_variables()
def _pedidos(clave: UUID, llave: bytes | None) -> list[Pedido]:
    if llave is None:
        return []
    filas = PedidoDeAjuste.objects.filter(clave=clave).order_by("en")
    return [{"en": f.en, "debe_decir": ajustes.abrir_pedido(f, llave)} for f in filas]

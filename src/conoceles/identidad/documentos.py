"""Abrir y cerrar filas cifradas. Solo esta sala lo usa."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter, itemgetter
from typing import NamedTuple
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from conoceles.identidad.llaves import cifrado, llavero
from conoceles.identidad.models import (
    Bloqueo,
    BorradorIdentidad,
    Consentimiento,
    DocumentoIdentidad,
    VersionDescartada,
)
from conoceles.identidad.permisos.efecto import Consentido
from conoceles.nucleo.bases.de_muchas import de_muchas
from conoceles.proceso.preguntas.cuestionario import Respuesta

BASE = "identidad"


@dataclass(frozen=True)
class Borrador:
    """Un borrador descifrado: lo contestado, con qué medio se consintió y la acreditación que lo ampara."""

    respuestas: dict[str, Respuesta] = field(repr=False)
    medio: str
    acreditacion: int | None


class Sellado(NamedTuple):
    """Un documento como está guardado: de miles se lee esto y no el objeto."""

    clave: UUID
    version: int
    cifrado: bytes
    compromiso: str


@dataclass(frozen=True)
class Abierto:
    """Un documento sellado ya legible. `repr` no enseña nada."""

    version: int
    compromiso: str
    respuestas: dict[str, Respuesta] = field(repr=False)
    nonce: bytes = field(repr=False)


@sensitive_variables()
def abrir(fila: DocumentoIdentidad | Sellado, llave: bytes) -> Abierto:
    """`DocumentoIlegible` si la fila fue alterada o su llave destruida."""
    contexto = contexto_documento(fila.clave, fila.version)
    documento = cifrado.abrir(llave, bytes(fila.cifrado), contexto)
    return Abierto(fila.version, fila.compromiso, documento["respuestas"], bytes.fromhex(documento["nonce"]))


@sensitive_variables()
def respuestas_de(fila: DocumentoIdentidad | Sellado, llave: bytes) -> dict[str, Respuesta] | None:
    """Para leer las de muchas: `None` si otro cliente la cambió, que no detiene a las demás. `comprobar` la nombra."""
    try:
        return abrir(fila, llave).respuestas
    except cifrado.DocumentoIlegible:
        return None


@sensitive_variables()
def no_abren(llaves: Mapping[UUID, bytes]) -> set[UUID]:
    """De quiénes hay algo sellado que esa llave suya no abre."""
    filas = DocumentoIdentidad.objects.order_by("pk").iterator()
    return {f.clave for f in filas if f.clave in llaves and respuestas_de(f, llaves[f.clave]) is None}


def contexto_documento(clave: UUID, version: int) -> bytes:
    """Lo que autentica el cifrado de una versión sellada: movida de fila, no se abre."""
    return cifrado.contexto("documento", "cifrado", clave, version)


def contexto_borrador(clave: UUID, version: int) -> bytes:
    """Lo mismo de un borrador."""
    return cifrado.contexto("borrador", "cifrado", clave, version)


@sensitive_variables()
def abrir_borrador(fila: BorradorIdentidad, llave: bytes | None = None) -> dict[str, Respuesta]:
    """Respuestas del borrador. `DocumentoIlegible` si fue alterado."""
    return abrir_documento_borrador(fila, llave).respuestas


@sensitive_variables()
def abrir_documento_borrador(fila: BorradorIdentidad, llave: bytes | None = None) -> Borrador:
    """El borrador entero: respuestas y con qué medio se consintió. `llave`: la suya, si ya se tiene."""
    contexto = contexto_borrador(fila.clave, fila.version)
    documento = cifrado.abrir(llave or llavero.obtener(fila.clave), bytes(fila.cifrado), contexto)
    medio, ampara = documento.get("medio", "captura"), documento.get("acreditacion")
    return Borrador(dict(documento["respuestas"]), medio, ampara)


def ultimos(claves: Collection[UUID], hasta: datetime | None = None) -> dict[UUID, Sellado]:
    """La última versión sellada y no descartada de cada clave que tenga alguna; `hasta`, inclusive."""
    selladas = DocumentoIdentidad.objects.order_by().values_list(*Sellado._fields)
    filas = selladas if hasta is None else selladas.filter(en__lte=hasta)
    no_cuentan = VersionDescartada.objects.values_list("clave", "version")
    descartadas = set(de_muchas(no_cuentan, "clave", claves, itemgetter(0)))
    ultimas: dict[UUID, Sellado] = {}
    for fila in map(Sellado._make, de_muchas(filas, "clave", claves, itemgetter(0))):
        otra = ultimas.get(fila.clave)
        if (otra is None or fila.version > otra.version) and (fila.clave, fila.version) not in descartadas:
            ultimas[fila.clave] = fila
    return ultimas


@sensitive_variables()
def abiertos(claves: Collection[UUID], hasta: datetime | None = None) -> dict[UUID, dict[str, Respuesta]]:
    """Lo último de cada una que tenga llave viva; nada de la que otro cliente cambió.

    De muchas se pide por `tandas`: un documento cifrado pesa ocho mil octetos, y los de una elección no caben.
    """
    filas = ultimos(claves, hasta)
    llaves = llavero.obtener_varias(filas.keys())
    return {c: respuestas_de(fila, llaves[c]) or {} for c, fila in filas.items() if c in llaves}


@sensitive_variables()
def ultimo(clave: UUID) -> Abierto | None:
    """Lo último sellado, abierto; solo para esta sala. `None` si no hay nada."""
    fila = ultimos([clave]).get(clave)
    return abrir(fila, llavero.obtener(clave)) if fila else None


def consentidos(claves: Collection[UUID], hasta: datetime | None = None) -> dict[UUID, Consentido]:
    """Lo consentido por cada clave, hoy o en `hasta`: la última fila manda."""
    filas = Consentimiento.objects.order_by("id").values_list(*Consentido._fields)
    dichas = filas if hasta is None else filas.filter(en__lte=hasta)
    return {fila[0]: Consentido(*fila) for fila in de_muchas(dichas, "clave", claves, itemgetter(0))}


def consentimientos(claves: Collection[UUID]) -> dict[UUID, Consentimiento]:
    """La última fila de cada clave, entera."""
    filas = Consentimiento.objects.order_by("id")
    return {fila.clave: fila for fila in de_muchas(filas, "clave", claves, attrgetter("clave"))}


def bloqueadas(claves: Collection[UUID], hasta: datetime | None = None) -> set[UUID]:
    """Las que hoy, o en `hasta`, no se leen, no se publican ni se cuentan."""
    todas = Bloqueo.objects.order_by("id").values_list("clave", "bloqueada")
    filas = todas if hasta is None else todas.filter(en__lte=hasta)
    estado = dict(de_muchas(filas, "clave", claves, itemgetter(0)))
    return {clave for clave, bloqueada in estado.items() if bloqueada}

"""El extracto exacto y seudonimizado que la UTTAIP usa en sus estudios (plan §12): nunca se guarda ni se publica."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora import operaciones as bitacora
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.identidad import documentos, llavero, matriz
from conoceles.identidad.documentos import BASE
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado

MINIMO_PROPOSITO = 20


@dataclass(frozen=True)
class Extracto:
    """Renglones barajados: seudónimo, atributos y respuestas. `repr` no enseña ninguno."""

    numero: str
    proposito: str
    destinatario: str
    en: datetime
    renglones: tuple[tuple[str, ...], ...] = field(repr=False)


@sensitive_variables()
def extraer(
    *,
    proceso: str,
    atributos: Mapping[UUID, tuple[str, ...]],
    preguntas: Sequence[str],
    proposito: str,
    destinatario: str,
    por: Alcance,
    ahora: datetime,
) -> Extracto:
    """Lo sellado de quien permitió la estadística, con un seudónimo que solo vale en este extracto.

    La llave del seudónimo se olvida al terminar: no se revierte ni une dos extractos. Solo administración;
    propósito y destinatario quedan en la bitácora de B, y sin esa constancia no hay extracto.
    `NoEncontrado` a los demás papeles; `ErrorDeDominio` si falta el propósito o quién lo recibe.
    """
    if not por.todo or not matriz.permite(por.papel, "extraer"):
        raise NoEncontrado("No existe ese extracto.")
    proposito, destinatario = " ".join(proposito.split()), " ".join(destinatario.split())
    if len(proposito) < MINIMO_PROPOSITO:
        raise ErrorDeDominio(
            f"Escriba para qué estudio es, en {MINIMO_PROPOSITO} letras o más.", campo="proposito"
        )
    if not destinatario:
        raise ErrorDeDominio("Escriba qué área y qué persona lo reciben.", campo="destinatario")
    renglones = _renglones(atributos, preguntas)
    with transaction.atomic(using=BASE):
        numero = f"EXT-{proceso}-{len(entregados(proceso)) + 1:03d}"
        datos = {
            "numero": numero,
            "proposito": proposito,
            "destinatario": destinatario,
            "renglones": len(renglones),
        }
        bitacora.registrar(
            using=BASE, por=por, acto=Acto.EXTRACTO_ENTREGADO, ahora=ahora, datos=datos | {"proceso": proceso}
        )
    return Extracto(numero, proposito, destinatario, ahora, renglones)


def entregados(proceso: str) -> list[Entrada]:
    """Las constancias, en orden. Su entrada lleva el proceso en sus datos, no en su columna."""
    entradas = Entrada.objects.using(BASE).filter(acto=Acto.EXTRACTO_ENTREGADO).order_by("id")
    return [e for e in entradas if e.datos.get("proceso") == proceso]


@sensitive_variables()
def _renglones(
    atributos: Mapping[UUID, tuple[str, ...]], preguntas: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    llave = secrets.token_bytes(32)
    libres = set(atributos) - documentos.bloqueadas(list(atributos))
    consentidas = {
        clave for clave, c in documentos.consentimientos(libres).items() if c.tratamiento and c.estadistica
    }
    filas = documentos.ultimos(consentidas)
    llaves = llavero.obtener_varias(filas.keys())
    renglones = [
        (_seudonimo(llave, clave), *atributos[clave], *_respuestas(fila, llaves[clave], preguntas))
        for clave, fila in filas.items()
        if clave in llaves
    ]
    return tuple(sorted(renglones))  # el orden de los seudónimos no dice nada


def _seudonimo(llave: bytes, clave: UUID) -> str:
    return hmac.new(llave, clave.bytes, hashlib.sha256).hexdigest()[:20]


@sensitive_variables()
def _respuestas(fila: Any, llave: bytes, preguntas: Sequence[str]) -> list[str]:
    dichas = documentos.abrir(fila, llave).respuestas
    valores = (dichas.get(p) or "" for p in preguntas)
    return ["; ".join(v) if isinstance(v, list) else str(v) for v in valores]

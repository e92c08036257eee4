"""El extracto restringido que la UTTAIP usa en sus estudios (plan §12): el cruce de su corte, el mismo en cada entrega.

Lleva azar como las tablas, con su propio sorteo. Dos entregas dicen lo mismo, así que juntarlas no dice más.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import ordenar, registrar
from conoceles.identidad import matriz
from conoceles.identidad.documentos import BASE
from conoceles.identidad.totales.ruido import Cifra
from conoceles.identidad.totales.tablas import EXTRACTO, asentadas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado

MINIMO_PROPOSITO = 20
DE_LA_CIFRA = ("estimado", "desde", "hasta", "contadas_exactas")


@dataclass(frozen=True)
class Extracto:
    """Una combinación por renglón: un valor por columna y, al final, su cifra. `repr` no enseña ninguno."""

    numero: str
    proposito: str
    destinatario: str
    en: datetime
    corte: datetime
    epsilon: Fraction
    columnas: tuple[str, ...]
    renglones: tuple[tuple[str, ...], ...] = field(repr=False)


def extraer(*, proceso: str, proposito: str, destinatario: str, por: Alcance, ahora: datetime) -> Extracto:
    """El que se asentó con las tablas. Solo administración; propósito y destinatario quedan en la bitácora de B.

    `NoEncontrado` a los demás papeles; `ErrorDeDominio` si falta el propósito o quién lo recibe, o si el corte no ha pasado.
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
    hecho = asentadas(proceso, ahora).get(EXTRACTO)
    if hecho is None or not hecho.cifras:
        raise ErrorDeDominio(
            "El extracto se forma en el corte de las tablas de identidad, con ellas. Todavía no está."
        )
    columnas, renglones = _renglones(hecho.cifras)
    with transaction.atomic(using=BASE):
        ordenar(BASE)  # dos a la vez no llevan el mismo número
        numero = f"EXT-{proceso}-{len(entregados(proceso)) + 1:03d}"
        datos = {
            "proceso": proceso,
            "numero": numero,
            "proposito": proposito,
            "destinatario": destinatario,
            "renglones": len(renglones),
        }
        registrar(using=BASE, por=por, acto=Acto.EXTRACTO_ENTREGADO, ahora=ahora, datos=datos)
    return Extracto(numero, proposito, destinatario, ahora, hecho.corte, hecho.epsilon, columnas, renglones)


def _renglones(cifras: Mapping[str, Cifra]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    leidas = {tuple(map(tuple, json.loads(pares))): cifra for pares, cifra in cifras.items()}
    columnas = (*(columna for columna, _ in next(iter(leidas))), *DE_LA_CIFRA)
    return columnas, tuple((*(valor for _, valor in pares), *map(str, c)) for pares, c in leidas.items())


def entregados(proceso: str) -> list[Entrada]:
    """Las constancias, en orden. Su entrada lleva el proceso en sus datos, no en su columna."""
    entradas = Entrada.objects.using(BASE).filter(acto=Acto.EXTRACTO_ENTREGADO).order_by("id")
    return [e for e in entradas if e.datos.get("proceso") == proceso]

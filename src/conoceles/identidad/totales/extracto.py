"""El extracto restringido que la UTTAIP usa en sus estudios (plan §12): el cruce de su corte, el mismo en cada entrega.

Dos entregas dicen lo mismo, así que juntarlas no dice más. Antes del corte no hay extracto.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from conoceles.bitacora import operaciones as bitacora
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.identidad import matriz
from conoceles.identidad.documentos import BASE
from conoceles.identidad.totales import tablas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado

MINIMO_PROPOSITO = 20


@dataclass(frozen=True)
class Extracto:
    """Una combinación por renglón: un valor por columna y, al final, cuántas personas. `repr` no enseña ninguno."""

    numero: str
    proposito: str
    destinatario: str
    en: datetime
    corte: datetime
    columnas: tuple[str, ...]
    renglones: tuple[tuple[str, ...], ...] = field(repr=False)


def extraer(
    *, proceso: str, clave: str, proposito: str, destinatario: str, por: Alcance, ahora: datetime
) -> Extracto:
    """El cruce que se asentó con esa clave. Solo administración; propósito y destinatario quedan en la bitácora de B.

    `NoEncontrado` a los demás papeles; `ErrorDeDominio` si falta el propósito o quién lo recibe, si el corte no ha pasado,
    o si ninguna combinación se puede entregar sin decir qué contestó alguien.
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
    corte, columnas, renglones = _cruce(proceso, clave, ahora)
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
    return Extracto(numero, proposito, destinatario, ahora, corte, columnas, renglones)


def _cruce(
    proceso: str, clave: str, ahora: datetime
) -> tuple[datetime, tuple[str, ...], tuple[tuple[str, ...], ...]]:
    hechas = tablas.asentadas(proceso, ahora).get(clave, [])
    if not hechas:
        raise ErrorDeDominio(
            "El extracto se forma en el corte de las tablas de identidad, con ellas. Todavía no está."
        )
    cuentas = {tuple(map(tuple, json.loads(pares))): n for pares, n in hechas[0].cuentas.items()}
    if not cuentas:
        raise ErrorDeDominio(
            "En el corte no hubo combinaciones que se puedan entregar sin decir qué contestó alguien: no hay extracto. "
            "Use las tablas publicadas."
        )
    columnas = tuple(columna for columna, _ in next(iter(cuentas)))
    renglones = sorted((*(valor for _, valor in pares), str(n)) for pares, n in cuentas.items())
    return hechas[0].corte, columnas, tuple(renglones)


def entregados(proceso: str) -> list[Entrada]:
    """Las constancias, en orden. Su entrada lleva el proceso en sus datos, no en su columna."""
    entradas = Entrada.objects.using(BASE).filter(acto=Acto.EXTRACTO_ENTREGADO).order_by("id")
    return [e for e in entradas if e.datos.get("proceso") == proceso]

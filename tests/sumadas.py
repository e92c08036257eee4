"""Lo que se contaría de unas candidaturas, sin su azar: solo lo ven las pruebas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.consentimiento import EfectosDelNo

if TYPE_CHECKING:
    from conoceles.identidad.totales.contadas import Candidata
    from conoceles.proceso.definicion import Definicion

SIN_EFECTOS = EfectosDelNo()


@cache
def _durango() -> Definicion:
    return leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2023-2024")


def callada(persona: UUID) -> Candidata:
    """Una candidatura cuyo perfil no enseña nada de identidad."""
    from conoceles.identidad.totales.contadas import Candidata

    return Candidata(persona, ("mujer", "diputacion-mr", "30-39"), (), se_ve=False)


def sumadas(
    claves: Collection[UUID],
    preguntas: Collection[str],
    hasta: datetime,
    efectos: EfectosDelNo = SIN_EFECTOS,
) -> dict[str, dict[str, int]]:
    """Pregunta → celda → cuántas; cada clave es una persona."""
    from conoceles.identidad.totales.contadas import contar

    definicion = replace(_durango(), consentimiento=efectos)
    hechas = contar(definicion, {clave: callada(clave) for clave in claves}, preguntas, hasta)
    dichas: dict[str, dict[str, int]] = {}
    for pregunta, suya in hechas.items():
        celdas = Counter[str]()
        for (_, celda), cuantas in (*suya.exactas.items(), *suya.calladas.items()):
            celdas[celda] += cuantas
        dichas[pregunta] = dict(celdas)
    return dichas

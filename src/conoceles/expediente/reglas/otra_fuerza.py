"""El texto menciona a otro partido o coalición (contenidos prohibidos de los Lineamientos)."""

from __future__ import annotations

import re

from conoceles.expediente.reglas.caso import Caso, HallazgoDeRevision
from conoceles.expediente.reglas.comun import escritos
from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.definicion import SIN_PARTIDO, FuerzaDefinida

MINIMO_DE_SIGLAS = 3  # «PT» o «MC» solas coinciden con demasiadas cosas: se buscan por su nombre


def revisar(caso: Caso) -> list[HallazgoDeRevision]:
    """Informativa: en la historia o la trayectoria puede ser legítimo nombrarlo."""
    hallazgos = []
    for seccion, campo, texto in escritos(caso):
        comparable = sin_acentos(texto)
        nombradas = [f.nombre for f in _otras(caso) if _aparece(f, texto, comparable)]
        if nombradas:
            mensaje = f"«{campo.etiqueta}» menciona a otra fuerza: {', '.join(nombradas)}."
            hallazgos.append(HallazgoDeRevision("otra_fuerza", seccion, campo.clave, mensaje, "informativa"))
    return hallazgos


def _otras(caso: Caso) -> list[FuerzaDefinida]:
    """Las que no son la propia, ni la integran, ni la contienen, ni son el rubro de independientes."""
    propia = next((f for f in caso.fuerzas if f.siglas == caso.fuerza), None)
    cercanas = {caso.fuerza, *(propia.integrantes if propia else ())}
    return [
        f
        for f in caso.fuerzas
        if f.tipo not in SIN_PARTIDO and f.siglas not in cercanas and caso.fuerza not in f.integrantes
    ]


def _aparece(fuerza: FuerzaDefinida, texto: str, comparable: str) -> bool:
    if _entera(sin_acentos(fuerza.nombre)).search(comparable):
        return True
    return len(fuerza.siglas) >= MINIMO_DE_SIGLAS and bool(_entera(fuerza.siglas).search(texto))


def _entera(palabras: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(palabras)}\b")

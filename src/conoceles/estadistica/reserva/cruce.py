"""Los cruces para estudios se forman en el mismo corte que las tablas de identidad, con ellas, y una sola vez.

De cada pregunta por separado: lo que se contestó en otra no cambia el suyo. Quienes comparten atributos son como una
tabla con todas sus celdas a la vista, y las cuida la misma regla (ADR 0106).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

from conoceles.estadistica.identidad import opciones, vistas
from conoceles.estadistica.reserva.regla import a_salvo
from conoceles.identidad.totales.conteos import SIN_RESPUESTA, conteos_sueltos
from conoceles.identidad.totales.contestadas import PUBLICO, Contestada, Contestadas
from conoceles.identidad.totales.tablas import Asentada
from conoceles.proceso.definicion import Definicion

CLAVE = "_extracto"  # no es una pregunta: ninguna página la pide
ATRIBUTOS = ("sexo", "cargo", "edad")
OTRAS, TODAS = "otras respuestas", "(todas)"
Clase = tuple[str, ...]  # los valores de los atributos, o de los primeros


def cruces(
    definicion: Definicion, dichas: Contestadas[Clase], nada: Asentada, tablas: Mapping[str, Asentada]
) -> Asentada:
    """Combinación (pares de columna y valor, en JSON) → cuántas personas; `nada`, si ninguna pregunta se puede cruzar."""
    sin_duenio = conteos_sueltos(definicion.clave)  # de esas no se sabe qué atributos tienen
    cuentas = dict[str, int]()
    for pregunta, tabla in tablas.items():
        if (
            pregunta in dichas
            and pregunta not in sin_duenio
            and (visibles := _sueltas(definicion, pregunta, tabla))
        ):
            cuentas |= de_una_pregunta(pregunta, visibles, dichas[pregunta], nada.umbral)
    return replace(nada, cuentas=cuentas)


def _sueltas(definicion: Definicion, pregunta: str, tabla: Asentada) -> set[str]:
    """Las respuestas que su tabla enseña, si salió y es de una sola por persona. Las demás van juntas: su suma ya se sabe."""
    campo = next((c for c in definicion.identidad.campos() if c.clave == pregunta), None)
    if campo is None or sum(tabla.cuentas.values()) != tabla.poblacion:
        return set()
    vista = vistas([c for c, _ in opciones(definicion, pregunta, tabla.cuentas)], tabla)
    return {c for c, v in vista.items() if isinstance(v, int) and v} - {SIN_RESPUESTA}


def de_una_pregunta(
    pregunta: str,
    sueltas: Collection[str],
    contestaron: Mapping[tuple[Clase, Contestada], int],
    umbral: int,
) -> dict[str, int]:
    """Su cruce con los más atributos que se pueda, en su orden; vacío si ni con el primero."""
    salen: dict[Clase, Counter[Contestada]] = {}
    for cuantos in range(1, len(ATRIBUTOS) + 1):
        clases = _clases(sueltas, contestaron, cuantos)
        if not all(_sale(suyas, umbral) for suyas in clases.values()):
            break
        salen = clases
    return {c: n for clase, suyas in salen.items() for c, n in _celdas(pregunta, clase, suyas)}


def _clases(
    sueltas: Collection[str], contestaron: Mapping[tuple[Clase, Contestada], int], cuantos: int
) -> dict[Clase, Counter[Contestada]]:
    """Quienes comparten los primeros atributos, con las respuestas que van juntas ya juntas."""
    clases: dict[Clase, Counter[Contestada]] = {}
    for (clase, una), cuantas in contestaron.items():
        junta = una if una.dijo in sueltas else una._replace(dijo=OTRAS)
        clases.setdefault(clase[:cuantos], Counter())[junta] += cuantas
    return clases


def _sale(suyas: Mapping[Contestada, int], umbral: int) -> bool:
    """En cada celda hay tantas que no se podrían leer como el umbral, y la clase saldría como tabla."""
    calladas = dict.fromkeys((una.dijo for una in suyas), 0)
    for una, cuantas in suyas.items():
        calladas[una.dijo] += cuantas if PUBLICO not in una.pueden else 0
    return min(calladas.values()) >= umbral and a_salvo(suyas, umbral)


def _celdas(pregunta: str, clase: Clase, suyas: Mapping[Contestada, int]) -> list[tuple[str, int]]:
    dichas = Counter[str]()
    for una, cuantas in suyas.items():
        dichas[una.dijo] += cuantas
    comparten = [*zip(ATRIBUTOS, (*clase, *(TODAS for _ in ATRIBUTOS[len(clase) :])), strict=True)]
    return [
        (json.dumps([("pregunta", pregunta), ("respuesta", c), *comparten], ensure_ascii=False), n)
        for c, n in sorted(dichas.items())
    ]

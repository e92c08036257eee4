"""Los cruces para estudios se forman en el mismo corte que las tablas de identidad, con ellas, y una sola vez.

De cada pregunta por separado: lo que se contestó en otra no cambia el suyo. Quienes comparten atributos son como una
tabla con todas sus celdas a la vista, y las cuida la misma regla (ADR 0021).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from conoceles.estadistica.identidad import opciones, vistas
from conoceles.estadistica.poblacion import Registro
from conoceles.estadistica.reserva.partes import Parte, a_salvo, lecturas, partes
from conoceles.identidad.totales.conteos import SIN_RESPUESTA, conteos_sueltos
from conoceles.identidad.totales.tablas import Asentada
from conoceles.proceso.definicion import Definicion

CLAVE = "_extracto"  # no es una pregunta: ninguna página la pide
ATRIBUTOS = ("sexo", "cargo", "edad")
OTRAS, TODAS = "otras respuestas", "(todas)"
Clase = tuple[str, ...]  # los valores de los atributos, o de los primeros
Grupo = tuple[Clase, str, Parte]


def cruces(
    definicion: Definicion, grupos: Sequence[Grupo], nada: Asentada, tablas: Mapping[str, Asentada]
) -> Asentada:
    """Combinación (pares de columna y valor, en JSON) → cuántas personas; `nada`, si ninguna pregunta se puede cruzar."""
    sin_duenio = conteos_sueltos(definicion.clave)  # de esas no se sabe qué atributos tienen
    cuentas = dict[str, int]()
    for pregunta, tabla in tablas.items():
        if pregunta not in sin_duenio and (visibles := _sueltas(definicion, pregunta, tabla)):
            cuentas |= de_una_pregunta(pregunta, visibles, grupos, nada.umbral)
    return replace(nada, cuentas=cuentas)


def _sueltas(definicion: Definicion, pregunta: str, tabla: Asentada) -> set[str]:
    """Las respuestas que su tabla enseña, si salió y es de una sola por persona. Las demás van juntas: su suma ya se sabe."""
    campo = next((c for c in definicion.identidad.campos() if c.clave == pregunta), None)
    if campo is None or sum(tabla.cuentas.values()) != tabla.poblacion:
        return set()
    vista = vistas([c for c, _ in opciones(definicion, pregunta, tabla.cuentas)], tabla)
    return {c for c, v in vista.items() if isinstance(v, int) and v} - {SIN_RESPUESTA}


def por_clase(
    definicion: Definicion, todos: Sequence[Registro], corte: datetime, preguntas: Sequence[str]
) -> list[Grupo]:
    """Quienes comparten los tres atributos y de quién son: lo que contestaron y lo que de ello se lee."""
    grupos: dict[tuple[Clase, str], list[Registro]] = {}
    for r in todos:
        grupos.setdefault(((r.sexo, r.cargo, r.edad), r.de_quien), []).append(r)
    suyas = partes(definicion, grupos, corte, preguntas)
    return [(clase, de_quien, suya) for (clase, de_quien), suya in suyas.items()]


def de_una_pregunta(
    pregunta: str, sueltas: Collection[str], grupos: Sequence[Grupo], umbral: int
) -> dict[str, int]:
    """Su cruce con los más atributos que se pueda, en su orden; vacío si ni con el primero."""
    salen: dict[Clase, list[Parte]] = {}
    for cuantos in range(1, len(ATRIBUTOS) + 1):
        clases = _clases(pregunta, sueltas, grupos, cuantos)
        if not all(_sale(suyas, pregunta, umbral) for suyas in clases.values()):
            break
        salen = clases
    return {c: n for clase, suyas in salen.items() for c, n in _celdas(pregunta, clase, suyas)}


def _clases(
    pregunta: str, sueltas: Collection[str], grupos: Sequence[Grupo], cuantos: int
) -> dict[Clase, list[Parte]]:
    """Quienes comparten los primeros atributos: de cada quien, lo suyo, con las respuestas que van juntas ya juntas."""
    sumas: dict[tuple[Clase, str], list[Counter[str]]] = {}
    for clase, de_quien, suya in grupos:
        suma = sumas.setdefault((clase[:cuantos], de_quien), [Counter(), Counter(), Counter()])
        dichas = {pregunta: suya.dichas(pregunta)}
        for van, conteos in zip(suma, (dichas, suya.visibles, suya.en_perfiles), strict=True):
            for dicha, n in conteos.get(pregunta, {}).items():
                van[dicha if dicha in sueltas else OTRAS] += n
    clases: dict[Clase, list[Parte]] = {}
    for (clase, _), suma in sumas.items():
        clases.setdefault(clase, []).append(Parte(*({pregunta: c} for c in suma)))
    return clases


def _sale(suyas: Sequence[Parte], pregunta: str, umbral: int) -> bool:
    """En cada celda hay tantas calladas como el umbral, y a nadie que sepa cosas le queda por saber lo mismo de todas."""
    dichas = sum((p.dichas(pregunta) for p in suyas), Counter[str]())
    for leidas in lecturas(suyas):
        por_parte = [p.calladas(pregunta) for p in leidas]
        calladas = sum(por_parte, Counter[str]())
        if any(calladas[c] < umbral for c in dichas) or not a_salvo(calladas, por_parte, umbral):
            return False
    return True


def _celdas(pregunta: str, clase: Clase, suyas: Sequence[Parte]) -> list[tuple[str, int]]:
    dichas = sum((p.dichas(pregunta) for p in suyas), Counter[str]())
    comparten = [*zip(ATRIBUTOS, (*clase, *(TODAS for _ in ATRIBUTOS[len(clase) :])), strict=True)]
    return [
        (json.dumps([("pregunta", pregunta), ("respuesta", c), *comparten], ensure_ascii=False), n)
        for c, n in sorted(dichas.items())
    ]

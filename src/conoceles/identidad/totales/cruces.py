"""El cruce que se entrega para estudios: cuántas personas hay en cada combinación, nunca una fila, y solo si no delata.

Se agrega una columna a la vez, en un orden fijo, y la que haría chica o uniforme alguna combinación no entra para nadie:
borrar solo las celdas raras diría cuáles son.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from conoceles.identidad import documentos
from conoceles.identidad.constancias.halladas import alteradas
from conoceles.identidad.totales.conteos import SIN_RESPUESTA, dichas
from conoceles.proceso.consentimiento import EfectosDelNo

JUNTOS = 3  # responsables que pueden juntar lo que saben
OTRAS = "otras respuestas"


@dataclass(frozen=True)
class Columna:
    """Un atributo o, con `valores`, una pregunta: los que se ven sueltos en su tabla pública; los demás van juntos."""

    clave: str
    valores: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Persona:
    """Lo que se sabe de ella sin leer sus respuestas: sus atributos, quién captura por ella, y si algo suyo es público."""

    atributos: Mapping[str, str]
    sabe: str
    publica: bool


@dataclass(frozen=True)
class Fila:
    """Una persona mientras se cuenta: no se guarda ni sale de aquí."""

    sabe: str
    publica: bool
    valores: dict[str, str] = field(repr=False)


@sensitive_variables()
def cruzar(
    gente: Mapping[UUID, Persona],
    columnas: Sequence[Columna],
    corte: datetime,
    efectos: EfectosDelNo,
    umbral: int,
) -> dict[str, int]:
    """Combinación (pares de columna y valor, en JSON) → cuántas personas; vacío si ninguna pregunta puede entrar."""
    return formar(columnas, _filas(gente, columnas, corte, efectos), umbral)


@sensitive_variables()
def formar(columnas: Sequence[Columna], filas: Sequence[Fila], umbral: int) -> dict[str, int]:
    """El cruce de esas filas, ya con sus valores juntados."""
    elegidas: list[Columna] = []
    for columna in columnas:
        if _protege([*elegidas, columna], filas, umbral):
            elegidas.append(columna)
    if not any(c.valores for c in elegidas):
        return {}
    cuenta = Counter(tuple((c.clave, f.valores[c.clave]) for c in elegidas) for f in filas)
    return {json.dumps(pares, ensure_ascii=False): n for pares, n in sorted(cuenta.items())}


@sensitive_variables()
def _filas(
    gente: Mapping[UUID, Persona], columnas: Sequence[Columna], corte: datetime, efectos: EfectosDelNo
) -> list[Fila]:
    preguntas = [c for c in columnas if c.valores]
    muestran = _muestran(gente, corte)
    filas = []
    for clave, respuestas in dichas(gente, [c.clave for c in preguntas], corte, efectos):
        persona, valores = gente[clave], dict(gente[clave].atributos)
        for c in preguntas:
            valor = str(respuestas.get(c.clave) or SIN_RESPUESTA)
            valores[c.clave] = valor if valor in c.valores else OTRAS
        filas.append(Fila(persona.sabe, persona.publica or clave in muestran, valores))
    return filas


def _muestran(claves: Collection[UUID], corte: datetime) -> set[UUID]:
    """Quienes consintieron publicar algo, o no se sabe si lo hicieron: lo suyo se da por sabido."""
    dichos = documentos.consentimientos(claves, corte).items()
    return {clave for clave, c in dichos if c.publicacion} | alteradas(claves).keys()


@sensitive_variables()
def _protege(columnas: Sequence[Columna], filas: Sequence[Fila], umbral: int) -> bool:
    """Quitadas las públicas y las de los tres que más tienen, quedan en cada combinación tantas como el umbral; y entre
    quienes comparten atributos hay, de cada pregunta, más de una respuesta."""
    grupos: dict[tuple[str, ...], list[Fila]] = {}
    por_atributos: dict[tuple[str, ...], list[Fila]] = {}
    for f in filas:
        grupos.setdefault(tuple(f.valores[c.clave] for c in columnas), []).append(f)
        por_atributos.setdefault(tuple(f.valores[c.clave] for c in columnas if not c.valores), []).append(f)
    preguntas = [c.clave for c in columnas if c.valores]
    return all(_quedan(suyas) >= umbral for suyas in grupos.values()) and all(
        len({f.valores[p] for f in suyas}) > 1 for suyas in por_atributos.values() for p in preguntas
    )


def _quedan(filas: Sequence[Fila]) -> int:
    calladas = Counter(f.sabe for f in filas if not f.publica)
    return calladas.total() - sum(n for _, n in calladas.most_common(JUNTOS))

"""El cruce para estudios se forma en el mismo corte que las tablas de identidad, con ellas, y una sola vez."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from conoceles.estadistica.identidad import opciones, vistas
from conoceles.estadistica.poblacion import Registro
from conoceles.identidad.totales.cruces import Columna, Persona, cruzar
from conoceles.identidad.totales.tablas import Asentada
from conoceles.identidad.totales.tasas import es_decision
from conoceles.proceso.definicion import Definicion

CLAVE = "_extracto"  # no es una pregunta: ninguna página la pide


def cruce(
    definicion: Definicion, todos: Sequence[Registro], corte: datetime, tablas: Mapping[str, Asentada]
) -> Asentada:
    """Las combinaciones de lo que esas tablas ya dicen, o sin cuentas si ninguna se puede cruzar."""
    gente = {
        r.clave: Persona(
            {"sexo": r.sexo, "cargo": r.cargo, "edad": r.edad}, r.responde or r.folio, bool(r.acciones)
        )
        for r in todos
    }
    preguntas = [c for p, tabla in tablas.items() if (c := _columna(definicion, p, tabla))]
    columnas = [Columna("sexo"), *preguntas, Columna("cargo"), Columna("edad")]
    umbral = definicion.umbral_estadistico
    cuentas = cruzar(gente, columnas, corte, definicion.consentimiento, umbral)
    return Asentada(corte, len(todos), umbral, cuentas)


def _columna(definicion: Definicion, pregunta: str, tabla: Asentada) -> Columna | None:
    """Una pregunta de una sola respuesta cuya tabla salió. Sus celdas ocultas van juntas: su suma ya se sabe."""
    campo = next((c for c in definicion.identidad.campos() if c.clave == pregunta), None)
    if (
        campo is None
        or es_decision(pregunta)
        or not tabla.cuentas
        or sum(tabla.cuentas.values()) != tabla.poblacion
    ):
        return None
    vista = vistas([c for c, _ in opciones(definicion, pregunta, tabla.cuentas)], tabla)
    sueltos = frozenset(c for c, v in vista.items() if isinstance(v, int) and v)
    return Columna(pregunta, sueltos) if sueltos else None

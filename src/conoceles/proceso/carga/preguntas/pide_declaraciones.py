"""`declaraciones.toml`: cuáles se preguntan y con qué norma. El acuerdo que las aprueba va en `[actos]`."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from pathlib import Path

from conoceles import leyes
from conoceles.nucleo.dias import en_palabras
from conoceles.proceso.carga.piezas.archivos import leer_toml
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.preguntas.declaraciones import Declaracion, Declaraciones


def leer_declaraciones(
    carpeta: Path, nombre: str, faltas: Faltas, *, dia: date | None, entidad: str, usadas: Collection[str]
) -> Declaraciones:
    """El archivo entero. Lo que ninguna norma vigente el día de la jornada deja publicar no se puede pedir."""
    raiz = leer_toml(carpeta, nombre, faltas)
    if raiz is None:
        return Declaraciones()
    hechas = tuple(_una(t, dia, entidad) for t in raiz.tablas("declaraciones", obligatoria=True))
    claves = [d.clave for d in hechas]
    for clave in sorted({c for c in claves if claves.count(c) > 1 or c in usadas}):
        raiz.falta(
            f"declaraciones[{clave}].clave",
            "está repetida, o ya es una pregunta del cuestionario curricular.",
        )
    pedidas = Declaraciones(raiz.texto("version"), hechas)
    raiz.cerrar()
    return pedidas


def _una(tabla: Tabla, dia: date | None, entidad: str) -> Declaracion:
    clave, regla = tabla.texto("clave"), tabla.texto("fundamento")
    if clave and not re.fullmatch(r"[a-z][a-z0-9_]*", clave):
        tabla.falta("clave", f"«{clave}» solo puede llevar minúsculas sin acento, números y guion bajo.")
    if regla and regla not in leyes.reglas():
        tabla.falta("fundamento", f"«{regla}» no es una regla de procesos/_derecho/reglas.toml.")
    elif regla and dia and not any(ley.precepto(regla) for ley in leyes.vigentes(dia, entidad)):
        tabla.falta(
            "fundamento",
            f"ninguna norma vigente el {en_palabras(dia)}, día de la jornada, deja publicar esto: quítela, o escriba la "
            "norma en procesos/_derecho.",
        )
    dicha = Declaracion(
        clave, tabla.texto("nombre"), regla, tabla.elegida("fuente", ("publica", "interna")) == "publica"
    )
    tabla.cerrar()
    return dicha

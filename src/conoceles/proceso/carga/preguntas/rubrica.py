"""`rubrica.toml`: rubros, variables de sí o no, sus puntos y de cuál dependen."""

from __future__ import annotations

from pathlib import Path

from conoceles.proceso.carga.cargos import clave_simple
from conoceles.proceso.carga.piezas.archivos import leer_toml
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.rubrica import Rubrica, Rubro, Variable


def leer_rubrica(carpeta: Path, nombre: str, campos: set[str], faltas: Faltas) -> Rubrica:
    """El archivo entero. `campos`: los del cuestionario curricular, que los rubros citan."""
    raiz = leer_toml(carpeta, nombre, faltas)
    if raiz is None:
        return Rubrica()
    tablas = raiz.tablas("rubros", obligatoria=True)
    rubros = tuple(_rubro(t, campos) for t in tablas)
    _sin_repetir(raiz, "rubros", [r.clave for r in rubros])
    rubrica = Rubrica(raiz.texto("version"), raiz.texto("metodologia"), rubros, raiz.logico("supuesto"))
    total = raiz.entero("puntos", minimo=1)
    if total and total != rubrica.puntos:
        raiz.falta("puntos", f"dice {total} y las variables suman {rubrica.puntos}.")
    raiz.cerrar()
    return rubrica


def _rubro(tabla: Tabla, campos: set[str]) -> Rubro:
    citados = tabla.textos("campos")
    for campo in citados:
        if campo not in campos:
            tabla.falta("campos", f"«{campo}» no es una pregunta del cuestionario curricular.")
    fotografia = tabla.logico("fotografia")
    if not citados and not fotografia:
        tabla.falta("campos", "el rubro no mira ninguna respuesta.")
    variables: list[Variable] = []
    for fila in tabla.tablas("variables", obligatoria=True):
        variables.append(_variable(fila, {v.clave for v in variables}))
    _sin_repetir(tabla, "variables", [v.clave for v in variables])
    rubro = Rubro(clave_simple(tabla), tabla.texto("titulo"), citados, tuple(variables), fotografia)
    tabla.cerrar()
    return rubro


def _variable(tabla: Tabla, anteriores: set[str]) -> Variable:
    variable = Variable(
        clave_simple(tabla),
        tabla.texto("enunciado"),
        tabla.entero("puntos", minimo=1),
        tabla.texto("depende_de", ""),
    )
    if variable.depende_de and variable.depende_de not in anteriores:
        tabla.falta("depende_de", f"«{variable.depende_de}» no es una variable anterior del mismo rubro.")
    tabla.cerrar()
    return variable


def _sin_repetir(tabla: Tabla, cual: str, claves: list[str]) -> None:
    for clave in sorted({c for c in claves if claves.count(c) > 1}):
        tabla.falta(f"{cual}[{clave}].clave", "está repetida.")

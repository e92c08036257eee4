"""`estrategia.toml`: las acciones de difusión. La elección dice en `[veda] detiene` si la veda las calla."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from conoceles.proceso.carga.calendario import leer_acuerdo
from conoceles.proceso.carga.cargos import clave_simple
from conoceles.proceso.carga.piezas.archivos import leer_toml
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.estrategia import Accion, Estrategia


def leer_estrategia(carpeta: Path, nombre: str, faltas: Faltas) -> Estrategia:
    """El archivo entero. El principio es obligatorio: el plan ordena subrayarlo (§13). Sin su acuerdo es un supuesto."""
    raiz = leer_toml(carpeta, nombre, faltas)
    if raiz is None:
        return Estrategia()
    acuerdo = leer_acuerdo(raiz)
    leida = Estrategia(
        raiz.texto("principio"),
        tuple(_accion(t) for t in raiz.tablas("acciones", obligatoria=True)),
        acuerdo,
        raiz.logico("supuesto", acuerdo is None),
    )
    claves = [a.clave for a in leida.acciones]
    for clave in sorted({c for c in claves if claves.count(c) > 1}):
        raiz.falta(f"acciones[{clave}].clave", "está repetida.")
    raiz.cerrar()
    return leida


def _accion(tabla: Tabla) -> Accion:
    desde, hasta = tabla.fecha("desde"), tabla.fecha("hasta")
    accion = Accion(
        clave=clave_simple(tabla),
        publico=tabla.texto("publico"),
        mensaje=tabla.texto("mensaje"),
        canal=tabla.texto("canal"),
        desde=desde or date.min,
        hasta=hasta or date.min,
        responsable=tabla.texto("responsable"),
    )
    if desde and hasta and hasta < desde:
        tabla.falta("hasta", "termina antes de empezar.")
    tabla.cerrar()
    return accion

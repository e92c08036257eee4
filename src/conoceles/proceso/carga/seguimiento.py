"""`entregables.toml`: calendario de entregables, ruta crítica, quién firma y, por informe, portada y aprobación."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from conoceles.proceso.carga.actos import ACTOS
from conoceles.proceso.carga.calendario import FECHAS
from conoceles.proceso.carga.piezas.archivos import leer_toml
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.definicion import (
    ActividadDeRuta,
    Aprobacion,
    Area,
    CapacitacionPrevista,
    Entregable,
    Firmante,
    Seguimiento,
)

PUBLICOS = ("instituto", "partidos", "independientes", "candidaturas")
INFORMES = (
    "", "avance", "avance-restringido", "listado-mr", "listado-rp", "omisiones", "mensual", "ajustes",
    "proceso-tecnico", "final", "difusion", "direccion",
)  # fmt: skip


def leer_seguimiento(carpeta: Path, nombre: str, faltas: Faltas) -> Seguimiento:
    """El archivo entero; los números de entregable no se repiten y citan actividades que existen."""
    raiz = leer_toml(carpeta, nombre, faltas)
    if raiz is None:
        return Seguimiento()
    ruta = tuple(_actividad(t) for t in raiz.tablas("ruta"))
    claves = {a.clave for a in ruta}
    entregables = tuple(_entregable(t, claves) for t in raiz.tablas("entregables", obligatoria=True))
    otros = tuple(_entregable(t, claves) for t in raiz.tablas("otros"))
    numeros = [e.numero for e in (*entregables, *otros)]
    for numero in sorted({n for n in numeros if numeros.count(n) > 1}):
        raiz.falta(f"entregables[{numero}].numero", "está repetido.")
    firmantes = tuple(_firmante(t) for t in raiz.tablas("firmantes"))
    portadas = _portadas(raiz.tabla("portadas"))
    aprobaciones = _aprobaciones(raiz.tabla("aprobacion"))
    areas = tuple(_area(t) for t in raiz.tablas("areas"))
    previstas = tuple(_capacitacion(t) for t in raiz.tablas("capacitaciones"))
    raiz.cerrar()
    return Seguimiento(entregables, ruta, firmantes, portadas, aprobaciones, areas, previstas, otros)


def _entregable(tabla: Tabla, ruta: set[str]) -> Entregable:
    entregable = Entregable(
        numero=tabla.entero("numero", minimo=1),
        actividad=tabla.texto("actividad"),
        vence=tabla.fecha("vence") or date.min,
        responsable=tabla.texto("responsable"),
        vista_ine=tabla.logico("vista_ine"),
        ruta=tabla.texto("ruta", ""),
        informe=tabla.elegida("informe", INFORMES, ""),
        acto=tabla.elegida("acto", ("", *ACTOS, *FECHAS), ""),
    )
    if entregable.ruta and entregable.ruta not in ruta:
        tabla.falta("ruta", f"«{entregable.ruta}» no es una actividad de la ruta.")
    tabla.cerrar()
    return entregable


def _actividad(tabla: Tabla) -> ActividadDeRuta:
    actividad = ActividadDeRuta(tabla.texto("clave"), tabla.texto("actividad"))
    tabla.cerrar()
    return actividad


def _area(tabla: Tabla) -> Area:
    area = Area(tabla.texto("nombre"), tabla.texto("tarea"), tabla.texto("fundamento"))
    tabla.cerrar()
    return area


def _capacitacion(tabla: Tabla) -> CapacitacionPrevista:
    publicos, desde, hasta = tabla.textos("publicos"), tabla.fecha("desde"), tabla.fecha("hasta")
    for ajeno in sorted({*publicos} - {*PUBLICOS}):
        tabla.falta("publicos", f"«{ajeno}» no es uno de: {', '.join(PUBLICOS)}.")
    if desde and hasta and desde > hasta:
        tabla.falta("hasta", "termina antes de empezar.")
    tabla.cerrar()
    return CapacitacionPrevista(tuple(publicos), desde or date.min, hasta or date.min)


def _firmante(tabla: Tabla) -> Firmante:
    firmante = Firmante(tabla.texto("nombre"), tabla.texto("cargo"))
    tabla.cerrar()
    return firmante


def _portadas(tabla: Tabla) -> dict[str, str]:
    textos = {tipo: tabla.texto(tipo, "") for tipo in INFORMES if tipo and tabla.tiene(tipo)}
    tabla.cerrar()
    return textos


def _aprobaciones(tabla: Tabla) -> dict[str, Aprobacion]:
    aprobaciones = {tipo: _aprobacion(tabla.tabla(tipo)) for tipo in INFORMES if tipo and tabla.tiene(tipo)}
    tabla.cerrar()
    return aprobaciones


def _aprobacion(tabla: Tabla) -> Aprobacion:
    aprobacion = Aprobacion(
        tabla.texto("organo"), tabla.texto("acto", ""), tabla.texto("fundamento"), tabla.logico("comision")
    )
    tabla.cerrar()
    return aprobacion

"""Avisos de privacidad, preguntas frecuentes y datos de la institución."""

from __future__ import annotations

from pathlib import Path

from conoceles.proceso.carga.calendario import leer_acuerdo
from conoceles.proceso.carga.piezas.archivos import leer_texto
from conoceles.proceso.carga.piezas.emblema import leer_emblema
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.definicion import Aviso, Institucion
from conoceles.proceso.preguntas.comprobaciones import correo, enlace

AVISOS_INDISPENSABLES = ("simplificado", "integral")
MAXIMO_VERSION = 30  # las dos juntas caben en cada constancia


def leer_institucion(tabla: Tabla, carpeta: Path, faltas: Faltas) -> Institucion:
    """`[institucion]`: quién publica y a dónde se le escribe."""
    institucion = Institucion(
        siglas=tabla.texto("siglas"),
        nombre=tabla.texto("nombre"),
        unidad=tabla.texto("unidad"),
        correo=tabla.texto("correo"),
        sitio=tabla.texto("sitio"),
        domicilio=tabla.texto("domicilio", ""),
        emblema=leer_emblema(tabla, carpeta, faltas),
        telefono=tabla.texto("telefono", ""),
    )
    if institucion.correo and (frase := correo(institucion.correo)):
        tabla.falta("correo", frase)
    if institucion.sitio and (frase := enlace(institucion.sitio)):
        tabla.falta("sitio", frase)
    tabla.cerrar()
    return institucion


def leer_avisos(raiz: Tabla, carpeta: Path, faltas: Faltas) -> tuple[Aviso, ...]:
    """Los `[[avisos]]`; hacen falta el simplificado y el integral (plan §11.1)."""
    avisos = tuple(_aviso(t, carpeta, faltas) for t in raiz.tablas("avisos", obligatoria=True))
    claves = [a.clave for a in avisos]
    for clave in AVISOS_INDISPENSABLES:
        if clave not in claves:
            raiz.falta(f"avisos[{clave}]", "falta este aviso de privacidad.")
    for clave in sorted({c for c in claves if claves.count(c) > 1}):
        raiz.falta(f"avisos[{clave}].clave", "está repetida.")
    return avisos


def _aviso(tabla: Tabla, carpeta: Path, faltas: Faltas) -> Aviso:
    archivo = tabla.texto("archivo")
    texto = leer_texto(carpeta, archivo, faltas) if archivo else ""
    if texto is not None and archivo and not texto.strip():
        faltas.anotar(archivo, "archivo", "está vacío.")
    version = tabla.texto("version")
    if len(version) > MAXIMO_VERSION:
        tabla.falta("version", f"debe tener {MAXIMO_VERSION} caracteres o menos.")
    aviso = Aviso(tabla.texto("clave"), tabla.texto("titulo"), version, texto or "", leer_acuerdo(tabla))
    tabla.cerrar()
    return aviso

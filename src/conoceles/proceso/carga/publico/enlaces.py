"""`[[enlaces]]`: las páginas de otras autoridades a las que lleva el sitio."""

from __future__ import annotations

from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.definicion import EnlaceOficial
from conoceles.proceso.preguntas.comprobaciones import enlace

CLASES = ("distrito", "casillas", "federales")


def leer_enlaces(tablas: list[Tabla]) -> tuple[EnlaceOficial, ...]:
    """En el orden escrito."""
    leidos = []
    for tabla in tablas:
        leido = EnlaceOficial(tabla.elegida("clase", CLASES), tabla.texto("titulo"), tabla.texto("direccion"))
        if leido.direccion and (frase := enlace(leido.direccion)):
            tabla.falta("direccion", frase)
        leidos.append(leido)
        tabla.cerrar()
    return tuple(leidos)

"""Plazo de conservación de lo sensible: `[conservacion]`."""

from __future__ import annotations

from conoceles.proceso.carga.calendario import leer_acuerdo
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.definicion import Conservacion


def leer_conservacion(tabla: Tabla) -> Conservacion:
    """Sin la tabla vale el plazo supuesto de 90 días."""
    conservacion = Conservacion(
        bloqueo_dias=tabla.entero("bloqueo_dias", 90, minimo=1),
        acuerdo=leer_acuerdo(tabla),
        supuesto=tabla.logico("supuesto", not tabla.datos),
    )
    tabla.cerrar()
    return conservacion

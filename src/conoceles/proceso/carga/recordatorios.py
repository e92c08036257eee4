"""`[recordatorios]`: cuándo se avisa por correo a quien no ha enviado."""

from __future__ import annotations

import re

from conoceles.proceso.carga.calendario import leer_acuerdo
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.definicion import Recordatorios


def leer_recordatorios(tabla: Tabla) -> Recordatorios:
    """Sin la tabla valen los supuestos: siete, tres y un día antes, y al vencer."""
    omision = Recordatorios()
    hora = tabla.texto("hora", omision.hora)
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", hora):
        tabla.falta("hora", f"«{hora}» no es una hora, como 09:00.")
    recordatorios = Recordatorios(
        dias=_dias(tabla, omision.dias),
        al_vencer=tabla.logico("al_vencer", omision.al_vencer),
        hora=hora,
        acuerdo=leer_acuerdo(tabla),
        supuesto=tabla.logico("supuesto", not tabla.datos),
    )
    tabla.cerrar()
    return recordatorios


def _dias(tabla: Tabla, omision: tuple[int, ...]) -> tuple[int, ...]:
    if not tabla.tiene("dias"):
        return omision
    dias = tabla.datos["dias"]
    if not isinstance(dias, list) or not all(type(d) is int and 0 <= d <= 60 for d in dias):
        tabla.falta("dias", "debe ser una lista de días entre 0 y 60, como [7, 3, 1].")
        return omision
    return tuple(sorted(set(dias), reverse=True))

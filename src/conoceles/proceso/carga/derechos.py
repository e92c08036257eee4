"""`[derechos]`: los plazos que un acuerdo del instituto fija en lugar de los de la ley (`procesos/_derecho`)."""

from __future__ import annotations

from dataclasses import replace

from conoceles.proceso.carga.calendario import leer_acuerdo
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.definicion import Derechos

PLAZOS = (
    "respuesta_dias",
    "ampliacion_dias",
    "efectiva_dias",
    "prevencion_dias",
    "desahogo_dias",
    "vulneracion_horas",
)


def leer_derechos(tabla: Tabla) -> Derechos:
    """Sin la tabla, todos los plazos son los de la ley vigente el día de cada acto."""
    plazos = {clave: tabla.entero(clave, 0, minimo=1) for clave in PLAZOS}
    derechos = replace(
        Derechos(),
        **plazos,
        fundamento=tabla.texto("fundamento", ""),
        acuerdo=leer_acuerdo(tabla),
        supuesto=tabla.logico("supuesto", False),
    )
    tabla.cerrar()
    return derechos

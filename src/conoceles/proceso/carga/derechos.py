"""`[derechos]`: plazos de las solicitudes ARCO y de los avisos por una vulneración."""

from __future__ import annotations

from dataclasses import replace

from conoceles.proceso.carga.calendario import leer_acuerdo
from conoceles.proceso.carga.tabla import Tabla
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
    """Sin la tabla valen los plazos generales de la ley, como supuesto."""
    omision = Derechos()
    plazos = {clave: tabla.entero(clave, getattr(omision, clave), minimo=1) for clave in PLAZOS}
    derechos = replace(
        omision,
        **plazos,
        fundamento=tabla.texto("fundamento", omision.fundamento),
        acuerdo=leer_acuerdo(tabla),
        supuesto=tabla.logico("supuesto", not tabla.datos),
    )
    tabla.cerrar()
    return derechos

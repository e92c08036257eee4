"""`[accesos]`: vigencia de los enlaces de un solo uso, y si la persona invitada puede enviar."""

from __future__ import annotations

from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.definicion import Accesos


def leer_accesos(tabla: Tabla) -> Accesos:
    """Lo que la tabla no trae toma su valor por omisión; un enlace vale al menos una hora."""
    omision = Accesos()
    accesos = Accesos(
        entrega_horas=tabla.entero("entrega_horas", omision.entrega_horas, minimo=1),
        recuperacion_horas=tabla.entero("recuperacion_horas", omision.recuperacion_horas, minimo=1),
        envia_la_persona=tabla.logico("envia_la_persona"),
    )
    tabla.cerrar()
    return accesos

"""`[actos]` y `[franjas]`: los actos que no fijan una fecha ni un texto, y los avisos breves de las pantallas."""

from __future__ import annotations

from datetime import date

from conoceles.proceso.carga.calendario import acuerdo_de
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.definicion import Acuerdo, Franja

ACTOS = ("proceso_tecnico_operativo", "formato_consentimiento", "temas", "declaraciones")
LUGARES = ("captura", "sitio")
MAXIMO = 300  # caracteres: se lee de un vistazo en un teléfono


def leer_actos(tabla: Tabla) -> dict[str, Acuerdo]:
    """`proceso_tecnico_operativo = { numero, fecha, organo }` y los demás de `ACTOS`."""
    actos = {clave: acuerdo_de(tabla.tabla(clave)) for clave in ACTOS if tabla.tiene(clave)}
    tabla.cerrar()
    return actos


def leer_franjas(tabla: Tabla) -> dict[str, Franja]:
    """`[franjas.captura]` y `[franjas.sitio]`: texto y los días en que se muestra."""
    franjas = {lugar: _franja(tabla.tabla(lugar)) for lugar in LUGARES if tabla.tiene(lugar)}
    tabla.cerrar()
    return franjas


def _franja(tabla: Tabla) -> Franja:
    texto, desde, hasta = tabla.texto("texto"), tabla.fecha("desde"), tabla.fecha("hasta")
    if len(texto) > MAXIMO:
        tabla.falta("texto", f"tiene {len(texto)} caracteres y caben {MAXIMO}.")
    if desde and hasta and desde > hasta:
        tabla.falta("hasta", "termina antes de empezar.")
    tabla.cerrar()
    return Franja(texto, desde or date.min, hasta or date.min)

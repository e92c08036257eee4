"""`[revision]`: plazo del instituto, subsanaciones y pistas de contenido."""

from __future__ import annotations

from conoceles.proceso.carga.calendario import leer_acuerdo
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.definicion import Revision
from conoceles.proceso.reglamento import CON_DOS


def leer_revision(tabla: Tabla) -> Revision:
    """Lo que la tabla no trae toma su valor por omisión."""
    omision = Revision()
    porcentaje = tabla.entero("copia_porcentaje", omision.copia_porcentaje, minimo=50)
    if porcentaje > 100:
        tabla.falta("copia_porcentaje", f"debe ser 100 o menos, no {porcentaje}.")
    con_dos = tabla.textos("segunda_persona")
    if ajenos := set(con_dos) - set(CON_DOS):
        tabla.falta("segunda_persona", f"«{min(ajenos)}» no es uno de: {', '.join(CON_DOS)}.")
    revision = Revision(
        dias=tabla.entero("dias", omision.dias, minimo=1),
        habiles=tabla.logico("habiles", omision.habiles),
        subsanaciones=tabla.entero("subsanaciones", omision.subsanaciones),
        subsanacion_dias=tabla.entero("subsanacion_dias", omision.subsanacion_dias, minimo=1),
        segunda_persona=con_dos,
        acuerdo=leer_acuerdo(tabla),
        supuesto=tabla.logico("supuesto", omision.supuesto),
        copia_porcentaje=porcentaje,
        contacto_compartido=tabla.entero("contacto_compartido", omision.contacto_compartido, minimo=2),
        lemas=tabla.textos("lemas"),
        ofensivas=tabla.textos("ofensivas"),
    )
    tabla.cerrar()
    return revision

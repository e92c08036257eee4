"""Lo que rigió y lo que se enmendó no se reescribe; lo que se propuso se resuelve una vez."""

from conoceles.nucleo.disparadores import iguales, inmutable

_RESUELVE = "OLD.aprobado IS NULL AND NEW.aprobado IS NOT NULL AND " + iguales(
    "proceso_id", "carpeta", "fuentes", "citados", "diferencia", "por", "nombre_por", "en"
)
DISPARADORES = (
    *inmutable("proceso_versiondedefinicion"),
    *inmutable("proceso_enmienda"),
    *inmutable("proceso_cambiopropuesto", salvo=_RESUELVE),
)

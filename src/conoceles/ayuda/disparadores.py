"""Lo que se pidió, lo que se contestó y quién asistió queda como se escribió."""

from conoceles.nucleo.disparadores import iguales, inmutable

_SE_RETIRA = f"""OLD.retirada_en IS NULL AND NEW.retirada_en IS NOT NULL
  AND {iguales("capacitacion_id", "nombre", "representa", "por", "en")}"""

DISPARADORES = (
    *inmutable("ayuda_solicituddeayuda"),
    *inmutable("ayuda_respuestadeayuda"),
    *inmutable("ayuda_capacitacion"),
    *inmutable("ayuda_asistencia", salvo=_SE_RETIRA),
    *inmutable("ayuda_listafirmada"),
)

"""Lo que se pidió, lo que se contestó y quién asistió queda como se escribió."""

from conoceles.nucleo.disparadores import inmutable

_SE_RETIRA = """OLD.retirada_en IS NULL AND NEW.retirada_en IS NOT NULL
  AND NEW.capacitacion_id = OLD.capacitacion_id AND NEW.nombre = OLD.nombre
  AND NEW.representa = OLD.representa AND NEW.por = OLD.por AND NEW.en = OLD.en"""

DISPARADORES = (
    *inmutable("ayuda_solicituddeayuda"),
    *inmutable("ayuda_respuestadeayuda"),
    *inmutable("ayuda_capacitacion"),
    *inmutable("ayuda_asistencia", salvo=_SE_RETIRA),
    *inmutable("ayuda_listafirmada"),
)

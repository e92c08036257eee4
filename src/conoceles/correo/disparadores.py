"""De un correo solo cambia su entrega, hacia adelante; lo secreto puede borrarse, y la dirección, suprimirse."""

from conoceles.nucleo.disparadores import iguales, inmutable

_IGUALES = iguales("asunto", "clase", "proceso", "folio", "secreto", "message_id", "por", "en")
_IGUALES += " AND COALESCE(NEW.reenvio_de_id, 0) = COALESCE(OLD.reenvio_de_id, 0)"
_SUPRIMIDO = f"NEW.para = '' AND {iguales('estado', 'motivo', 'intentos')}"
_ENTREGA = f"""{_IGUALES} AND (NEW.para = OLD.para OR NEW.para = '')
  AND (NEW.cuerpo = OLD.cuerpo OR (NEW.cuerpo = '' AND (OLD.secreto OR NEW.para = '')))
  AND NEW.intentos >= OLD.intentos
  AND (OLD.estado = 'en_cola' OR ({_SUPRIMIDO}) OR (OLD.estado = 'enviado' AND NEW.estado = 'rebotado'
    AND NEW.enviado_en = OLD.enviado_en))"""

DISPARADORES = inmutable("correo_correo", salvo=_ENTREGA)

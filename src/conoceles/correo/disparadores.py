"""De un correo solo cambia su entrega, y solo hacia adelante; el cuerpo secreto puede borrarse."""

from conoceles.nucleo.disparadores import inmutable

_FIJOS = ("para", "asunto", "clase", "proceso", "folio", "secreto", "message_id", "por", "en")
_IGUALES = " AND ".join(f"NEW.{campo} = OLD.{campo}" for campo in _FIJOS)
_ENTREGA = f"""{_IGUALES} AND (NEW.cuerpo = OLD.cuerpo OR (OLD.secreto AND NEW.cuerpo = ''))
  AND NEW.intentos >= OLD.intentos
  AND (OLD.estado = 'en_cola' OR (OLD.estado = 'enviado' AND NEW.estado = 'rebotado'
    AND NEW.enviado_en = OLD.enviado_en))"""

DISPARADORES = inmutable("correo_correo", salvo=_ENTREGA)

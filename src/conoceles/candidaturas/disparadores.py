"""Una invitación no se reescribe: se retira, una vez."""

from conoceles.nucleo.disparadores import inmutable

_IGUALES = " AND ".join(f"NEW.{c} = OLD.{c}" for c in ("candidatura_id", "cuenta_id", "por", "en"))

DISPARADORES = inmutable(
    "candidaturas_invitacion", salvo=f"{_IGUALES} AND OLD.retirada_en IS NULL AND NEW.retirada_en IS NOT NULL"
)

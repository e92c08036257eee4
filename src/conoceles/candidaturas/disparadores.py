"""Una invitación no se reescribe: se retira, una vez, y después se libera, una vez."""

from conoceles.nucleo.disparadores import iguales, inmutable

_DE_QUIEN = iguales("candidatura_id", "cuenta_id", "por", "en")
_RETIRAR = "OLD.retirada_en IS NULL AND NEW.retirada_en IS NOT NULL AND NEW.liberada_en IS NULL"
_LIBERAR = (
    f"{iguales('retirada_por', 'retirada_en', 'contesto')} AND OLD.liberada_en IS NULL "
    "AND NEW.liberada_en IS NOT NULL"
)

DISPARADORES = inmutable("candidaturas_invitacion", salvo=f"{_DE_QUIEN} AND (({_RETIRAR}) OR ({_LIBERAR}))")

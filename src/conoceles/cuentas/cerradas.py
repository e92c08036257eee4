"""Quién cerró una cuenta, según la bitácora: a la persona se le dice la verdad."""

from __future__ import annotations

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo.dias import con_hora

ABREN = (Acto.CUENTA_CREADA, Acto.PERSONA_INVITADA, Acto.PERSONA_DESIGNADA)
CIERRAN = (Acto.CUENTA_DADA_DE_BAJA, Acto.INVITACION_RETIRADA)


def quien_la_cerro(cuenta: Cuenta) -> str:
    """Una frase para su dueña. La baja de la autoridad electoral dice más que el retiro de una invitación, que pudo no cerrarla."""
    cierre: Entrada | None = None
    suyas = Entrada.objects.using("default").filter(acto__in=(*ABREN, *CIERRAN), datos__cuenta=cuenta.pk)
    for entrada in suyas.order_by("id"):
        if entrada.acto in ABREN:
            cierre = None
        elif cierre is None or entrada.acto == Acto.CUENTA_DADA_DE_BAJA:
            cierre = entrada
    if cierre is None:
        return "No consta quién la cerró ni cuándo."
    cuando = con_hora(cierre.momento)
    if cierre.acto == Acto.CUENTA_DADA_DE_BAJA:
        return f"La autoridad electoral la cerró el {cuando}."
    return f"Se cerró el {cuando}, al retirar su invitación quien responde por su candidatura. No la cerró la autoridad electoral."

"""El correo que llega a quien administra y a quien supervisa."""

from __future__ import annotations

from datetime import datetime

from conoceles.correo.operaciones import encolar
from conoceles.cuentas.constancia.cotejo import con_su_buzon
from conoceles.cuentas.models import SUPERVISAN, Cuenta
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.firma import con_eleccion, firma


def avisar_al_instituto(
    *, asunto: str, cuerpo: str, clase: str, proceso: str = "", por: Alcance, ahora: datetime
) -> None:
    """Uno a cada cuenta activa de la administración y de consulta, que es la de la Comisión (plan §7.1)."""
    activas = Cuenta.objects.filter(papel__in=SUPERVISAN, is_active=True).order_by("pk")
    for cuenta in con_su_buzon(activas):
        encolar(
            para=cuenta.correo,
            asunto=con_eleccion(asunto, proceso),
            cuerpo=f"{cuerpo}\n\n{firma(proceso)}\n",
            clase=clase,
            proceso=proceso,
            por=por,
            ahora=ahora,
        )

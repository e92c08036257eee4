"""Lo que se le ha dicho a Dina, para mirar su pantalla."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personas import CLAVE, SISTEMA

if TYPE_CHECKING:
    from django.test import Client


def aviso_de_dina(dina: Client) -> list[str]:
    """Uno de Dina, sin leer."""
    from conoceles.avisos.models import Aviso
    from conoceles.avisos.operaciones import anotar
    from conoceles.informes.por_vencer import avisar
    from conoceles.nucleo import reloj

    avisar(CLAVE, por=SISTEMA, ahora=reloj.ahora())
    while anotar():
        pass
    return [f"/avisos/{Aviso.objects.filter(cuenta=dina.session['_auth_user_id']).latest('pk').pk}/"]

"""En qué hora lee cada persona. Los husos, de la Ley de los Husos Horarios en los Estados Unidos Mexicanos (2022)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from conoceles.cuentas.models import Cuenta
from conoceles.nucleo.dias import con_hora
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso import consultas as procesos

HUSOS = {
    "America/Monterrey": "Zona Centro",
    "America/Mazatlan": "Zona Pacífico (Baja California Sur, Nayarit, Sinaloa)",
    "America/Hermosillo": "Zona Pacífico (Sonora)",
    "America/Tijuana": "Zona Noroeste, con horario de verano (Baja California)",
    "America/Cancun": "Zona Sureste (Quintana Roo)",
    "America/Ciudad_Juarez": "Frontera de Chihuahua, con horario de verano (Juárez)",
    "America/Matamoros": "Frontera noreste, con horario de verano",
}


def de_la_cuenta(cuenta: Cuenta, eleccion: str = "") -> str:
    """El que eligió o, si no ha elegido, el de esa elección; sin decir cuál, el de la vigente."""
    if cuenta.huso:
        return cuenta.huso
    clave = eleccion or next(iter(procesos.abiertas()), "")
    return procesos.definicion(clave).calendario.zona if clave else settings.TIME_ZONE


def nombre(zona: str, momento: datetime) -> str:
    """«Zona Centro, UTC−06:00», como era en ese momento."""
    corrido = momento.astimezone(ZoneInfo(zona)).utcoffset() or timedelta()
    minutos = int(corrido.total_seconds() // 60)
    signo = "−" if minutos < 0 else "+"
    return f"{HUSOS.get(zona, zona)}, UTC{signo}{abs(minutos) // 60:02}:{abs(minutos) % 60:02}"


def dicho(cuenta: Cuenta, momento: datetime, eleccion: str = "") -> str:
    """«28 de abril de 2024 a las 10:04 (Zona Centro, UTC−06:00)», en el de esa persona."""
    zona = de_la_cuenta(cuenta, eleccion)
    return f"{con_hora(momento, zona)} ({nombre(zona, momento)})"


def elegir(*, cuenta: Cuenta, huso: str) -> None:
    """Guarda el de la persona; vacío, el de la elección. `ErrorDeDominio` (`huso`) si no está en la lista."""
    if huso and huso not in HUSOS:
        raise ErrorDeDominio("Elija un huso de la lista.", campo="huso")
    Cuenta.objects.filter(pk=cuenta.pk).update(huso=huso)

"""En qué hora lee cada persona. Los del país, de la Ley de los Husos Horarios en los Estados Unidos Mexicanos (2022).

Los de fuera son los de la base de husos: quien vota en una embajada, o vive en otro país, también responde y revisa.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

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

_AREAS = {
    "Africa": "África",
    "America": "América",
    "Asia": "Asia",
    "Atlantic": "Atlántico",
    "Australia": "Australia",
    "Europe": "Europa",
    "Indian": "Índico",
    "Pacific": "Pacífico",
}


@cache
def de_fuera() -> dict[str, tuple[tuple[str, str], ...]]:
    """Por región, cada ciudad con que se nombra un huso de fuera del país: clave y nombre."""
    ajenos = sorted(z for z in available_timezones() if z not in HUSOS and z.partition("/")[0] in _AREAS)
    return {
        nombre: tuple((z, z.partition("/")[2].replace("_", " ")) for z in ajenos if z.startswith(f"{area}/"))
        for area, nombre in _AREAS.items()
    }


def _es_de_la_lista(huso: str) -> bool:
    return huso in HUSOS or any(huso == clave for husos in de_fuera().values() for clave, _ in husos)


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
    if huso and not _es_de_la_lista(huso):
        raise ErrorDeDominio("Elija un huso de la lista.", campo="huso")
    Cuenta.objects.filter(pk=cuenta.pk).update(huso=huso)

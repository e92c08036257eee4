"""Cuánto queda para capturar, en palabras."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from conoceles.expediente.calendario.plazos import vence_captura
from conoceles.proceso.definicion import Calendario


@dataclass(frozen=True)
class Plazo:
    """Último día del plazo y días naturales que faltan (negativos si ya venció).

    `hasta`: último día en que se recibe lo extemporáneo; `cerrado`, si ya pasó.
    """

    vence: date
    faltan: int
    hasta: date | None = None
    cerrado: bool = False

    @property
    def frase(self) -> str:
        if self.cerrado:
            return "Ya no se recibe información: terminó el periodo de captura."
        if self.faltan < 0:
            return "El plazo ya venció. Todavía puede capturar; quedará como extemporánea."
        if self.faltan == 0:
            return "El plazo vence hoy."
        return "Queda 1 día." if self.faltan == 1 else f"Quedan {self.faltan} días."


def ya_paso(vence: date | None, calendario: Calendario, ahora: datetime) -> bool:
    """Si terminó su último día, en la hora de su territorio; sin día, nunca."""
    return vence is not None and vence < calendario.dia_local(ahora)


def plazo(calendario: Calendario, desde: datetime, ahora: datetime) -> Plazo:
    """Plazo contado desde el acuse de recibo, según el calendario, y cortado en la jornada."""
    return hasta(calendario, vence_captura(calendario, desde), ahora)


def hasta(calendario: Calendario, vence: date, ahora: datetime) -> Plazo:
    """El plazo de captura cuyo último día es `vence`."""
    cierre, hoy = calendario.cierre_de_captura(), calendario.dia_local(ahora)
    return Plazo(vence, (vence - hoy).days, cierre, cierre is not None and hoy > cierre)

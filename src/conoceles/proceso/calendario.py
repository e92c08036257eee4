"""Las fechas de la elección y cómo corren sus plazos."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from conoceles.nucleo import dias
from conoceles.proceso.avisos import Acuerdo


@dataclass(frozen=True)
class Fecha:
    """Día del calendario. `supuesto` cuando ninguna fuente lo confirma."""

    dia: date
    acuerdo: Acuerdo | None = None
    supuesto: bool = False


@dataclass(frozen=True)
class Calendario:
    """Fechas de la elección; un día es el intervalo semiabierto local [00:00, 24:00)."""

    zona: str
    fechas: dict[str, Fecha]  # registro_inicio, registro_fin, campana_inicio, publicacion_inicio, jornada, …
    captura_dias: int = 15
    captura_habiles: bool = False
    captura_acuerdo: Acuerdo | None = None
    captura_supuesto: bool = False
    todos_los_dias_habiles: bool = False
    inhabiles: frozenset[date] = frozenset()  # los del instituto y, si así se dice, los oficiales
    festivos_oficiales: bool = False
    orden: tuple[str, ...] = ("captura", "validacion", "publicacion")
    orden_acuerdo: Acuerdo | None = None

    def dia(self, clave: str) -> date | None:
        """Día de la clave, o `None` si la definición no lo trae."""
        fecha = self.fechas.get(clave)
        return fecha.dia if fecha else None

    def dia_local(self, momento: datetime) -> date:
        """El día que es en la elección en ese momento."""
        return momento.astimezone(ZoneInfo(self.zona)).date()

    def vence(self, desde: datetime, cuantos: int, *, habiles: bool) -> date:
        """Último día de un plazo de `cuantos` días, contados desde el siguiente a `desde`.

        `habiles` no aparta ninguno mientras la elección tenga todos los días por hábiles.
        """
        apartan = habiles and not self.todos_los_dias_habiles
        return dias.sumar(self.dia_local(desde), cuantos, habiles=apartan, inhabiles=self.inhabiles)

    def cierre_de_captura(self) -> date | None:
        """Último día en que se recibe lo extemporáneo: `captura_cierre` o, si no se dice, la jornada."""
        return self.dia("captura_cierre") or self.dia("jornada")

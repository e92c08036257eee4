"""Los plazos de cada paso, con los días hábiles de la elección y la ley del día en que empezó el trámite."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from conoceles import leyes
from conoceles.nucleo import dias
from conoceles.proceso.definicion import Definicion

ABRE = {
    "recibida": "respuesta",
    "completada": "respuesta",
    "prevenida": "desahogo",
    "procedente": "efectiva",
}


@dataclass(frozen=True)
class Plazos:
    """Los que rigen un acto. `en`: cuándo ocurre; `inicio`: cuándo se recibió la solicitud, si ya la hay."""

    definicion: Definicion
    en: datetime
    inicio: datetime | None = None

    def dias(self, cual: str) -> int:
        """Los de un acuerdo del instituto, si los mejoró; si no, los de la ley."""
        propio: int = getattr(self.definicion.derechos, f"{cual}_dias")
        return propio or leyes.valor(f"arco-{cual}", *self._donde, inicio=self._inicio)

    def cita(self, *reglas: str) -> str:
        """Las leyes que fundan el acto. `SinLey` si alguna regla no tiene ninguna vigente ese día."""
        return "; ".join(leyes.cita(r, *self._donde, inicio=self._inicio) for r in reglas)

    @property
    def respuesta(self) -> int:
        return self.dias("respuesta")

    @property
    def efectiva(self) -> int:
        return self.dias("efectiva")

    @property
    def fundamento(self) -> str:
        """El general: las leyes de datos que rigen hoy, la general y la del estado."""
        return self.cita("datos-personales")

    @property
    def _donde(self) -> tuple[date, str]:
        return self.definicion.calendario.dia_local(self.en), self.definicion.entidad

    @property
    def _inicio(self) -> date | None:
        return self.definicion.calendario.dia_local(self.inicio) if self.inicio else None


def vence(plazos: Plazos, estado: str, en: datetime, anterior: datetime | None) -> datetime | None:
    """Cuándo termina el plazo que abre ese paso; `anterior` es el que corría. `None`: no abre ninguno."""
    if estado == "ampliada":
        # La ampliación se suma a lo que quedaba: su último día es el instante anterior al vencimiento.
        ultimo = (anterior or en) - timedelta(microseconds=1)
        return habiles(plazos.definicion, ultimo, plazos.dias("ampliacion"))
    return habiles(plazos.definicion, en, plazos.dias(ABRE[estado])) if estado in ABRE else None


def habiles(definicion: Definicion, desde: datetime, cuantos: int) -> datetime:
    """Instante en que termina el último de `cuantos` días hábiles, contados desde el siguiente."""
    calendario = definicion.calendario
    dia = calendario.dia_local(desde)
    limite = dias.sumar(dia, cuantos, habiles=True, inhabiles=calendario.inhabiles_desde(dia))
    return dias.fin(limite, calendario.zona)

"""Los cortes declarados: a qué horas se rehacen los archivos de datos."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from conoceles.proceso.definicion import Definicion


def ultimo(definicion: Definicion, ahora: datetime) -> datetime | None:
    """El corte declarado más reciente que ya pasó; `None` si la definición no declara ninguno."""
    local = ahora.astimezone(ZoneInfo(definicion.calendario.zona))
    momentos = [
        datetime.combine(local.date() - timedelta(days=atras), time.fromisoformat(hora), local.tzinfo)
        for hora in definicion.cortes_datos
        for atras in (0, 1)
    ]
    return max((m for m in momentos if m <= local), default=None)


def toca(definicion: Definicion, anterior: str, ahora: datetime) -> bool:
    """Si hay un corte entre el anterior (ISO 8601, vacío si nunca) y este momento."""
    if not anterior:
        return True
    corte = ultimo(definicion, ahora)
    return corte is not None and corte > datetime.fromisoformat(anterior)

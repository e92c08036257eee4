"""La copia continua: PostgreSQL guarda aparte sus diarios, y con ellos las bases vuelven a cualquier minuto.

Si no puede, sigue atendiendo y se los queda: nadie lo nota hasta que su disco se llena, o hasta que hace falta volver. El
llavero no se copia así: al destruir una llave, ninguna copia la tiene.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connections

from conoceles.arranque.bases import ALIAS, dice
from conoceles.arranque.comprobar.hallazgo import Hallazgo, aviso, error

DE_CONTINUO = ("default", "identidad")
# Tropezar una vez no es estar detenida: PostgreSQL lo intenta cada minuto.
_DETENIDA = """
SELECT last_failed_time > coalesce(last_archived_time, '-infinity')
   AND coalesce(last_archived_time, stats_reset) < clock_timestamp() - interval '5 minutes'
FROM pg_stat_archiver
"""
_APAGADA = "SELECT current_setting('archive_mode') = 'off'"
REMEDIO = (
    "Donde está PostgreSQL: runuser -u postgres -- pgbackrest --stanza=conoceles check dice por qué. Si ahí acaba de ascender una réplica, "
    "repita operacion/instalar --solo-bases."
)


def copia_continua() -> Iterator[Hallazgo]:
    if nombres := detenidas():
        yield error(
            "COPIA_CONTINUA_DETENIDA",
            f"PostgreSQL no puede guardar los diarios de: {', '.join(nombres)}. No se podría volver a un momento de hoy.",
            REMEDIO,
        )
    if nombres := apagadas():
        yield aviso(
            "SIN_COPIA_CONTINUA",
            f"PostgreSQL no guarda los diarios de: {', '.join(nombres)}. Solo se puede volver a la última copia diaria.",
            "operacion/instalar la pone donde está PostgreSQL; si ahí no hay nada más, operacion/instalar --solo-bases.",
        )


def detenidas() -> list[str]:
    """Los nombres de las bases cuyos diarios PostgreSQL no logra guardar. `DatabaseError` si una no contesta."""
    return _las_que(_DETENIDA)


def apagadas() -> list[str]:
    """Los de las que no guardan diarios: solo se vuelve a la última copia diaria."""
    return _las_que(_APAGADA)


def _las_que(consulta: str) -> list[str]:
    return [ALIAS[a] for a in DE_CONTINUO if connections[a].vendor == "postgresql" and dice(a, consulta)]

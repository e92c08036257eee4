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
# Lo que `operacion/copiar` deja dicho al terminar, cada noche; si después ascendió otra, lo dicho es de una línea de tiempo anterior. Las horas
# se comparan como texto: un comentario escrito a mano no debe tumbar las demás alertas, ni una hora que no ha llegado valer por una copia.
_VIEJA = """
SELECT CASE WHEN current_setting('archive_mode') = 'off' OR pg_is_in_recovery() THEN false ELSE NOT EXISTS (
    SELECT FROM pg_database, LATERAL regexp_match(
        shobj_description(oid, 'pg_database'), '^conoceles: copia de las bases, ([-: 0-9]+) UTC, linea ([0-9A-F]{8})$'
    ) AS copia, (SELECT clock_timestamp() AT TIME ZONE 'UTC') AS hora(es)
    WHERE datname = 'postgres'
      AND copia[2] = substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)
      AND copia[1] BETWEEN to_char(es - interval '36 hours', 'YYYY-MM-DD HH24:MI:SS') AND to_char(es, 'YYYY-MM-DD HH24:MI:SS')
) END
"""
REMEDIO = (
    "Donde está PostgreSQL: runuser -u postgres -- pgbackrest --stanza=conoceles check dice por qué. Si ahí acaba de ascender una réplica, "
    "repita operacion/instalar --solo-bases."
)

COPIE = (
    "Donde está PostgreSQL: systemctl start conoceles-continuo; journalctl -u conoceles-continuo -n 20 dice por qué no se hizo. Si ahí "
    "acaba de ascender una réplica, o de ponerse esta versión, repita operacion/instalar (--solo-bases si no hay nada más)."
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
    if nombres := viejas():
        yield aviso(
            "COPIA_DE_BASES_VIEJA",
            f"Sus diarios se guardan, pero no consta una copia de anoche de: {', '.join(nombres)}. Volver a un momento tardaría más, o no se podría.",
            COPIE,
        )


def detenidas() -> list[str]:
    """Los nombres de las bases cuyos diarios PostgreSQL no logra guardar. `DatabaseError` si una no contesta."""
    return _las_que(_DETENIDA)


def apagadas() -> list[str]:
    """Los de las que no guardan diarios: solo se vuelve a la última copia diaria."""
    return _las_que(_APAGADA)


def viejas() -> list[str]:
    """Los de las que guardan diarios sin una copia reciente de la que partir."""
    return _las_que(_VIEJA)


def _las_que(consulta: str) -> list[str]:
    return [ALIAS[a] for a in DE_CONTINUO if connections[a].vendor == "postgresql" and dice(a, consulta)]

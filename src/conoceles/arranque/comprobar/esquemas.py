"""Las tablas, sus restricciones y sus índices son los que dejó la última puesta al día, que los asienta en la bitácora.

Un candado se compara con su declaración. De una restricción quitada (`PRAGMA writable_schema`, `ALTER TABLE … DROP`) o de una
tabla vuelta vista no hay con qué comparar sino cómo estaba: por eso se asienta su huella, por base, motor y migraciones. Va
también la de cada pieza, para decir cuál cambió; y quien opera puede dar por bueno lo que agregó, tras verlo (`aceptar`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import DatabaseError, connections, transaction

from conoceles.arranque.bases import ALIAS
from conoceles.arranque.comprobar.ajenos import ajenos
from conoceles.arranque.comprobar.hallazgo import Hallazgo, error
from conoceles.nucleo.canonico import huella

# Las cuentas que SQLite lleva por su lado van y vienen: por lo que son, que el nombre lo puede usar otro renglón.
_SQLITE = (
    "SELECT type, name, tbl_name, COALESCE(sql, '') FROM sqlite_master "
    "WHERE type <> 'trigger' AND COALESCE(sql, '') NOT GLOB 'CREATE TABLE sqlite_stat[134](*' ORDER BY type, name"
)
_POSTGRESQL = """
SELECT 'columna', c.relname || '.' || a.attname, c.relkind::text || format_type(a.atttypid, a.atttypmod),
  a.attnotnull::text || COALESCE(pg_get_expr(d.adbin, d.adrelid), '')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public' JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relkind IN ('r', 'v', 'm', 'p')
UNION ALL SELECT 'restriccion', c.relname || '.' || r.conname, r.contype::text || r.convalidated::text, pg_get_constraintdef(r.oid)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public' JOIN pg_constraint r ON r.conrelid = c.oid
UNION ALL SELECT 'indice', c.relname, i.indisvalid::text, pg_get_indexdef(i.indexrelid)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public' JOIN pg_index i ON i.indexrelid = c.oid
ORDER BY 1, 2"""
# Una lista de textos PostgreSQL la escribe de un modo recién creada y de otro al volver de un respaldo, donde lo leyó de su propia
# escritura. Quitar la conversión entre dos clases de texto, y el paréntesis de un solo valor o de otro paréntesis, no cambia lo que exige.
_DE_TEXTO = re.compile(r"::(?:character varying|text)(?:\(\d+\))?(?:\[\])?")
_DE_MAS = re.compile(r"\(('(?:[^']|'')*')\)|\((\(ARRAY\[[^\]]*\]\))\)")
_REMEDIO = (
    "Alguien tocó la base: averigüe quién. «conoceles comprobar esquema» enseña qué cambió y, si fue un índice o una tabla de quien la opera, "
    "lo asienta; si no, restaure el último respaldo donde no lo dijera."
)
NO_SE_SABE = "?"  # la huella de una pieza que al actualizar ya faltaba o ya era otra


class Cual(NamedTuple):
    """De qué es una huella: otra versión, u otro motor, no se comparan."""

    base: str
    motor: str
    migraciones: str


class Esquema(NamedTuple):
    """El de una base: la huella de todo, y por pieza («index lugar_unico») cómo se declara."""

    cual: Cual
    huella: str
    piezas: dict[str, str]

    @property
    def huellas(self) -> dict[str, str]:
        """De cada pieza, lo que se asienta."""
        return {pieza: huella(texto)[:12] for pieza, texto in self.piezas.items()}


class Cambio(NamedTuple):
    """Una pieza que sobra, falta o es otra, y cómo se declara hoy."""

    que: str
    pieza: str
    texto: str = ""


def cambiados() -> Iterator[Hallazgo]:
    """De cada base, si su esquema no es el que se asentó con estas migraciones."""
    for alias in sorted(distintos()):
        frase = f"En la base «{ALIAS[alias]}» una tabla, una restricción o un índice no es como la dejó la instalación."
        yield error("ESQUEMA_CAMBIADO", frase, _REMEDIO)


def distintos() -> dict[str, list[Cambio]]:
    """Los alias así, y qué les cambió; de lo que nunca se asentó no se sabe."""
    asentados = constan()
    de_hoy = {alias: hoy(alias) for alias in ALIAS}
    return {
        alias: cambios(asentados[e.cual]["piezas"], e)
        for alias, e in de_hoy.items()
        if e.cual in asentados and asentados[e.cual]["esquema"] != e.huella
    }


def cambios(antes: Mapping[str, str], esquema: Esquema) -> list[Cambio]:
    """De una pieza a otra."""
    ahora = esquema.huellas
    dichos = {
        **{pieza: "sobra" for pieza in ahora.keys() - antes.keys()},
        **{pieza: "falta" for pieza in antes.keys() - ahora.keys()},
        **{pieza: "es otra" for pieza in ahora.keys() & antes.keys() if ahora[pieza] != antes[pieza]},
    }
    return [Cambio(que, pieza, esquema.piezas.get(pieza, "")) for pieza, que in sorted(dichos.items())]


def distintos_antes() -> dict[str, list[Cambio]]:
    """Lo mismo antes de migrar: en una instalación nueva no se sabe de ninguno."""
    try:
        return distintos()
    except DatabaseError:
        return {}


def asentar(*, ahora: datetime, salvo: Mapping[str, Iterable[Cambio]] | None = None) -> None:
    """Al ponerse al día: el de cada base que con estas migraciones no conste. `salvo`: las que ya antes estaban cambiadas, que
    quedan sin ninguno que valga: repetir la puesta al día tampoco las da por buenas."""
    asentados, cambiadas = constan(), salvo or {}
    for alias in ALIAS:
        esquema = hoy(alias)
        if esquema.cual not in asentados:
            bueno = "" if alias in cambiadas else esquema.huella
            _registrar(
                {
                    **esquema.cual._asdict(),
                    "esquema": bueno,
                    "piezas": _sin_lo_cambiado(esquema, cambiadas.get(alias, ())),
                },
                ahora,
            )


def _sin_lo_cambiado(esquema: Esquema, cambiado: Iterable[Cambio]) -> dict[str, str]:
    """Las piezas con que comparar cuando al actualizar algo ya estaba cambiado: lo que sobraba seguirá sobrando."""
    piezas = esquema.huellas
    for cambio in cambiado:
        piezas[cambio.pieza] = NO_SE_SABE
        if cambio.que == "sobra":
            del piezas[cambio.pieza]
    return piezas


def _registrar(datos: dict[str, object], ahora: datetime) -> None:
    from conoceles.bitacora.actos import Acto
    from conoceles.bitacora.operaciones import registrar
    from conoceles.nucleo.alcance import Alcance

    por = Alcance.sistema("instalación")
    with transaction.atomic(using="default"):
        registrar(using="default", por=por, acto=Acto.ESQUEMA_ASENTADO, ahora=ahora, datos=datos)


def constan() -> dict[Cual, dict[str, Any]]:
    """Lo último que se asentó o se aceptó de cada uno, con su sello: quien solo escribe en la base no lo puede decir."""
    from conoceles.bitacora.actos import Acto
    from conoceles.bitacora.consultas import sellada
    from conoceles.bitacora.models import Entrada

    dichos: dict[Cual, dict[str, Any]] = {}
    actos = (Acto.ESQUEMA_ASENTADO, Acto.ESQUEMA_ACEPTADO)
    for entrada in Entrada.objects.using("default").filter(acto__in=actos).order_by("id"):
        if sellada(entrada):
            dichos[Cual(*(entrada.datos[campo] for campo in Cual._fields))] = entrada.datos
    return dichos


def hoy(alias: str) -> Esquema:
    """Cómo está."""
    conexion = connections[alias]
    es_sqlite = conexion.vendor == "sqlite"
    with conexion.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        migraciones = huella([[*fila] for fila in cursor.fetchall()])
        cursor.execute(_SQLITE if es_sqlite else _POSTGRESQL)
        filas = [[*fila] if es_sqlite else [*map(_de_un_modo, fila)] for fila in cursor.fetchall()]
        filas += [] if es_sqlite else ajenos(cursor)
        motor = "sqlite" if es_sqlite else f"postgresql {_version(alias)}"
    return Esquema(Cual(ALIAS[alias], motor, migraciones), huella(filas), _piezas(filas))


def _de_un_modo(texto: str) -> str:
    return _DE_MAS.sub(lambda hallado: hallado[1] or hallado[2], _DE_TEXTO.sub("", texto))


def _piezas(filas: list[list[Any]]) -> dict[str, str]:
    """Las columnas de una tabla van juntas: una por una, lo asentado pesaría el doble."""
    piezas: dict[str, str] = {}
    for clase, nombre, *resto in filas:
        de, _, columna = nombre.partition(".") if clase == "columna" else (nombre, "", "")
        dice = " · ".join(filter(None, [columna, *map(str, resto)]))
        piezas[f"{clase} {de}"] = "; ".join(filter(None, [piezas.get(f"{clase} {de}", ""), dice]))
    return piezas


def _version(alias: str) -> int:
    """La mayor: cada una escribe las restricciones a su modo."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000

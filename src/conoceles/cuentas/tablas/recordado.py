"""Lo que se recuerda un rato (intentos, códigos ya usados) vive en una tabla, y de ella solo se leen datos.

Django guarda ahí con `pickle`, que al leerse puede correr un programa: quien escribiera en esa tabla mandaría en el servidor y
tendría sus llaves. Aquí lo que no sea un número, un texto o una lista de ellos no se lee: es como si no estuviera.
"""

from __future__ import annotations

import base64
import binascii
import io
import pickle
from collections.abc import Iterable
from datetime import datetime, timezone

from django.core.cache import cache
from django.core.cache.backends import db
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.db import connections, router
from django.utils.timezone import now

NUNCA = datetime(9999, 12, 31, tzinfo=timezone.utc)


class SoloDatos(db.DatabaseCache):
    """La de Django, leída sin `pickle.loads`."""

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, object]:
        """Nombre → lo recordado, de lo que no ha vencido."""
        nombres = {self.make_and_validate_key(nombre, version=version): nombre for nombre in keys}
        if not nombres:
            return {}
        conexion = connections[router.db_for_read(self.cache_model_class)]
        tabla, lugares = (
            conexion.ops.quote_name(self.cache_model_class._meta.db_table),
            ", ".join(["%s"] * len(nombres)),
        )
        ahora = conexion.ops.adapt_datetimefield_value(now())
        with conexion.cursor() as cursor:
            cursor.execute(
                f"SELECT cache_key, value FROM {tabla} WHERE cache_key IN ({lugares}) AND expires >= %s",  # noqa: S608
                [*nombres, ahora],
            )
            leidos = {nombres[clave]: _leer(valor) for clave, valor in cursor.fetchall()}
        return {nombre: valor for nombre, valor in leidos.items() if valor is not None}

    def _base_set(self, mode: str, key: str, value: object, timeout: float | None = DEFAULT_TIMEOUT) -> bool:
        """Lo pone, o con `add` solo si no está o ya venció, en una orden: entrar cuenta muchos intentos, y las de Django son cinco."""
        conexion = connections[router.db_for_write(self.cache_model_class)]
        tabla = conexion.ops.quote_name(self.cache_model_class._meta.db_table)
        vencido, hasta = (
            conexion.ops.adapt_datetimefield_value(m) for m in (_segundo(now()), self._hasta(timeout))
        )
        orden = (
            f"INSERT INTO {tabla} (cache_key, value, expires) VALUES (%s, %s, %s) "  # noqa: S608
            "ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
        )
        escrito = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")
        dichos: list[str | datetime | None] = [key, escrito, hasta]
        if mode == "add":
            orden, dichos = f"{orden} WHERE {tabla}.expires < %s", [*dichos, vencido]
        with conexion.cursor() as cursor:
            cursor.execute(orden, dichos)
            return bool(cursor.rowcount)

    def _hasta(self, timeout: float | None) -> datetime:
        segundos = self.get_backend_timeout(timeout)
        return NUNCA if segundos is None else _segundo(datetime.fromtimestamp(segundos, timezone.utc))


def escribir_por_nada() -> None:
    """Para que una transacción termine igual, escrita en el disco, si lo suyo se deshizo porque no hay cuenta de quien asentarlo."""
    cache.set("intento:nadie", 1, 60)


def purgar() -> int:
    """Borra lo vencido, que nadie leería, y dice cuántos renglones. Lo vivo nunca: nadie hace que se olvide lo suyo."""
    conexion = connections["default"]
    vencido = conexion.ops.adapt_datetimefield_value(_segundo(now()))
    with conexion.cursor() as cursor:
        cursor.execute("DELETE FROM cache WHERE expires < %s", [vencido])
        return int(cursor.rowcount)


def _segundo(momento: datetime) -> datetime:
    return momento.replace(microsecond=0)


class _SinProgramas(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        raise pickle.UnpicklingError(f"{module}.{name} no es un dato.")


def _leer(valor: str) -> object:
    """`None` si no son datos."""
    try:
        return _SinProgramas(io.BytesIO(base64.b64decode(valor))).load()
    except (
        pickle.UnpicklingError,
        binascii.Error,
        ValueError,
        EOFError,
        IndexError,
        KeyError,
        AttributeError,
    ):
        return None

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

from django.core.cache.backends import db
from django.db import connections, router


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
        ahora = conexion.ops.adapt_datetimefield_value(db.tz_now())  # type: ignore[attr-defined]
        with conexion.cursor() as cursor:
            cursor.execute(
                f"SELECT cache_key, value FROM {tabla} WHERE cache_key IN ({lugares}) AND expires >= %s",  # noqa: S608
                [*nombres, ahora],
            )
            leidos = {nombres[clave]: _leer(valor) for clave, valor in cursor.fetchall()}
        return {nombre: valor for nombre, valor in leidos.items() if valor is not None}


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

"""La conexión de SQLite se conserva; si alguien cambia su archivo por otro, se abre el nuevo.

Sin esto, lo que se guardara justo después de reponer un respaldo iría a un archivo que ya nadie lee.
"""

from __future__ import annotations

import os
from weakref import WeakKeyDictionary

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

_ABIERTO: WeakKeyDictionary[BaseDatabaseWrapper, tuple[int, int]] = WeakKeyDictionary()


def recordar(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Al abrirse: de qué archivo es."""
    if connection.vendor == "sqlite":
        _ABIERTO[connection] = _archivo(connection)


def soltar_las_de_otro_archivo(**_: object) -> None:
    """Al empezar cada petición, y cada vuelta del obrero."""
    for conexion in connections.all(initialized_only=True):
        if conexion in _ABIERTO and not conexion.in_atomic_block and _ABIERTO[conexion] != _archivo(conexion):
            conexion.close()


def _archivo(conexion: BaseDatabaseWrapper) -> tuple[int, int]:
    """El que hoy está en su lugar; ceros si ninguno."""
    try:
        dicho = os.stat(conexion.settings_dict["NAME"])
    except OSError:
        return 0, 0
    return dicho.st_dev, dicho.st_ino

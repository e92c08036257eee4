"""La captura conserva su conexión, y deja de usarla en cuanto el archivo de la base es otro."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db.utils import ConnectionHandler

from conoceles.arranque import conexiones

pytestmark = pytest.mark.postgres


def test_repuesta_la_base_la_siguiente_peticion_lee_la_repuesta(
    base: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lo que se escribiera en el archivo de antes no lo leería nadie: un acuse perdido."""
    for nombre in ("hoy", "respaldo"):
        with closing(sqlite3.connect(tmp_path / nombre)) as abierta, abierta:
            abierta.execute("CREATE TABLE cual (dice)")
            abierta.execute("INSERT INTO cual VALUES (?)", [nombre])
    ajuste = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "hoy", "CONN_MAX_AGE": 60}
    abiertas = ConnectionHandler({"default": ajuste})
    monkeypatch.setattr(conexiones, "connections", abiertas)
    conexion = abiertas["default"]
    try:
        assert _dice(conexion) == "hoy"
        conexiones.soltar_las_de_otro_archivo()
        assert conexion.connection is not None, "la misma sirve mientras el archivo sea el mismo"
        (tmp_path / "respaldo").rename(tmp_path / "hoy")
        assert _dice(conexion) == "hoy", "sin mirarlo, seguiría en el archivo que ya no está"
        conexiones.soltar_las_de_otro_archivo()
        assert _dice(conexion) == "respaldo"
    finally:
        conexion.close()


def _dice(conexion: object) -> str:
    with conexion.cursor() as cursor:  # type: ignore[attr-defined]
        return str(cursor.execute("SELECT dice FROM cual").fetchone()[0])

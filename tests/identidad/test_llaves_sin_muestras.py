"""Lo que PostgreSQL guarda para planear consultas no lleva llaves: sobreviviría a destruirlas."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connections

from conoceles.identidad.llaves import llavero

pytestmark = pytest.mark.postgres


def test_analizar_el_llavero_no_guarda_muestras_de_las_llaves(base: None, ahora: datetime) -> None:
    llavero.asegurar([uuid4() for _ in range(30)], ahora)
    almacen = connections["llaves"]
    if almacen.vendor != "postgresql":
        return
    with almacen.cursor() as cursor:
        cursor.execute("ANALYZE identidad_llave")
        cursor.execute("SELECT attname FROM pg_stats WHERE tablename = 'identidad_llave'")
        con_muestras = {nombre for (nombre,) in cursor.fetchall()}
    assert "envuelta" not in con_muestras
    assert con_muestras, "si no se analizó nada, esta prueba no prueba nada"

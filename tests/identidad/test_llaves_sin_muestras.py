"""Lo que PostgreSQL guarda para planear consultas no lleva llaves: sobreviviría a destruirlas."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connections

from conoceles.identidad.llaves import llavero

pytestmark = pytest.mark.postgres


def _con_muestras() -> set[str]:
    """Las columnas del llavero de que PostgreSQL guarda muestras, recién analizado; en SQLite, que no las guarda, ninguna."""
    with connections["llaves"].cursor() as cursor:
        cursor.execute("SELECT attname FROM pg_stats WHERE tablename = 'identidad_llave'")
        return {nombre for (nombre,) in cursor.fetchall()}


def test_analizar_el_llavero_no_guarda_muestras_de_las_llaves(base: None, ahora: datetime) -> None:
    llavero.asegurar([uuid4() for _ in range(30)], ahora)
    if connections["llaves"].vendor == "postgresql":
        with connections["llaves"].cursor() as cursor:
            cursor.execute("ANALYZE identidad_llave")
        assert _con_muestras() == {"clave", "creada_en"}

"""Lo que PostgreSQL guarda para planear consultas no lleva llaves: sobreviviría a destruirlas."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections, transaction

from conoceles.identidad.llaves import llavero

pytestmark = pytest.mark.postgres
MIGRACION = import_module("conoceles.identidad.migrations.0012_llaves_sin_estadistica")


def _con_muestras() -> set[str]:
    """Las columnas del llavero de que PostgreSQL guarda muestras, recién analizado; en SQLite, que no las guarda, ninguna."""
    with connections["llaves"].cursor() as cursor:
        cursor.execute("SELECT attname FROM pg_stats WHERE tablename = 'identidad_llave'")
        return {nombre for (nombre,) in cursor.fetchall()}


def _ordenar(*ordenes: str) -> None:
    with connections["llaves"].cursor() as cursor:
        for orden in ordenes:
            cursor.execute(orden)


def test_analizar_el_llavero_no_guarda_muestras_de_las_llaves(base: None, ahora: datetime) -> None:
    llavero.asegurar([uuid4() for _ in range(30)], ahora)
    if connections["llaves"].vendor == "postgresql":
        _ordenar("ANALYZE identidad_llave")
        assert _con_muestras() == {"clave", "creada_en"}


def test_al_actualizar_se_van_las_que_hubiera_y_los_candados_siguen(base: None, ahora: datetime) -> None:
    """Como en una instalación en marcha: con sus candados puestos, filas, y lo que PostgreSQL ya había guardado."""
    llavero.asegurar([uuid4() for _ in range(30)], ahora)
    if connections["llaves"].vendor == "postgresql":
        _ordenar(
            "ALTER TABLE identidad_llave ALTER COLUMN envuelta SET STATISTICS -1", "ANALYZE identidad_llave"
        )
        assert "envuelta" in _con_muestras()
        _ordenar("SET CONSTRAINTS ALL IMMEDIATE")
        with connections["llaves"].schema_editor() as editor:
            MIGRACION.sin_muestras(None, editor)
        _ordenar("ANALYZE identidad_llave")
        assert _con_muestras() == {"clave", "creada_en"}
        with pytest.raises(IntegrityError), transaction.atomic("llaves"):
            _ordenar("DELETE FROM identidad_llave")

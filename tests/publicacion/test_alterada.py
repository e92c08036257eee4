"""Lo que alguien cambió por fuera, sin pasar por el sistema, no se publica ni se firma."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from conoceles.curricular.consultas import resumen_de
from conoceles.curricular.models import VersionCurricular
from conoceles.nucleo.carpetas import carpetas
from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import PROCESO, version


@pytest.fixture
def alterada(eleccion: dict[str, Any], datos: Path) -> str:
    """Alguien, dueño del archivo de la base, quita los candados y reescribe lo que Ana envió."""
    _sin_candados(VersionCurricular._meta.db_table)
    fila = VersionCurricular.objects.filter(candidatura=eleccion["ANA"])
    fila.update(contenido=fila.get().contenido | {"historia": "Dice otra cosa que nadie envió."})
    return "ANA"


def _sin_candados(tabla: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {tabla} DISABLE TRIGGER USER")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [tabla])
        for (nombre,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{nombre}"')


def _ficha(folio: str) -> dict[str, Any]:
    leida: dict[str, Any] = json.loads(
        (carpetas().sitio / PROCESO / "actual" / "candidaturas" / f"{folio}.json").read_bytes()
    )
    return leida


def test_publicar_lo_alterado_por_fuera_lo_retira_y_dice_por_que(alterada: str, ahora: datetime) -> None:
    publicar(PROCESO, ahora=ahora)
    ficha = _ficha(alterada)
    assert ficha["estado"] == "alterada"
    assert "ya no coincide con lo que se envió" in ficha["estado_texto"]
    assert (ficha["huella"], ficha["con_informacion"]) == ("", False)
    for archivo in (carpetas().sitio / PROCESO / "actual").rglob("*"):
        if archivo.suffix in (".html", ".json", ".csv", ".atom"):
            assert "otra cosa que nadie envió" not in archivo.read_text(encoding="utf-8")


def test_publicar_una_version_que_nadie_envio_la_retira_aunque_su_huella_cuadre(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    """No hace falta quitar ningún candado: agregar otra versión es lo que hace el sistema, pero él lo asienta."""
    fila = VersionCurricular.objects.get(candidatura=eleccion["ANA"])
    fila.pk, fila.numero = None, fila.numero + 1
    fila.contenido = fila.contenido | {"historia": "Dice otra cosa que nadie envió."}
    fila.huella = resumen_de(fila.contenido, "")
    fila.save(force_insert=True)
    publicar(PROCESO, ahora=ahora)
    assert _ficha("ANA")["estado"] == "alterada"
    assert _ficha("CORA")["con_informacion"]


def test_publicar_con_una_alterada_no_detiene_a_las_demas(alterada: str, ahora: datetime) -> None:
    publicar(PROCESO, ahora=ahora)
    assert _ficha("CORA")["con_informacion"]


def test_publicar_una_version_nueva_despues_de_la_alterada_la_muestra(
    alterada: str, eleccion: dict[str, Any], ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    version(eleccion["ANA"], 2, ahora, historia="Lo que Ana envió, repuesto por el instituto. " * 6)
    publicar(PROCESO, ahora=ahora)
    assert _ficha("ANA")["con_informacion"]

"""En SQLite, rehacer una tabla que otro candado nombra no falla ni pierde ninguno."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import migradas
import vivero
from conoceles.arranque.apps import disparadores
from conoceles.nucleo.carpetas import RAIZ_PROYECTO


@pytest.mark.parametrize(
    ("modelo", "campo"),
    [
        ("expediente.Ronda", "abierta_por"),
        ("expediente.Transicion", "acto"),
        ("candidaturas.Candidatura", "sobrenombre"),
    ],
)
def test_migrar_una_tabla_que_otro_candado_nombra_no_falla_ni_los_pierde(
    datos: Path, modelo: str, campo: str
) -> None:
    """SQLite copia la tabla entera; con los candados puestos, renombrarla fallaría."""
    migradas.poner(datos)
    entorno = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_BD_")}
    entorno["PYTHONPATH"] = os.pathsep.join(str(RAIZ_PROYECTO / carpeta) for carpeta in ("src", "tests"))
    hecho = vivero.correr("-m", "arranque.rehacer_tabla", modelo, campo, entorno=entorno)
    assert hecho.returncode == 0, hecho.stderr[-2000:]
    de_sqlite = [d for d in disparadores() if d.base == "default" and d.evento != "TRUNCATE"]
    assert set(json.loads(hecho.stdout)) == {d.nombre for d in de_sqlite}

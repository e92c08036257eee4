"""Restaurar la copia diaria en otra PostgreSQL: en una anterior se dice antes de tocar nada, y con qué sí se puede."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from conoceles.arranque.respaldos import copia_de_bases
from conoceles.nucleo.errores import ErrorDeDominio
from taller.postgres_de_pruebas import desechable
from taller.requisitos import binarios_postgres

pytestmark = pytest.mark.lenta


@pytest.fixture(scope="module")
def servidor() -> Iterator[str]:
    with desechable() as url:
        yield url


@pytest.fixture
def volcado(servidor: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """El de una base de ese mismo servidor, donde se va a reponer."""
    monkeypatch.setenv("CONOCELES_BD_CURRICULAR", servidor)
    hecho = tmp_path / "curricular.dump"
    subprocess.run(["pg_dump", f"--dbname={servidor}", "--format=custom", f"--file={hecho}"], check=True)
    return hecho


def test_de_una_mas_nueva_se_dice_cual_y_donde_si(volcado: Path) -> None:
    """pg_restore lo decía en inglés y sin remedio, o no conocía un ajuste de la nueva."""
    copia_de_bases.exigir_motor("curricular", volcado.parent)
    binarios = binarios_postgres()
    assert binarios is not None
    volcado.write_bytes(re.sub(rb"\0\d+\.", b"\x0099.", volcado.read_bytes(), count=2))
    dicho = (
        f"es de PostgreSQL 99 y .* en uno anterior, el {binarios.parent.name}: dé una recién creada en el 99"
    )
    with pytest.raises(ErrorDeDominio, match=dicho):
        copia_de_bases.exigir_motor("curricular", volcado.parent)


def test_con_un_programa_anterior_a_la_copia_se_dice_que_instalar(volcado: Path) -> None:
    octetos = bytearray(volcado.read_bytes())
    octetos[6] = 99  # el formato del archivo, que sube con cada versión
    volcado.write_bytes(octetos)
    with pytest.raises(ErrorDeDominio, match=r"pg_restore es de una PostgreSQL anterior.*postgresql-client"):
        copia_de_bases._reponer("curricular", volcado.parent)

"""La carpeta puede estar en cualquier lugar: lo que toma de otra se copia con su nombre y nunca sale de la suya."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.contenido.edicion import valor
from conoceles.proceso.contenido.fuentes import de_carpeta, definir
from conoceles.proceso.contenido.piezas import piezas

from .conftest import PROCESOS

ORDINARIA = PROCESOS / "durango-ayuntamientos-2025"


@pytest.fixture
def lejana(tmp_path: Path) -> Path:
    """Sus cuestionarios, por una ruta entera; sus avisos, por una de varios niveles."""
    carpeta = shutil.copytree(ORDINARIA, tmp_path / "a" / "b" / "nueva")
    texto = (carpeta / "proceso.toml").read_text("utf-8").replace('"../', f'"{PROCESOS}/')
    avisos = os.path.relpath(ORDINARIA / "avisos", carpeta)
    (carpeta / "proceso.toml").write_text(texto.replace('"avisos/', f'"{avisos}/'), "utf-8")
    return carpeta


def test_lo_que_toma_de_otra_se_copia_y_se_nombra_como_propio(lejana: Path) -> None:
    """Contenidos lee y escribe cada pieza por su archivo: con otro nombre no la hallaba."""
    definicion, fuentes = de_carpeta(lejana)
    assert {"curricular.toml", "catalogos/pueblos.csv", "avisos/integral.md"} <= fuentes.keys()
    assert [nombre for nombre in fuentes if ".." in nombre or nombre.startswith("/")] == []
    assert not re.search(r'= "(?:\.\.|/)', fuentes["proceso.toml"])
    assert definir(fuentes) == definicion
    assert all(valor(fuentes, pieza) for pieza in piezas(definicion, fuentes))


def test_lo_que_no_es_de_ninguna_eleccion_se_pide_copiado(lejana: Path, tmp_path: Path) -> None:
    """Sin una carpeta de elección, no se sabe dónde empiezan sus rutas."""
    shutil.copy(PROCESOS / "durango-2023-2024/identidad.toml", tmp_path)
    shutil.copytree(PROCESOS / "durango-2023-2024/catalogos", tmp_path / "catalogos")
    raiz = lejana / "proceso.toml"
    raiz.write_text(
        re.sub(r"(?m)^identidad = .*", 'identidad = "../../../identidad.toml"', raiz.read_text("utf-8")),
        "utf-8",
    )
    with pytest.raises(
        ErrorDeDominio, match="no está en la carpeta ni en la de otra elección: cópielo a ella"
    ):
        de_carpeta(lejana)

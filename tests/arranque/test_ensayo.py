"""El ensayo de restauración: se restaura de verdad, no toca la instalación y deja su evidencia."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path

import pytest

import migradas
import vivero
from conoceles.nucleo.carpetas import RAIZ_PROYECTO

pytestmark = pytest.mark.lenta


def ordenar(datos: Path, *orden: str) -> subprocess.CompletedProcess[str]:
    limpio = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
    propias = {"CONOCELES_DATOS": str(datos), "PYTHONPATH": str(RAIZ_PROYECTO / "src")}
    return vivero.correr("-m", "conoceles", *orden, entorno=limpio | propias)


@pytest.fixture(scope="module")
def respaldada(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Una instalación con su elección cargada, su copia y la del llavero."""
    carpeta = tmp_path_factory.mktemp("ensayo")
    migradas.poner(carpeta / "datos")
    for orden in (
        ("proceso", "cargar", str(RAIZ_PROYECTO / "procesos" / "durango-2023-2024")),
        ("publicar", "--proceso", "durango-2023-2024"),
        ("resguardo", "hacer", str(carpeta / "copias")),
    ):
        hecho = ordenar(carpeta / "datos", *orden)
        assert hecho.returncode == 0, hecho.stderr
    return carpeta


def test_el_ensayo_restaura_comprueba_y_deja_evidencia(respaldada: Path) -> None:
    antes = _estado(respaldada / "datos")
    hecho = ordenar(respaldada / "datos", "resguardo", "probar", str(respaldada / "copias"), "--json")
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr
    dicho = json.loads(hecho.stdout)
    assert (dicho["ok"], dicho["errores"]) == (True, [])
    assert dicho["archivos"] > 20
    [escrita] = (respaldada / "datos" / "registros" / "ensayos").glob("*.json")
    assert json.loads(escrita.read_text()) == dicho
    assert _estado(respaldada / "datos") == antes


def test_volver_con_llaves_pide_el_registro_de_un_espejo_antes_de_tocar_nada(
    respaldada: Path, tmp_path: Path
) -> None:
    """El que trae la copia no sabe qué se destruyó después."""
    hecho = ordenar(tmp_path / "nueva", "resguardo", "volver", str(respaldada / "copias"))
    assert (hecho.returncode, "diga con --registro" in hecho.stderr) == (2, True)
    assert not (tmp_path / "nueva").exists()


def test_una_copia_danada_no_se_da_por_buena(respaldada: Path) -> None:
    [copia] = (respaldada / "copias").glob("2*")
    (copia / "curricular.sqlite3").write_bytes(b"no es una base")
    hecho = ordenar(respaldada / "datos", "resguardo", "probar", str(respaldada / "copias"))
    assert hecho.returncode == 2
    assert "dañado" in hecho.stderr
    [escrita] = (respaldada / "datos" / "registros" / "ensayos").glob("*.json")
    dicho = json.loads(escrita.read_text())
    assert (dicho["ok"], dicho["copia"]) == (False, copia.name)
    assert "dañado" in dicho["errores"][0]["frase"]


def _estado(datos: Path) -> dict[str, str]:
    """Lo que la instalación tiene, byte por byte, menos sus registros: una base que cambia no siempre crece."""
    return {
        str(r.relative_to(datos)): hashlib.sha256(r.read_bytes()).hexdigest()
        for r in datos.rglob("*")
        if r.is_file() and "registros" not in r.parts and not r.name.endswith(("-wal", "-shm"))
    }

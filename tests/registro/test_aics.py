"""Lo que escribió otra gente, sin cambiarlo: `aics-tlog` lee tejas, punto de control y cofirmas; `aics-witness` cofirma.

Se aparta si no está. Para repetirlo, con Python 3.12 o posterior:

    python3 -m venv /tmp/aics && /tmp/aics/bin/pip install aics-tlog aics-witness &&
    PATH=/tmp/aics/bin:$PATH .venv/bin/python -m pytest tests/registro/test_aics.py
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from registro.sitio_de_prueba import con_testigos, firmante, sitio_en
from taller.banco import servidores

HOJA = 400


@pytest.mark.aics
def test_otra_implementacion_lee_el_registro_sin_cambiarlo(tmp_path: Path) -> None:
    entradas = [f"conoceles/1 acuse {n:064}".encode() for n in range(530)]
    with con_testigos(tmp_path, 2) as (texto, carpetas):
        sitio = sitio_en(tmp_path, texto)
        sitio.asentar(entradas[:300])
        log, antes, hoja = tmp_path / "sitio" / "log", tmp_path / "antes", tmp_path / "hoja"
        antes.write_bytes((log / "checkpoint").read_bytes())
        hoja.write_bytes(entradas[HOJA])
        sitio.asentar(entradas[300:])
        testigos = [x for c in carpetas for x in ("--witness-key", str(c.llave))]
        comun = ["--log-key", sitio.registro.firmante.vkey, *testigos, "--quorum", "2", "--tiles", str(log)]

        assert _dice("verify-checkpoint", *comun)["cosignatures"] == 2
        assert _dice("verify-inclusion", "--leaf", str(hoja), "--index", str(HOJA), *comun)["ok"]
        assert _dice("verify-consistency", "--old-checkpoint", str(antes), *comun)["old_size"] == 300
        teja = log / "tile/0/001"
        teja.write_bytes(teja.read_bytes()[:-1] + b"\0")
        assert not _dice("verify-inclusion", "--leaf", str(hoja), "--index", str(HOJA), *comun)["ok"]


def _dice(*orden: str) -> dict[str, object]:
    hecho = subprocess.run(["aics-tlog", *orden], capture_output=True, text=True, timeout=120, check=False)
    dicho: dict[str, object] = json.loads(hecho.stdout)
    assert dicho["ok"] is (hecho.returncode == 0)
    return dicho


@pytest.mark.aics
def test_un_testigo_de_otra_gente_cofirma_el_registro_y_no_una_bifurcacion(tmp_path: Path) -> None:
    with _testigo_ajeno(tmp_path / "ajeno") as renglon:
        texto = f"{renglon}\nquorum ajeno\n"
        sitio = sitio_en(tmp_path, texto)
        for desde, hasta in ((0, 1), (1, 300), (300, 530)):
            assert sitio.asentar([f"conoceles/1 acuse {n:064}".encode() for n in range(desde, hasta)]) == []
        punto, firmas = sitio.registro.nota()
        assert punto.tamano == 530
        assert sitio.politica.alcanza(punto, firmas)
        otra = sitio_en(tmp_path / "otra", texto)  # la misma llave y otra historia
        assert otra.asentar([f"conoceles/1 acuse {n + 9:064}".encode() for n in range(600)]) != []
        assert not otra.politica.alcanza(*otra.registro.nota())


@contextmanager
def _testigo_ajeno(carpeta: Path) -> Iterator[str]:
    """Atendiendo; da su renglón de la política."""
    carpeta.mkdir()
    puerto = servidores.puerto_libre()
    ajustes = ["--config", str(carpeta / "witness.json")]
    sitio = firmante()
    _aics("init", *ajustes, "--name", "testigo.example/ajeno", "--listen", f"127.0.0.1:{puerto}")
    _aics("add-log", *ajustes, "--origin", sitio.nombre, "--vkey", sitio.vkey)
    [llave] = re.findall(r"testigo\.example/ajeno\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+", _aics("status", *ajustes))
    with servidores.encendido(["aics-witness", "serve", *ajustes], puerto, dict(os.environ)):
        yield f"witness ajeno {llave} http://127.0.0.1:{puerto}"


def _aics(*orden: str) -> str:
    return subprocess.run(
        ["aics-witness", *orden], capture_output=True, text=True, timeout=60, check=True
    ).stdout

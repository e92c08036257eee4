"""Tejas, punto de control, cofirmas y pruebas, leídos sin cambios por las bibliotecas de Go que empaca Debian.

Es un simulacro; sin ellas se aparta, y se dice. Para repetirlo:

    apt-get install --no-install-recommends golang-go golang-golang-x-mod-dev golang-github-transparency-dev-formats-dev &&
    .venv/bin/python -m pytest tests/registro/test_go_de_debian.py
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from conoceles.lector.registro.nota import DEL_REGISTRO, Vkey
from registro.sitio_de_prueba import SitioDePrueba, con_testigos, sitio_en

FUENTE = Path(__file__).parent / "go_de_debian" / "main.go"


@pytest.mark.go
def test_las_bibliotecas_de_go_leen_el_registro_sin_cambiarlas(tmp_path: Path) -> None:
    programa = tmp_path / "lee"
    entorno = os.environ | {
        "GO111MODULE": "off",
        "GOPATH": "/usr/share/gocode",
        "GOFLAGS": "",
        "GOCACHE": str(tmp_path / "cache"),
        "GOPROXY": "off",
    }
    subprocess.run(["go", "build", "-o", programa, FUENTE], check=True, env=entorno, timeout=300)
    with con_testigos(tmp_path, 2) as (texto, carpetas):
        sitio = sitio_en(tmp_path, texto)
        for desde, hasta in ((0, 1), (1, 2), (2, 7), (7, 300), (300, 530)):
            sitio.asentar([f"conoceles/1 acuse {n:064}".encode() for n in range(desde, hasta)])
        # La versión de Debian es anterior a que la llave de un testigo se escribiera con su propia clase.
        llaves = [str(Vkey(c.llave.nombre, DEL_REGISTRO, c.llave.publica)) for c in carpetas]

        assert _leer(programa, sitio, llaves) == (0, "530 hojas, 530 pruebas, 3 firmas\n")
        teja = tmp_path / "sitio/log/tile/0/001"
        teja.write_bytes(teja.read_bytes()[:-1] + b"\0")
        codigo, dicho = _leer(programa, sitio, llaves)
        assert (codigo, dicho.startswith("MAL:")) == (1, True)


def _leer(programa: Path, sitio: SitioDePrueba, llaves: list[str]) -> tuple[int, str]:
    carpeta = sitio.carpeta / "sitio"
    orden = [programa, carpeta / "log", carpeta / "pruebas", sitio.registro.firmante.vkey, *llaves]
    hecho = subprocess.run(orden, capture_output=True, text=True, timeout=120, check=False)
    return hecho.returncode, hecho.stdout

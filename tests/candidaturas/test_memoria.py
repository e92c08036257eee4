"""Volver a importar un padrón de treinta mil no pide una máquina grande."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

RENGLONES, MAXIMO_MB = 30_000, 400
CLAVE = "durango-2023-2024"
MIDE = """
import resource, subprocess, sys
hecho = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(hecho.returncode)
"""


def _padron(ruta: Path) -> None:
    """Independientes, que son las que caben sin límite: mil fórmulas en cada distrito."""
    renglones = (
        f"DIPUTACIÓN MR,{n % 15 + 1},CANDIDATURA INDEPENDIENTE,{n // 15 + 1},{rol},"
        f"Persona {n} Soto {rol.title()},MUJER,41"
        for n in range(RENGLONES // 2)
        for rol in ("PROPIETARIA", "SUPLENTE")
    )
    titulos = "CARGO,DISTRITO,PARTIDO,NUM_LISTA_O_FORMULA,CARACTER,NOMBRE COMPLETO,SEXO,EDAD"
    ruta.write_text("\n".join((titulos, *renglones)) + "\n", "utf-8")


def _correr(datos: Path, *orden: str) -> int:
    """Memoria máxima de la orden, en MB.

    La mide un proceso chico: un hijo hereda como máximo lo que pesaba quien lo echó a andar.
    """
    limpio = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
    entorno = limpio | {"PYTHONPATH": str(RAIZ_PROYECTO / "src"), "CONOCELES_DATOS": str(datos)}
    mide = [sys.executable, "-c", MIDE, sys.executable, "-m", "conoceles", *orden]
    hecho = subprocess.run(mide, env=entorno, capture_output=True, text=True, check=False)
    assert hecho.returncode == 0, (orden, hecho.stdout, hecho.stderr)
    return int(hecho.stdout.split()[-1]) // 1024


@pytest.mark.simulacro
def test_reimportar_treinta_mil_cabe_en_cuatrocientos_megas(tmp_path: Path) -> None:
    datos, ruta = tmp_path / "datos", tmp_path / "padron.csv"
    _padron(ruta)
    _correr(datos, "proceso", "cargar", str(RAIZ_PROYECTO / "procesos" / CLAVE))
    importar = ("padron", "importar", str(ruta), "--proceso", CLAVE)
    _correr(datos, *importar)
    assert _correr(datos, *importar) <= MAXIMO_MB

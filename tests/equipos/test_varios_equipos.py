"""Simulacro: nueve equipos en espacios de nombres de red, y mueren uno por uno y de dos en dos, bajo carga."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from equipos.evidencia import documento
from taller.requisitos import conseguir

pytestmark = [pytest.mark.simulacro]
EVIDENCIA = RAIZ_PROYECTO / "docs" / "evidencia" / "varios-equipos.md"
OBJETIVO = 60.0  # segundos, de la primaria muerta al siguiente acuse


@pytest.fixture(scope="module")
def visto(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Corre aparte: las pruebas no salen de esta máquina y el simulacro tiene su propia red."""
    conseguir(("postgresql", "nginx", "rsync", "iproute2", "openssl"))
    cuantas = {que: request.config.getoption(f"--{que}") for que in ("muertes", "golpes")}
    semilla = secrets.randbits(32)
    print(f"semilla de las muertes: {semilla}")
    carpeta = Path(tempfile.mkdtemp(prefix="conoceles-equipos-"))
    carpeta.chmod(0o755)  # PostgreSQL corre con otra cuenta
    rutas = os.pathsep.join(str(RAIZ_PROYECTO / c) for c in ("src", "tests"))
    orden = [
        sys.executable,
        "-m",
        "equipos.simulacro",
        *(f"--{que}={n}" for que, n in cuantas.items()),
        f"--semilla={semilla}",
        f"--carpeta={carpeta}",
    ]
    try:
        hecho = subprocess.run(
            orden, env=os.environ | {"PYTHONPATH": rutas}, stdout=subprocess.PIPE, text=True, check=False
        )
        assert hecho.returncode == 0
        dicho = json.loads(hecho.stdout.splitlines()[-1])
        EVIDENCIA.write_text(documento(dicho), encoding="utf-8")
        yield dicho
    finally:
        shutil.rmtree(carpeta, ignore_errors=True)


def test_ningun_acuse_se_pierde(visto: dict[str, Any]) -> None:
    assert visto["perdidos"] == []
    assert visto["acuses"] == visto["envios"] == visto["abribles"]
    assert visto["cadenas"] == {"default": [], "identidad": []}


def test_al_terminar_no_espera_nada(visto: dict[str, Any]) -> None:
    assert visto["salud"] == "listo", visto["obreros"]


def test_las_muertes_cayeron_a_media_carga(visto: dict[str, Any]) -> None:
    """Si nadie tropezó ni pidió al otro sitio, no se probó nada."""
    assert visto["tropiezos"] > 0
    assert visto["reintentos"] > 0
    assert visto["negadas"] > 0


def test_quien_lee_no_se_entera(visto: dict[str, Any]) -> None:
    assert visto["errores_publicos"] == []


def test_nada_se_publica_ni_se_manda_dos_veces(visto: dict[str, Any]) -> None:
    muertes_de_obrero = sum("obrero" in v for m in visto["muertes"] for v in m["murieron"])
    muertes_de_obrero += sum(n for que, n in visto["golpes"].items() if que.startswith("obrero"))
    assert visto["publicaciones"]["hechas"] > 1
    assert visto["publicaciones"]["bifurcaciones"] == []
    assert visto["correos"]["distintos"] > 0
    assert visto["correos"]["repetidos"] <= muertes_de_obrero  # los que la muerte dejó en duda (ADR 0061)


def test_la_replica_toma_el_lugar_a_tiempo_y_la_vieja_no_vuelve(visto: dict[str, Any]) -> None:
    conmutadas = [m for m in visto["muertes"] if m["conmutar"] is not None]
    assert conmutadas
    assert max(m["segundos"] for m in conmutadas) <= OBJETIVO
    assert all(m["cercada"] for m in conmutadas)


def test_una_llave_destruida_no_queda_en_la_replica_ni_en_los_diarios(visto: dict[str, Any]) -> None:
    assert (
        visto["llave"]["estaba_en"] >= 2
    )  # una página en cada máquina, por lo menos: se busca donde se debe
    assert visto["llave"]["queda_en"] == []


def test_quien_opera_no_puede_hacer_dos_primarias_por_descuido(visto: dict[str, Any]) -> None:
    assert all(visto["descuidos"].values()), visto["descuidos"]

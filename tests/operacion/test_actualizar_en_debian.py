"""«Actualizar» y «Volver a la anterior», del manual, en un Debian instalado: nadie que lee el sitio lo nota.

La que sigue es esta con una migración más. Lo que se vio se anota en `docs/evidencia/instalacion.md`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import version_siguiente
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from operacion.actualizacion import FUENTE
from operacion.maquina import Maquina, autoridades, maquina, raiz_de_debian
from operacion.test_instalar_en_debian import PEDIDO
from taller.requisitos import conseguir

pytestmark = pytest.mark.simulacro


def test_actualizar_y_volver_no_cierra_el_sitio_y_devuelve_lo_de_la_copia(tmp_path: Path) -> None:
    assert os.geteuid() == 0, "los espacios de nombres y debootstrap piden ser root"
    conseguir(["debootstrap", "slirp4netns"])
    raiz = raiz_de_debian(tmp_path / "raiz", "trixie")
    esta, sigue = fuentes(raiz / FUENTE, tmp_path / "copia")
    with maquina(raiz) as debian:
        debian.correr("apt-get", "update")
        debian.correr("apt-get", "install", "-y", "--no-install-recommends", "git")
        debian.correr("git", "clone", "-q", "-b", "estable", f"/{FUENTE}", "/opt/conoceles")
        instalado = debian.correr("/opt/conoceles/operacion/instalar", *PEDIDO, **autoridades())
        assert esta[:12] in debian.correr("/opt/conoceles/conoceles", "--version")
        dicho = recorrido(debian, instalado, sigue)
    assert [d["malas"] for d in dicho if "malas" in d] == [[], [], []]
    # Lo publicado con la que sigue se firmó sobre una bitácora que ya no está: lo asienta el acto de volver.
    assert [d["errores"] for d in dicho if "errores" in d] == [[], [], []]


def fuentes(deposito: Path, copia: Path) -> tuple[str, str]:
    """Deja en el depósito esta versión, de rama «estable», y la que sigue; devuelve el commit de cada una."""
    _git("clone", "-q", "--bare", str(RAIZ_PROYECTO), str(deposito))
    _git("clone", "-q", str(deposito), str(copia))
    version_siguiente.escribir(copia)
    _git("-C", str(copia), "add", ".")
    quien = ("-c", "user.name=Pruebas", "-c", "user.email=pruebas@example.mx")
    _git("-C", str(copia), *quien, "commit", "-q", "-m", "La que sigue")
    _git("-C", str(copia), "push", "-q", "origin", "HEAD:refs/heads/siguiente")
    esta, sigue = (_git("-C", str(copia), "rev-parse", cual).strip() for cual in ("HEAD^", "HEAD"))
    _git("-C", str(deposito), "branch", "-f", "estable", esta)
    return esta, sigue


def _git(*orden: str) -> str:
    return subprocess.run(["git", *orden], capture_output=True, text=True, check=True).stdout


def recorrido(debian: Maquina, instalado: str, sigue: str) -> list[dict[str, Any]]:
    """En la red de la máquina, como quien entra desde su navegador."""
    enlace = re.findall(r"https://captura\S+/acceso/\S+", instalado)[0]
    rutas = os.pathsep.join(str(RAIZ_PROYECTO / carpeta) for carpeta in ("src", "tests"))
    orden = ["nsenter", "-t", str(debian.uno), "-n", sys.executable, "-m", "operacion.actualizacion"]
    hecho = subprocess.run(
        [*orden, str(debian.raiz), str(debian.uno), enlace, sigue],
        env=os.environ | {"PYTHONPATH": rutas}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    print(hecho.stdout)
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr
    return [json.loads(renglon) for renglon in hecho.stdout.splitlines() if renglon.startswith("{")]

"""«Actualizar» y «Volver a la anterior», del manual, en un Debian instalado: nadie que lee el sitio lo nota y nada se pierde.

La anterior es la de antes de la última migración. Lo que se vio se anota en `docs/evidencia/instalacion.md`.
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

from anterior import commit_anterior, git
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from operacion.actualizacion import FUENTE
from operacion.maquina import Maquina, autoridades, maquina, raiz_de_debian
from operacion.test_instalar_en_debian import PEDIDO
from taller.requisitos import conseguir

pytestmark = pytest.mark.simulacro
RECARGA = '"reload-or-restart", "nginx"'


def test_actualizar_y_volver_no_cierra_el_sitio_ni_pierde_nada(tmp_path: Path) -> None:
    assert os.geteuid() == 0, "los espacios de nombres y debootstrap piden ser root"
    conseguir(["debootstrap", "slirp4netns"])
    anterior = commit_anterior()
    raiz = raiz_de_debian(tmp_path / "raiz", "trixie")
    git("clone", "-q", "--bare", str(RAIZ_PROYECTO), str(raiz / FUENTE))
    subprocess.run(["git", "-C", str(raiz / FUENTE), "branch", "estable", anterior], check=True)
    with maquina(raiz) as debian:
        debian.correr("apt-get", "update")
        debian.correr("apt-get", "install", "-y", "--no-install-recommends", "git")
        debian.correr("git", "clone", "-q", "-b", "estable", f"/{FUENTE}", "/opt/conoceles")
        instalado = debian.correr("/opt/conoceles/operacion/instalar", *PEDIDO, **autoridades())
        dicho = recorrido(debian, instalado)
    actualizada, vuelta, otra = [d for d in dicho if "malas" in d]
    assert actualizada["malas"] == otra["malas"] == []
    if RECARGA in git("show", f"{anterior}:operacion/instalador/pasos/nginx.py"):
        assert vuelta["malas"] == []  # la que lo reinicia lo cierra un instante al volver a ella
    assert [d["errores"] for d in dicho if "errores" in d] == [[], [], []]


def recorrido(debian: Maquina, instalado: str) -> list[dict[str, Any]]:
    """En la red de la máquina, como quien entra desde su navegador."""
    enlace = re.findall(r"https://captura\S+/acceso/\S+", instalado)[0]
    rutas = os.pathsep.join(str(RAIZ_PROYECTO / carpeta) for carpeta in ("src", "tests"))
    orden = ["nsenter", "-t", str(debian.uno), "-n", sys.executable, "-m", "operacion.actualizacion"]
    hecho = subprocess.run(
        [*orden, str(debian.raiz), str(debian.uno), enlace, git("rev-parse", "HEAD").strip()],
        env=os.environ | {"PYTHONPATH": rutas}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    print(hecho.stdout)
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr
    return [json.loads(renglon) for renglon in hecho.stdout.splitlines() if renglon.startswith("{")]

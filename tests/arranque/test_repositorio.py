"""Lo que no debe entrar al repositorio: direcciones de índices de paquetes y rutas de una máquina."""

from __future__ import annotations

import re
import subprocess

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

# Se escriben en trozos para que esta prueba no se halle a sí misma.
PROHIBIDO = {
    "índice de paquetes": "|".join(
        re.escape(a + b)
        for a, b in (("pypi", ".org"), ("pythonho", "sted.org"), ("registry.npm", "js"), ("proxy.go", "lang"))
    )
    + "|--(?:extra-)?index"
    + "-url|--find"
    + "-links",
    "ruta de una máquina": "|".join(
        (r"(?<![\w.}/])/ro" + "ot/", r"(?<![\w.}/-])/wo" + "rk/", "/home" + r"/\w+/", r"\.py" + "env/")
    ),
}


def _textos() -> list[tuple[str, str]]:
    nombres = subprocess.run(
        ["git", "ls-files", "-z"], cwd=RAIZ_PROYECTO, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    textos = []
    for nombre in filter(None, nombres):
        ruta = RAIZ_PROYECTO / nombre
        if ruta.is_file():
            textos.append((nombre, ruta.read_bytes().decode("utf-8", errors="ignore")))
    return textos


@pytest.mark.parametrize("que", PROHIBIDO)
def test_archivos_versionados_sin(que: str) -> None:
    patron = re.compile(PROHIBIDO[que])
    hallazgos = [f"{nombre}: {m.group()}" for nombre, texto in _textos() if (m := patron.search(texto))]
    assert hallazgos == []


def test_los_patrones_encuentran_lo_que_buscan() -> None:
    assert re.search(PROHIBIDO["índice de paquetes"], "https://pypi" + ".org/simple")
    assert re.search(PROHIBIDO["ruta de una máquina"], "ver /ro" + "ot/algo")
    assert re.search(PROHIBIDO["ruta de una máquina"], "en /wo" + "rk/main")


def test_carpetas_visibles_en_la_raiz_son_ocho_o_menos() -> None:
    assert len({nombre.split("/")[0] for nombre, _ in _textos() if "/" in nombre and nombre[0] != "."}) <= 8

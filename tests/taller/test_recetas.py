"""Las recetas de `CONTRIBUTING.md`, hechas al pie de la letra sobre una copia: lo escrito funciona.

Cada bloque dice qué se hace con él: «crea ARCHIVO»; «cambia ARCHIVO · RENGLÓN», que lo sustituye; «tras ARCHIVO · SEÑA ·
RENGLÓN», que sustituye el primero que empiece así después de la seña; «antes ARCHIVO · SEÑA · RENGLÓN», que se mete antes
del último renglón igual que preceda a la seña. Los de consola se corren.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import muestras
from conoceles.nucleo.carpetas import RAIZ_PROYECTO

RECETAS = (
    "Una pregunta", "Una columna de datos abiertos", "Una regla", "Una tabla de un informe", "Una migración",
    "Una tabla sellada", "Una pantalla",
)  # fmt: skip
# De las que ya estaban, las que leen la carpeta que la receta cambia: seguirla no las rompe.
VECINAS = {
    "Una pregunta": ["tests/publicacion/test_columnas.py"],
    "Una tabla sellada": ["tests/ayuda/test_capacitaciones.py"],
}
TEXTO = (RAIZ_PROYECTO / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOQUE = re.compile(r"^```(\w+) ?(.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Copia:
    """El proyecto sin su historia, para hacer en él lo que la receta dice."""

    def __init__(self, raiz: Path) -> None:
        self.raiz, self.pruebas = raiz, list[str]()
        sin = shutil.ignore_patterns("__pycache__", "*.pyc")
        for carpeta in ("src", "tests", "procesos"):
            shutil.copytree(RAIZ_PROYECTO / carpeta, raiz / carpeta, ignore=sin)
        for suelto in ("pyproject.toml", "CHANGELOG.md"):
            shutil.copy2(RAIZ_PROYECTO / suelto, raiz)

    def seguir(self, lengua: str, que: str, cuerpo: str) -> None:
        """Hace lo que dice un bloque."""
        if lengua == "sh":
            for linea in cuerpo.splitlines():
                programa, *orden = linea.partition("#")[0].split()
                assert programa == "./taller"
                self.correr(*orden)
            return
        verbo, _, resto = que.partition(" ")
        nombre, *senas = resto.split(" · ")
        archivo = self.raiz / nombre
        if verbo == "crea":
            archivo.write_text(cuerpo, encoding="utf-8")
            self.pruebas += [nombre] if nombre.startswith("tests/") else []
            return
        lineas = archivo.read_text(encoding="utf-8").splitlines(keepends=True)
        desde = _primera(lineas, senas[0], 0)
        if verbo == "antes":
            donde = max(n for n in range(desde) if lineas[n].strip() == senas[1])
            lineas[donde:donde] = [cuerpo]
        else:
            donde = desde if verbo == "cambia" else _primera(lineas, senas[1], desde + 1)
            lineas[donde] = cuerpo
        archivo.write_text("".join(lineas), encoding="utf-8")

    def correr(self, *orden: str) -> None:
        """Una orden de `./taller` en la copia."""
        self._aparte("-m", "taller", *orden)

    def probar(self) -> None:
        """Las pruebas que la receta escribió, y que el estilo las acepta."""
        self._aparte("-m", "ruff", "check", "src", "tests")
        if self.pruebas:
            self._aparte("-m", "pytest", "-q", "-p", "no:cacheprovider", *self.pruebas)

    def _aparte(self, *orden: str) -> None:
        entorno = {
            k: v for k, v in os.environ.items() if not k.startswith(("CONOCELES_", "DJANGO_", "PYTEST_"))
        }
        entorno |= {"PYTHONPATH": str(self.raiz / "src"), "CONOCELES_MUESTRAS": str(muestras())}
        hecho = subprocess.run(
            [sys.executable, *orden], cwd=self.raiz, env=entorno, capture_output=True, text=True, check=False
        )
        assert hecho.returncode == 0, hecho.stdout[-3000:] + hecho.stderr[-2000:]


def _primera(lineas: list[str], comienzo: str, desde: int) -> int:
    return next(n for n in range(desde, len(lineas)) if lineas[n].strip().startswith(comienzo))


def _bloques(receta: str) -> list[tuple[str, str, str]]:
    _, _, seccion = TEXTO.partition(f"\n### {receta}\n")
    return BLOQUE.findall(re.split(r"^### ", seccion, maxsplit=1, flags=re.MULTILINE)[0])


def test_las_recetas_son_las_que_se_prueban() -> None:
    assert tuple(re.findall(r"^### (.+)$", TEXTO, re.MULTILINE)) == RECETAS
    assert all(_bloques(receta) for receta in RECETAS)


@pytest.mark.lenta
@pytest.mark.parametrize("receta", RECETAS)
def test_la_receta_funciona_en_una_copia(receta: str, tmp_path: Path) -> None:
    copia = Copia(tmp_path)
    for bloque in _bloques(receta):
        copia.seguir(*bloque)
    copia.pruebas += VECINAS.get(receta, [])
    copia.probar()
    if receta == "Una migración":
        [escrita] = (tmp_path / "src/conoceles/ayuda/migrations").glob("*_duracion.py")
        assert re.search(r"""name=["']duracion_minutos["']""", escrita.read_text(encoding="utf-8"))

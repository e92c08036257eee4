"""Mutaciones: se cambia el código a propósito, de a poco, y se cuenta cuántos cambios nota alguna prueba.

Las hace y las corre mutmut, sobre una copia del proyecto. Lo que ninguna prueba notó se explica, uno por uno, en
`docs/evidencia/mutaciones.toml`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio

META = 85
EXPLICADAS = RAIZ_PROYECTO / "docs" / "evidencia" / "mutaciones.toml"
VIVAS = (0, 5, 33)  # pasaron todas, o ninguna prueba llega ahí; tardar demasiado también es notarlo


@dataclass(frozen=True)
class Modulo:
    """Qué se muta y con qué pruebas se mira."""

    archivos: str
    pruebas: tuple[str, ...]


MODULOS = {
    "reglas": Modulo("src/conoceles/expediente/reglas/*.py", ("tests/expediente/reglas",)),
    "estados": Modulo("src/conoceles/bitacora/pasos.py", ("tests/bitacora",)),
    "efecto": Modulo("src/conoceles/identidad/permisos/efecto.py", ("tests/identidad/test_efecto.py", "tests/identidad/test_grupos.py")),
    "mapa": Modulo(
        "src/conoceles/publicacion/mapa/*.py",
        tuple(f"tests/publicacion/test_{n}.py" for n in ("visibilidad", "parciales", "identidad_publica", "fotos")),
    ),
    "estadistica": Modulo("src/conoceles/estadistica/*.py", ("tests/estadistica", "tests/informes/test_tablas.py")),
    "padron": Modulo("src/conoceles/candidaturas/padron/*.py", ("tests/candidaturas",)),
}  # fmt: skip


@dataclass(frozen=True)
class Viva:
    """Una mutación que ninguna prueba notó: la función, el renglón como era y como quedó."""

    funcion: str
    antes: str
    despues: str


@dataclass(frozen=True)
class Cuenta:
    """Lo que pasó con las mutaciones de un módulo."""

    modulo: str
    total: int
    vivas: tuple[Viva, ...]

    @property
    def porcentaje(self) -> float:
        """De las que se hicieron, cuántas notó alguna prueba."""
        return round(100 * (self.total - len(self.vivas)) / self.total, 1) if self.total else 0.0


def correr(clave: str, copia: Path) -> Cuenta:
    """Copia el proyecto en `copia`, muta y cuenta. Repetirlo sobre la misma copia sigue donde iba."""
    if not (copia / "pyproject.toml").exists():
        _copiar(copia, MODULOS[clave])
    entorno = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "CI")}
    entorno.setdefault("CONOCELES_MUESTRAS", str(RAIZ_PROYECTO.parent / "shared" / "datos"))
    orden = [sys.executable, "-m", "mutmut", "run", "--max-children", "2"]
    with (copia / "mutaciones.log").open("w") as registro:
        codigo = subprocess.run(orden, cwd=copia, env=entorno, stdout=registro, stderr=registro, check=False)
    if codigo.returncode:
        raise ErrorDeDominio(f"mutmut no terminó; vea {copia / 'mutaciones.log'}")
    return contar(clave, copia)


def contar(clave: str, copia: Path) -> Cuenta:
    """Lo que mutmut dejó escrito en la copia."""
    salidas: dict[str, int | None] = {}
    for archivo in sorted((copia / "mutants").rglob("*.meta")):
        salidas |= json.loads(archivo.read_text())["exit_code_by_key"]
    hechas = {nombre: salida for nombre, salida in salidas.items() if salida is not None}
    vivas = [nombre for nombre, salida in sorted(hechas.items()) if salida in VIVAS]
    return Cuenta(clave, len(hechas), tuple(v for nombre in vivas for v in _diferencia(nombre, copia)))


def explicaciones() -> dict[Viva, str]:
    """La razón de cada viva, de `mutaciones.toml`."""
    if not EXPLICADAS.exists():
        return {}
    dichas = tomllib.loads(EXPLICADAS.read_text(encoding="utf-8")).get("vive", [])
    return {Viva(d["funcion"], d["antes"], d["despues"]): d["porque"] for d in dichas}


def _copiar(copia: Path, modulo: Modulo) -> None:
    archivos = subprocess.run(
        ["git", "ls-files", "-z"], cwd=RAIZ_PROYECTO, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for nombre in filter(None, archivos):
        (copia / nombre).parent.mkdir(parents=True, exist_ok=True)
        (copia / nombre).write_bytes((RAIZ_PROYECTO / nombre).read_bytes())
    raices = sorted({n.partition("/")[0] for n in archivos if n} - {"src", "tests", "pyproject.toml"})
    with (copia / "pyproject.toml").open("a") as ajustes:
        ajustes.write(
            f"""
[tool.mutmut]
source_paths = ["src"]
only_mutate = ["{modulo.archivos}"]
also_copy = {json.dumps(raices)}
pytest_add_cli_args = ["-p", "no:cacheprovider", "-m", "not exhaustiva and not simulacro"]
pytest_add_cli_args_test_selection = {json.dumps(modulo.pruebas)}
process_isolation = "forkserver"
forkserver_warmup = "none"
use_git_change_detection = false
"""
        )


def _diferencia(nombre: str, copia: Path) -> Iterator[Viva]:
    dicho = subprocess.run(
        [sys.executable, "-m", "mutmut", "show", nombre],
        cwd=copia,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    antes = " ".join(r[1:].strip() for r in dicho if r.startswith("-") and not r.startswith("---"))
    despues = " ".join(r[1:].strip() for r in dicho if r.startswith("+") and not r.startswith("+++"))
    yield Viva(nombre.partition("__mutmut_")[0].replace(".x_", "."), antes, despues)

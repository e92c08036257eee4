"""La versión anterior del programa: la de antes de la última migración."""

from __future__ import annotations

import subprocess

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

_MIGRACIONES = ("--diff-filter=A", "-1", "--format=%H^", "--", "src/conoceles/*/migrations/0*.py")


def git(*orden: str) -> str:
    """En el repositorio del producto."""
    return subprocess.run(
        ["git", "-C", str(RAIZ_PROYECTO), *orden], capture_output=True, text=True, check=True
    ).stdout


def commit_anterior() -> str:
    return git("rev-parse", git("log", *_MIGRACIONES).strip()).strip()

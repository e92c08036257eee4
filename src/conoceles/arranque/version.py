"""La versión del producto, que declara `pyproject.toml`, y el commit del que se instaló."""

from __future__ import annotations

import subprocess
import tomllib

from conoceles.nucleo.carpetas import RAIZ_PROYECTO


def version() -> str:
    """Semántica: `1.2.3`."""
    proyecto = tomllib.loads((RAIZ_PROYECTO / "pyproject.toml").read_text(encoding="utf-8"))
    return str(proyecto["project"]["version"])


def commit() -> str:
    """Abreviado; vacío si la instalación no es un clon o no hay git."""
    # El clon es de root y quien pregunta es el usuario del servicio: sin esto, git no contesta.
    propio = f"safe.directory={RAIZ_PROYECTO}"
    orden = ["git", "-c", propio, "-C", str(RAIZ_PROYECTO), "rev-parse", "--short=12", "HEAD"]
    try:
        hecho = subprocess.run(orden, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return hecho.stdout.strip() if hecho.returncode == 0 else ""


def completa() -> str:
    """Lo que dice `--version`."""
    return f"Conóceles {version()} ({commit() or 'sin commit'})"

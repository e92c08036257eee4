"""Las fuentes de una etiqueta, como las guarda git: no cuenta nada que haya suelto en la carpeta."""

from __future__ import annotations

from pathlib import Path

from instalador.piezas import correr

REPOSITORIO = Path(__file__).resolve().parents[2]
DENTRO = (
    "src",
    "procesos",
    "requirements",
    "operacion",
    "docs/manuales",
    "conoceles",
    "pyproject.toml",
    "LICENSE",
)
GIT = ("git", "-c", "tar.umask=0022", "-c", "core.autocrlf=false", "-C", REPOSITORIO)


def de(etiqueta: str) -> tuple[int, str]:
    """Segundos desde 1970 de su commit, que son la hora de todo lo de la imagen, y el commit."""
    cuando, commit = correr(*GIT, "log", "-1", "--format=%ct %H", etiqueta).split()
    return int(cuando), commit


def empacar(etiqueta: str, destino: Path) -> None:
    """Lo que corre: sin pruebas ni lo que solo usa quien desarrolla."""
    correr(*GIT, "archive", "--format=tar", f"--output={destino}", etiqueta, *DENTRO)

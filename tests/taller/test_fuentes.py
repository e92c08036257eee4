"""El archivo de fuentes de una etiqueta se rehace con los mismos octetos, en otro clon y con otra configuración."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from conoceles.nucleo.errores import ErrorDeDominio
from taller.ordenes.fuentes import archivo


def _git(carpeta: Path, *orden: str) -> None:
    quien = ["-c", "user.name=Prueba", "-c", "user.email=prueba@example.mx"]
    subprocess.run(["git", "-C", str(carpeta), *quien, *orden], check=True, capture_output=True)


@pytest.fixture
def repositorio(tmp_path: Path) -> Path:
    carpeta = tmp_path / "uno"
    carpeta.mkdir()
    _git(carpeta, "init", "-q")
    (carpeta / "programa.sh").write_text("#!/bin/sh\necho sí\n")
    (carpeta / "programa.sh").chmod(0o755)
    _git(carpeta, "add", ".")
    _git(carpeta, "commit", "-qm", "la primera")
    _git(carpeta, "tag", "-m", "v1", "v1")
    return carpeta


def test_otro_clon_con_otra_configuracion_da_los_mismos_octetos(repositorio: Path, tmp_path: Path) -> None:
    primero = archivo(repositorio, "v1")
    _git(tmp_path, "clone", "-q", str(repositorio), "dos")
    _git(tmp_path / "dos", "config", "tar.umask", "0077")
    _git(tmp_path / "dos", "config", "core.autocrlf", "true")
    (repositorio / "programa.sh").write_text("otra cosa, sin commit\n")
    assert archivo(tmp_path / "dos", "v1") == archivo(repositorio, "v1") == primero
    assert b"conoceles-v1/programa.sh" in primero


def test_sin_esa_etiqueta_se_dice(repositorio: Path) -> None:
    with pytest.raises(ErrorDeDominio, match="No hay una etiqueta «v2»"):
        archivo(repositorio, "v2")

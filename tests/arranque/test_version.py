"""Qué versión es, y que los documentos hablen de la misma."""

from __future__ import annotations

import re
import subprocess

import pytest

from conoceles.arranque import cli, version
from conoceles.nucleo.carpetas import RAIZ_PROYECTO

SEMANTICA = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


def test_version_dice_la_de_pyproject_y_el_commit(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as fin:
        cli.main(["--version"])
    assert fin.value.code == 0
    git = ["git", "rev-parse", "HEAD"]
    commit = subprocess.run(git, cwd=RAIZ_PROYECTO, capture_output=True, text=True, check=True).stdout
    assert capsys.readouterr().out == f"Conóceles {version.version()} ({commit[:12]})\n"


def test_el_commit_lo_dice_tambien_quien_no_es_dueno_del_clon(monkeypatch: pytest.MonkeyPatch) -> None:
    """En la máquina instalada es de root, y las órdenes las corre el usuario del servicio."""
    propio = version.commit()
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert version.commit() == propio != ""


def test_sin_git_se_dice_y_no_falla(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert version.completa() == f"Conóceles {version.version()} (sin commit)"


def test_la_version_es_semantica_y_tiene_mantenimiento() -> None:
    assert SEMANTICA.fullmatch(version.version())
    menor = ".".join(version.version().split(".")[:2])
    assert f"| {menor} | sí |" in (RAIZ_PROYECTO / "SECURITY.md").read_text(encoding="utf-8")

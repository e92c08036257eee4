"""`ajustes` lista todo lo que el código lee del entorno y no enseña secretos."""

from __future__ import annotations

import json
import re

import pytest

from conoceles.arranque import cli
from conoceles.arranque.entorno import AJUSTES
from conoceles.nucleo.carpetas import RAIZ_PROYECTO


def test_secretos_cubiertos(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CONOCELES_BD_CURRICULAR", "postgresql://ana:cl4ve@bd.example:5433/a")
    monkeypatch.setenv("CONOCELES_SMTP_CLAVE", "0tra")
    assert cli.main(["ajustes", "--json"]) == 0
    salida = capsys.readouterr().out
    assert "cl4ve" not in salida
    assert "0tra" not in salida
    valores = {a["variable"]: a["valor"] for a in json.loads(salida)["ajustes"]}
    assert valores["CONOCELES_BD_CURRICULAR"] == "postgresql://ana:••••••@bd.example:5433/a"


def test_toda_variable_que_se_lee_esta_en_la_lista() -> None:
    fuentes = [*(RAIZ_PROYECTO / "src").rglob("*.py"), RAIZ_PROYECTO / "conoceles"]
    leidas = {v for f in fuentes for v in re.findall(r"\bCONOCELES_[A-Z_]*[A-Z]\b", f.read_text())}
    prefijos = {"CONOCELES_BD", "CONOCELES_LLAVE"}  # las que se arman con el nombre de la base o la llave
    assert leidas - prefijos <= {a.variable for a in AJUSTES}

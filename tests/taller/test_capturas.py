"""Entrar a tomar las imágenes aunque la cuenta acabe de usar el código de este momento."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Page

from conoceles.nucleo.errores import ErrorDeDominio
from taller.imagenes import captura

SECRETO = "3WW6ZUU3S5NOVDEYMBVJBWAE3T5H54KZ"


class Hoja:
    """Una página que acepta el código desde la vez que se le diga, y no acepta dos veces el mismo."""

    def __init__(self, desde: int) -> None:
        self.desde, self.codigos = desde, [""]

    def fill(self, campo: str, valor: str) -> None:
        if "code" in campo:
            self.codigos.append(valor)

    def locator(self, campo: str) -> Hoja:
        return self

    def count(self) -> int:
        """Los campos de código que quedan a la vista."""
        return int(len(self.codigos) - 1 < self.desde or self.codigos[-1] in self.codigos[:-1])

    def goto(self, *_: Any) -> None: ...
    def press(self, *_: Any) -> None: ...
    def wait_for_load_state(self, *_: Any) -> None: ...


@pytest.fixture
def datos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    ahora = [1_700_000_010.0]
    monkeypatch.setattr(captura.time, "time", lambda: ahora[0])
    monkeypatch.setattr(captura.time, "sleep", lambda cuanto: ahora.__setitem__(0, ahora[0] + cuanto))
    fila = {"correo": "mc@partido.demo", "clave": "mezquite", "totp": SECRETO}
    (tmp_path / "cuentas-demo.json").write_text(json.dumps([fila]))
    return tmp_path


def test_con_el_codigo_ya_usado_se_espera_al_siguiente(datos: Path) -> None:
    hoja = Hoja(desde=2)
    captura.entrar(cast(Page, hoja), 1, datos, "mc@partido.demo")
    assert len(set(hoja.codigos)) == 3


def test_si_tampoco_se_acepta_se_dice(datos: Path) -> None:
    with pytest.raises(ErrorDeDominio, match="no aceptó el segundo factor"):
        captura.entrar(cast(Page, Hoja(desde=9)), 1, datos, "mc@partido.demo")

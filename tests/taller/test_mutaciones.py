"""`mutaciones`: lo que cuenta y lo que escribe, sin correrlas."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio
from taller import mutaciones
from taller.mutaciones import Cuenta, Viva
from taller.ordenes import mutaciones as orden

VIVA = Viva("sala.sumar", "return a + b", "return a - b")


def test_cada_modulo_tiene_archivos_y_pruebas() -> None:
    for modulo in mutaciones.MODULOS.values():
        assert list(RAIZ_PROYECTO.glob(modulo.archivos))
        assert all((RAIZ_PROYECTO / prueba).exists() for prueba in modulo.pruebas)


def test_cuenta_lo_que_nadie_noto_y_lo_que_nadie_corre(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """1: una prueba falló; 36: tardó demasiado; 0: pasaron todas; 33: ninguna llega; sin número: no se hizo."""
    salidas = {"a": 1, "b": 36, "c": 0, "d": 33, "e": None}
    (tmp_path / "mutants").mkdir()
    (tmp_path / "mutants" / "x.py.meta").write_text(json.dumps({"exit_code_by_key": salidas}))
    monkeypatch.setattr(mutaciones, "_diferencia", lambda nombre, copia: iter([Viva(nombre, "", "")]))
    contado = mutaciones.contar("estados", tmp_path)
    assert (contado.total, [v.funcion for v in contado.vivas], contado.porcentaje) == (4, ["c", "d"], 50.0)


def test_la_pagina_explica_cada_una_o_dice_que_falta(monkeypatch: pytest.MonkeyPatch) -> None:
    cuentas = [Cuenta("estados", 8, (VIVA,))]
    assert "``return a + b`` → ``return a - b``. Sin explicar." in "\n".join(orden._pagina(cuentas))
    monkeypatch.setattr(orden, "explicaciones", lambda: {VIVA: "Da lo mismo."})
    pagina = "\n".join(orden._pagina(cuentas))
    assert "| estados | 8 | 7 | 87.5 |" in pagina
    assert "return a - b``. Da lo mismo." in pagina
    assert "no se mutó: reglas, efecto" in pagina


def test_un_modulo_que_no_se_muta_se_dice() -> None:
    with pytest.raises(ErrorDeDominio, match="No se muta otra"):
        orden.ejecutar(argparse.Namespace(modulos=["otra"], carpeta=None))

"""`captura.env`: quien da una orden lee de él lo mismo que leen los servicios. Con systemd de verdad, en `test_instalar_en_debian.py`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

REPLICA = "postgresql://u:c@base1:5432,base2:5432/llaves?sslmode=verify-full&target_session_attrs=read-write"


@pytest.fixture(autouse=True)
def instalador(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(RAIZ_PROYECTO / "operacion"))


@pytest.mark.parametrize(
    ("renglon", "vale"),
    [
        (f"A={REPLICA}", REPLICA),
        ("A=$HOME `id` ;#no", "$HOME `id` ;#no"),
        ("A=  con espacios  ", "con espacios"),
        ('A="entre dobles; \\"y\\" \\$5"', 'entre dobles; "y" $5'),
        ("A='entre $sencillas \\'", "entre $sencillas \\"),
        ("A=barra\\\\doble", "barra\\doble"),
        ("A=it's", "it's"),
        ("A=", ""),
    ],
)
def test_un_ajuste_se_lee_como_lo_lee_systemd(tmp_path: Path, renglon: str, vale: str) -> None:
    from instalador.entorno import leido

    archivo = tmp_path / "x.env"
    archivo.write_text(f"# A=no\n;A=tampoco\n\n{renglon}\n")
    assert leido(archivo) == {"A": vale}


@pytest.mark.parametrize("valor", [REPLICA, "a\\b", "it's", 'a"b', "$x & y"])
def test_lo_que_se_escribe_se_lee_igual(tmp_path: Path, valor: str) -> None:
    from instalador.entorno import escrito, leido

    (tmp_path / "x.env").write_text(f"A={escrito(valor)}\n")
    assert leido(tmp_path / "x.env") == {"A": valor}


def test_dar_una_orden_con_las_bases_en_dos_maquinas_no_pierde_su_direccion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """La leía el shell: «&» la partía, y la orden se iba a un archivo SQLite que no existe."""
    from instalador import orden

    (tmp_path / "captura.env").write_text(f"CONOCELES_BD_LLAVES={REPLICA}\n")
    dado = list[tuple[str, list[str], dict[str, str]]]()
    monkeypatch.setattr(orden, "AJUSTES", tmp_path / "captura.env")
    monkeypatch.setattr(os, "execvpe", lambda *que: dado.append(que))
    monkeypatch.setattr(sys, "argv", ["orden", "comprobar", "--json"])
    monkeypatch.setenv("PYTHONPATH", "/opt/conoceles/operacion")
    orden.main()
    [(programa, palabras, entorno)] = dado
    assert (programa, palabras[:3], palabras[-2:]) == (
        "runuser",
        ["runuser", "-u", "conoceles"],
        ["comprobar", "--json"],
    )
    assert entorno["CONOCELES_BD_LLAVES"] == REPLICA
    assert "PYTHONPATH" not in entorno

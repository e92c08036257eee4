"""Archivos por su contenido."""

import hashlib
from pathlib import Path

import pytest

from conoceles.nucleo import archivos


def test_guardar_dos_veces_deja_un_archivo(datos: Path) -> None:
    primera, segunda = archivos.guardar(b"retrato"), archivos.guardar(b"retrato")
    assert primera == segunda == hashlib.sha256(b"retrato").hexdigest()
    assert [p.name for p in (datos / "archivos").iterdir()] == [primera]
    assert archivos.leer(primera) == b"retrato"


def test_leer_lo_que_no_existe(datos: Path) -> None:
    with pytest.raises(FileNotFoundError):
        archivos.leer("0" * 64)

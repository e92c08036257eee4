"""Archivos por su contenido."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from conoceles.nucleo import archivos
from conoceles.nucleo.errores import ErrorDeDominio


def test_guardar_dos_veces_deja_un_archivo(datos: Path) -> None:
    primera, segunda = archivos.guardar(b"retrato"), archivos.guardar(b"retrato")
    assert primera == segunda == hashlib.sha256(b"retrato").hexdigest()
    assert [p.name for p in (datos / "archivos").iterdir()] == [primera]
    assert archivos.leer(primera) == b"retrato"


def test_leer_lo_que_no_existe(datos: Path) -> None:
    with pytest.raises(FileNotFoundError):
        archivos.leer("0" * 64)


@pytest.mark.parametrize(
    ("numero", "causa"), [(errno.ENOSPC, "no queda espacio"), (errno.EROFS, "solo lectura")]
)
def test_si_el_disco_no_deja_se_dice_con_el_archivo_y_a_quien_opera_por_que(
    datos: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    numero: int,
    causa: str,
) -> None:
    def no(_: int) -> None:
        raise OSError(numero, "No")

    monkeypatch.setattr(os, "fsync", no)
    with pytest.raises(ErrorDeDominio, match="no se pueden guardar archivos") as dicho:
        archivos.guardar(b"retrato")
    assert dicho.value.campo == "archivo"
    assert causa in caplog.text
    assert list((datos / "archivos").iterdir()) == []

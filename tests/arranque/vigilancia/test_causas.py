"""La causa que se dice de una falla sale de una tabla, nunca de su mensaje."""

from __future__ import annotations

import errno
import logging

import psycopg
import pytest
from django.db import OperationalError, ProgrammingError

from conoceles.arranque.servicios import obrero
from conoceles.arranque.vigilancia.causas import por_que


@pytest.mark.parametrize(
    ("error", "causa", "dicho"),
    [
        (ProgrammingError, psycopg.errors.InsufficientPrivilege, "la base no deja a este servicio"),
        (OperationalError, psycopg.errors.DiskFull, "el disco de PostgreSQL está lleno"),
        (OperationalError, psycopg.errors.TooManyConnections, "no admite más conexiones"),
        (OperationalError, psycopg.OperationalError, "una base de datos no contesta"),
    ],
)
def test_de_la_base_se_dice_que_le_pasa_y_no_lo_que_escribio(
    error: type[Exception], causa: type[Exception], dicho: str
) -> None:
    try:
        raise error("clave=secreta") from causa("clave=secreta")
    except error as fallo:
        frase, remedio = por_que(fallo)
    assert dicho in frase
    assert "secreta" not in frase + remedio


def test_con_el_disco_en_solo_lectura_el_obrero_arranca_y_lo_dice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Antes moría al abrir su registro, y nadie decía por qué."""

    def no(*_: object, **__: object) -> logging.Handler:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(obrero, "RotatingFileHandler", no)
    monkeypatch.setattr(obrero.REGISTRO, "handlers", [])
    obrero._registrar()
    dicho = capsys.readouterr().err
    assert "el disco está en solo lectura" in dicho
    assert "El obrero arrancó" in dicho

"""La causa que se dice de una falla sale de una tabla, nunca de su mensaje."""

from __future__ import annotations

import errno
import logging
import os
import sqlite3
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from smtplib import SMTPAuthenticationError
from socket import gaierror
from ssl import SSLCertVerificationError

import psycopg
import pytest
from django.db import OperationalError, ProgrammingError

from conoceles.arranque.servicios import obrero
from conoceles.arranque.vigilancia.causas import por_que
from conoceles.nucleo.almacen import AlmacenCaido
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.publicacion.instantanea.manifiesto import SitioAtrasado
from conoceles.registro.registro import RegistroAlterado


@pytest.mark.parametrize(
    ("error", "causa", "dicho"),
    [
        (ProgrammingError, psycopg.errors.InsufficientPrivilege, "la base no deja a este servicio"),
        (OperationalError, psycopg.errors.DiskFull, "el disco de PostgreSQL está lleno"),
        (OperationalError, psycopg.errors.TooManyConnections, "no admite más conexiones"),
        (OperationalError, psycopg.OperationalError, "una base de datos no contesta"),
        (
            OperationalError,
            psycopg.errors.DeadlockDetected,
            "se cruzó con lo de otra persona (SQLSTATE 40P01)",
        ),
        (OperationalError, psycopg.errors.SerializationFailure, "(SQLSTATE 40001)"),
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


@pytest.mark.parametrize(
    ("mensaje", "dicho"),
    [
        ("FATAL:  remaining connection slots are reserved for roles with the SUPERUSER", "no admite más conexiones"),
        ("FATAL:  sorry, too many clients already", "no admite más conexiones"),
        ("FATAL:  lo siento, ya tenemos demasiados clientes", "no admite más conexiones"),
        ('FATAL:  password authentication failed for user "eva"', "no reconoce a este servicio"),
        ('FATAL:  pg_hba.conf rejects connection for host "10.0.0.3", user "eva"', "no deja entrar a este servicio"),
        ("FATAL:  the database system is starting up", "está arrancando o deteniéndose"),
        ("Connection refused\n\tIs the server running on that host?", "una base de datos no contesta"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("de_django", [True, False])
def test_al_entrar_no_hay_codigo_y_la_causa_se_halla_en_el_mensaje_sin_repetirlo(
    mensaje: str, dicho: str, de_django: bool
) -> None:
    propio = psycopg.OperationalError(f"connection failed: {mensaje}")
    error: Exception = OperationalError("clave=secreta") if de_django else propio
    error.__cause__ = propio if de_django else None
    frase, remedio = por_que(error)
    assert dicho in frase
    assert "eva" not in frase + remedio


@pytest.mark.parametrize(
    ("error", "dicho"),
    [
        (BrokenProcessPool("pid 31, eva@prueba.mx"), "mató a un proceso que ayudaba"),
        (gaierror(-2, "Name or service not known"), "no se halla en la red"),
        (SSLCertVerificationError(1, "self-signed certificate"), "su certificado no es de confianza"),
        (SMTPAuthenticationError(535, b"eva@prueba.mx"), "no acepta la clave"),
        (RegistroAlterado("El registro retrocedió."), "el registro público no es el que se firmó"),
        (
            AlmacenCaido("eva@prueba.mx/fotos", "no contesta"),
            "el almacén de archivos no atiende: no contesta",
        ),
    ],
)
def test_lo_que_tiene_nombre_no_es_un_error_que_no_esperabamos(error: Exception, dicho: str) -> None:
    frase, remedio = por_que(error)
    assert dicho in frase
    assert "eva@prueba.mx" not in frase + remedio


@pytest.mark.parametrize(
    ("clase", "dicho"),
    [
        ("SQLITE_READONLY_DBMOVED", "el disco está en solo lectura"),
        ("SQLITE_FULL", "el disco está lleno"),
        ("SQLITE_CORRUPT", "está dañado"),
        ("SQLITE_BUSY", "un error que no esperábamos"),
    ],
)
def test_lo_que_el_publicador_recuerda_va_en_un_archivo_y_sus_fallas_son_las_del_disco(
    clase: str, dicho: str
) -> None:
    error = sqlite3.OperationalError("eva@prueba.mx")
    error.sqlite_errorname = clase
    assert dicho in por_que(error)[0]


def test_la_maquina_a_la_que_le_falta_lo_ultimo_publicado_dice_donde_esta_y_la_orden() -> None:
    error = SitioAtrasado("Se hizo en norte.", "./conoceles publicar --proceso x --con-lo-que-hay.")
    assert por_que(error) == ("Se hizo en norte", "./conoceles publicar --proceso x --con-lo-que-hay.")


def test_el_obrero_se_carga_antes_de_que_django_tenga_ajustes() -> None:
    """Con Django ya en marcha, como en las demás pruebas, no se nota: y así no arranca."""
    entorno = {k: v for k, v in os.environ.items() if not k.startswith("DJANGO")}
    hecho = subprocess.run(
        [sys.executable, "-c", "import conoceles.arranque.servicios.obrero"],
        env=entorno | {"PYTHONPATH": str(RAIZ_PROYECTO / "src")}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert hecho.returncode == 0, hecho.stderr


def test_con_el_disco_en_solo_lectura_el_obrero_arranca_y_lo_dice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Antes moría al abrir su registro, y nadie decía por qué."""

    def no(*_: object, **__: object) -> logging.Handler:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(obrero, "_Archivo", no)
    monkeypatch.setattr(obrero.REGISTRO, "handlers", [])
    obrero._registrar()
    dicho = capsys.readouterr().err
    assert "el disco está en solo lectura" in dicho
    assert "El obrero arrancó" in dicho


def test_si_el_disco_se_llena_despues_el_registro_no_llena_la_salida_de_rastros(
    datos: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cada renglón que no cabía en su archivo dejaba además veinte con el rastro de que no cabía."""

    def no(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (datos / "registros").mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(obrero.REGISTRO, "handlers", [])
    obrero._registrar()
    [_, archivo] = obrero.REGISTRO.handlers
    archivo.close()
    monkeypatch.setattr(obrero._Archivo, "shouldRollover", no)
    obrero.REGISTRO.error("La tarea no terminó.")
    dicho = capsys.readouterr().err
    assert "La tarea no terminó." in dicho
    assert "Traceback" not in dicho

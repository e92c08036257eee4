"""La firma de un informe viejo se atribuye a la llave que la puso, y a ninguna si no se sabe cuál fue."""

from __future__ import annotations

import base64
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.nucleo import archivos, secretos
from conoceles.registro import llaves
from conoceles.registro.nota import Firmante

MOVER = import_module("conoceles.informes.migrations.0007_firmas").mover
VIEJA, NUEVA, AJENA = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2, 3))


@pytest.fixture
def rotada(datos: Path, ahora: datetime) -> Path:
    """Una instalación que firmó con `VIEJA`, la retiró y hoy tiene `NUEVA`."""
    secretos.leer.cache_clear()
    secretos.crear_faltantes()
    secretos.ruta("firma").write_bytes(NUEVA.private_bytes_raw())
    log = datos / "sitio" / "log"
    log.mkdir(parents=True)
    dos = (
        Firmante("conoceles.example/log", k.public_key().public_bytes_raw(), k.sign) for k in (VIEJA, NUEVA)
    )
    llaves.declarar(log, *dos, 7, ahora, robada=False)
    return datos


def _publica(llave: Ed25519PrivateKey) -> str:
    return base64.b64encode(llave.public_key().public_bytes_raw()).decode()


def _movidas(*puestas: tuple[bytes, Ed25519PrivateKey]) -> list[str]:
    """La llave con que quedó cada una de esas firmas al migrar."""
    informes = [
        SimpleNamespace(
            huella=archivos.guardar(octetos), firma=base64.b64encode(llave.sign(octetos)).decode(), en=None
        )
        for octetos, llave in puestas
    ]
    quedan: list[dict[str, Any]] = []
    tablas = {
        "Informe": SimpleNamespace(all=lambda: informes),
        "FirmaDeInforme": SimpleNamespace(create=lambda **f: quedan.append(f)),
    }
    apps = SimpleNamespace(
        get_model=lambda _, cual: SimpleNamespace(objects=SimpleNamespace(using=lambda _: tablas[cual]))
    )
    MOVER(apps, SimpleNamespace(connection=SimpleNamespace(alias="default")))
    return [fila["llave"] for fila in quedan]


def test_migrar_dice_la_llave_que_puso_cada_firma_aunque_ya_no_sea_la_de_hoy(rotada: Path) -> None:
    assert _movidas((b'{"a": 1}', VIEJA), (b'{"b": 2}', NUEVA)) == [_publica(VIEJA), _publica(NUEVA)]


def test_migrar_una_firma_de_llave_que_nadie_declaro_no_la_atribuye_a_nadie(rotada: Path) -> None:
    assert _movidas((b'{"a": 1}', AJENA)) == [""]


def test_migrar_en_un_equipo_sin_la_llave_de_firma_la_toma_de_lo_declarado(rotada: Path) -> None:
    secretos.ruta("firma").unlink()
    secretos.leer.cache_clear()
    assert _movidas((b'{"a": 1}', VIEJA), (b'{"b": 2}', NUEVA)) == [_publica(VIEJA), _publica(NUEVA)]

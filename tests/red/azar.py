"""Todo lo que el azar pone en lo publicado, puesto a mano: dos corridas dan los mismos octetos.

Las llaves de la instalación salen de su nombre; la de cada persona y lo que con ella se sella, de cuántos octetos se piden, y los
números que no se repiten, de una cuenta. La sal de cada renglón del manifiesto sigue siendo al azar: no entra en ningún archivo, y
el juez la quita (`huellas`).
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from conoceles.nucleo import secretos as llaves


@contextmanager
def fijo(datos: Path) -> Iterator[None]:
    """Mientras dura, con la carpeta de datos en `datos`: sus llaves y las fuentes de azar de todo el programa."""
    with pytest.MonkeyPatch.context() as cambio:
        cambio.setenv("CONOCELES_DATOS", str(datos))
        cuenta, otra, enlaces = count(1), count(1), count(1)
        _en_todas(cambio, secrets.token_bytes, lambda octetos=32: b"\x07" * octetos)
        _en_todas(cambio, secrets.token_urlsafe, lambda octetos=32: f"{next(enlaces):0{octetos}}")
        _en_todas(cambio, uuid.uuid4, lambda: uuid.UUID(int=next(cuenta), version=4))
        _en_todas(cambio, os.urandom, lambda octetos: next(otra).to_bytes(octetos, "big"), solo="conoceles")
        _poner_llaves(datos / "secretos")
        llaves.leer.cache_clear()
        yield
    llaves.leer.cache_clear()


def _poner_llaves(carpeta: Path) -> None:
    carpeta.mkdir(parents=True, mode=0o700)
    for nombre in llaves.NOMBRES:
        llaves.crear(carpeta / f"{nombre}.llave", hashlib.sha256(b"red: " + nombre.encode()).digest())
    llaves.leer.cache_clear()
    llaves.escribir_publica_de_acuses()


def _en_todas(cambio: pytest.MonkeyPatch, original: Any, fija: Any, solo: str = "") -> None:
    """También donde se importó por su nombre. `solo`: nada más en los módulos de ese paquete."""
    for modulo in [m for m in sys.modules.values() if isinstance(m, ModuleType)]:
        suyo = modulo.__name__.split(".")[0] in (
            (solo,) if solo else ("conoceles", "taller", original.__module__)
        )
        for nombre in [n for n, v in vars(modulo).items() if v is original] if suyo else ():
            cambio.setattr(modulo, nombre, fija)

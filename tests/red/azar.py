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
from random import Random
from types import ModuleType
from typing import Any

import pytest

from conoceles.nucleo import secretos as llaves

SUYOS = ("conoceles", "taller", "secrets", "uuid")  # a `os.urandom` solo donde se importó por su nombre


@contextmanager
def fijo(datos: Path) -> Iterator[None]:
    """Mientras dura, con la carpeta de datos en `datos`: sus llaves y las fuentes de azar de todo el programa."""
    unos, otros, mas = count(1), count(1), count(1)
    fuentes: list[tuple[Any, Any]] = [
        (secrets.token_bytes, lambda octetos=32: b"\x07" * octetos),
        (secrets.token_urlsafe, lambda octetos=32: f"{next(unos):0{octetos}}"),
        (uuid.uuid4, lambda: uuid.UUID(int=next(otros), version=4)),
        (os.urandom, lambda octetos: next(mas).to_bytes(octetos, "big")),
        (secrets.randbelow, Random(7).randrange),  # el azar de las tablas de identidad
    ]
    with pytest.MonkeyPatch.context() as cambio:
        cambio.setenv("CONOCELES_DATOS", str(datos))
        _poner_llaves(datos / "secretos")
        for original, fija in fuentes:
            _cambiar(original, fija)
        try:
            yield
        finally:
            for original, fija in fuentes:
                _cambiar(fija, original)
    llaves.leer.cache_clear()


def _poner_llaves(carpeta: Path) -> None:
    carpeta.mkdir(parents=True, mode=0o700)
    for nombre in llaves.NOMBRES:
        llaves.crear(carpeta / f"{nombre}.llave", hashlib.sha256(b"red: " + nombre.encode()).digest())
    llaves.leer.cache_clear()
    llaves.escribir_publica_de_acuses()


def _cambiar(una: Any, por_otra: Any) -> None:
    """En su módulo y donde se importó por su nombre; al volver, también en lo que se importó mientras."""
    for modulo in [m for m in sys.modules.values() if isinstance(m, ModuleType)]:
        if modulo.__name__.split(".")[0] in SUYOS:
            for nombre in [n for n, v in vars(modulo).items() if v is una]:
                setattr(modulo, nombre, por_otra)

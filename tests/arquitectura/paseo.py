"""Anota de qué sala a qué sala se llama mientras algo ocurre: el paseo de un dato por la casa.

Una *entrada* es una llamada de una función de una sala a una de otra. Lo que Django y las bibliotecas hacen en medio
no cuenta como sala, y quien llama es la última función nuestra que estaba en marcha. No cuentan `nucleo`, que es el
piso, ni los modelos y sus consultas (`models`, `consultas_base`), que son la base misma.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import conoceles

_RAIZ = str(Path(conoceles.__file__).parent) + "/"
_PISO = {"nucleo"}
_BASE = {"models", "consultas_base", "alcances", "disparadores", "campos"}


class Paseo:
    """Las llamadas entre salas: `(de, a, «módulo.función»)` y cuántas veces; y los archivos por los que pasó."""

    def __init__(self) -> None:
        self.llamadas: Counter[tuple[str, str, str]] = Counter()
        self.archivos: set[str] = set()
        self._pila: list[str] = []

    def entradas(self, sala: str) -> Counter[str]:
        """Por qué función se entra a la sala, y cuántas veces."""
        dentro: Counter[str] = Counter()
        for (_, a, funcion), veces in self.llamadas.items():
            if a == sala:
                dentro[funcion] += veces
        return dentro

    @property
    def salas(self) -> set[str]:
        return {a for _, a, _ in self.llamadas} | {de for de, _, _ in self.llamadas}

    def anotar(self, marco: FrameType, suceso: str, _: Any) -> None:
        lugar = _lugar(marco)
        if lugar is None:
            return
        if suceso == "call":
            self._entrar(*lugar)
        elif suceso == "return" and self._pila:
            self._pila.pop()

    def _entrar(self, sala: str, archivo: str, funcion: str) -> None:
        desde = self._pila[-1] if self._pila else ""
        if sala not in _PISO and archivo.rsplit("/", 1)[-1].removesuffix(".py") not in _BASE:
            self.archivos.add(archivo)
            if desde and desde != sala:
                self.llamadas[desde, sala, funcion] += 1
            self._pila.append(sala)
        else:
            self._pila.append(desde)


def _lugar(marco: FrameType) -> tuple[str, str, str] | None:
    ruta = marco.f_code.co_filename
    if not ruta.startswith(_RAIZ):
        return None
    archivo = ruta.removeprefix(_RAIZ)
    sala, _, _ = archivo.partition("/")
    return sala, archivo, f"{archivo.removesuffix('.py').replace('/', '.')}.{marco.f_code.co_qualname}"


@contextmanager
def paseo() -> Iterator[Paseo]:
    """Mira mientras dure. Una función que cede (`yield`) entra cada vez que sigue."""
    visto = Paseo()
    antes = sys.getprofile()
    sys.setprofile(visto.anotar)
    try:
        yield visto
    finally:
        sys.setprofile(antes)

"""Las órdenes de `./conoceles`: un módulo, una orden.

`proceso_cargar.py` es la orden `proceso cargar`: el guion bajo separa las palabras. Cada módulo define

- `AYUDA: str`, una línea;
- `argumentos(parser)`, que declara los suyos;
- `ejecutar(args)`, que hace el trabajo y devuelve lo que `--json` imprime; si es un diccionario con
  `"ok": False`, la orden termina con 1; un `ErrorDeDominio` termina con 2;
- `texto(resultado) -> str`, lo mismo para leerse.

`fallo(resultado) -> bool`, si su resultado no es un diccionario, dice cuándo termina con 1.
Y, solo cuando difieren de lo común, `PREPARA = False` (no toca la carpeta de datos), `A_MEDIAS = True` (la abre aunque volver de una
copia no haya acabado), `CON_JSON = False` y
`CON_RESTO = True` (recibe en `args.resto` lo que no declaró).
Los módulos importan Django y las salas dentro de `ejecutar`: la ayuda debe salir sin ellos.
"""

from __future__ import annotations

import argparse
import pkgutil
import sys
from importlib import import_module
from types import ModuleType
from typing import Protocol


class Orden(Protocol):
    """Lo que la línea de órdenes espera de cada módulo."""

    AYUDA: str

    def argumentos(self, parser: argparse.ArgumentParser) -> None: ...
    def ejecutar(self, args: argparse.Namespace) -> object: ...
    def texto(self, resultado: object) -> str: ...


def todas() -> dict[str, Orden]:
    """Las del producto, cada una por su nombre escrito (`"proceso cargar"`)."""
    return de(sys.modules[__name__])


def de(paquete: ModuleType) -> dict[str, Orden]:
    """Las que guarda un paquete, una por módulo."""
    nombres = [modulo.name for modulo in pkgutil.iter_modules(paquete.__path__) if modulo.name[0] != "_"]
    return {nombre.replace("_", " "): import_module(f"{paquete.__name__}.{nombre}") for nombre in nombres}

"""Un paso del banco en un proceso propio: ni la carpeta ni las bases ni el reloj de la instalación llegan a él."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio


def entorno(datos: Path, mas: Mapping[str, str]) -> dict[str, str]:
    """El de un proceso que solo conoce esa carpeta, y lo que se diga de más."""
    ajeno = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
    return ajeno | {"CONOCELES_DATOS": str(datos), "PYTHONPATH": str(RAIZ_PROYECTO / "src"), **mas}


def correr(
    datos: Path,
    oir: Callable[[str], None],
    modulo: str,
    *argumentos: str,
    mas: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Lo que dice en los errores va a `oir`, renglón por renglón; lo que deja en la salida se devuelve."""
    suyo = entorno(datos, {"DJANGO_SETTINGS_MODULE": "conoceles.arranque.settings", **mas})
    orden = [sys.executable, "-m", modulo, *argumentos]
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as salida,
        subprocess.Popen(orden, env=suyo, stdout=salida, stderr=subprocess.PIPE, text=True) as hijo,
    ):
        try:
            for linea in hijo.stderr or ():
                oir(linea)
            codigo = hijo.wait()
        except BaseException:
            hijo.kill()
            raise
        if codigo:
            raise ErrorDeDominio("No se pudo construir la elección del banco; arriba está la causa.")
        salida.seek(0)
        return salida.read()

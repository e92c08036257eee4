"""El programa del sistema que hace el braille. Se corre como proceso; si falta, lo demás sigue."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from functools import cache

PROGRAMA, PAQUETE = "lou_translate", "liblouis-bin"
PLAZO = 600  # segundos: lo que se corre es texto de una persona


class Falla(Exception):
    """Un programa terminó mal; lleva lo último que dijo."""


@cache
def falta() -> bool:
    """Si no está el programa del braille. Se mira una vez por proceso."""
    return not shutil.which(PROGRAMA)


def correr(orden: Sequence[str], entrada: bytes) -> bytes:
    """Lo que responde. `Falla` si termina mal o se tarda demasiado."""
    try:
        despacio = ("nice", "-n", "10", *orden)  # lo publicado y lo que se captura van antes
        hecho = subprocess.run(despacio, input=entrada, capture_output=True, check=False, timeout=PLAZO)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Falla(f"{orden[0]}: {error}") from error
    if hecho.returncode:
        raise Falla(f"{orden[0]}: {hecho.stderr.decode(errors='replace')[-300:]}")
    return hecho.stdout

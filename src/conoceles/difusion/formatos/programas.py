"""Los programas del sistema que hacen el braille y la voz. Se corren como procesos; si faltan, lo demás sigue."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from functools import cache

# Formato → (programa, paquete de Debian que lo trae).
NECESITA: dict[str, tuple[tuple[str, str], ...]] = {
    "braille": (("lou_translate", "liblouis-bin"),),
    "audio": (("espeak-ng", "espeak-ng"), ("opusenc", "opus-tools")),
}
PLAZO = 600  # segundos: lo que se corre es texto de una persona


class Falla(Exception):
    """Un programa terminó mal; lleva lo último que dijo."""


@cache
def faltan(formato: str) -> tuple[str, ...]:
    """Los paquetes de Debian sin los que no se puede hacer; vacío si se puede. Se mira una vez por proceso."""
    return tuple(paquete for programa, paquete in NECESITA.get(formato, ()) if not shutil.which(programa))


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

"""El navegador en que se mira lo que ve la gente: Chromium sin ventanas, el de Debian."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from taller.requisitos import NAVEGADOR

# Como root su jaula no se puede poner; y a solas no pregunta nada a nadie.
ARGUMENTOS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Uno nuevo, que se cierra al salir."""
    corta: dict[str, str | float | bool] = {**os.environ, "TMPDIR": "/tmp"}  # noqa: S108  # su enchufe no cabe en una ruta larga (108 letras)
    with sync_playwright() as juego:
        navegador = juego.chromium.launch(
            executable_path=shutil.which(NAVEGADOR), args=ARGUMENTOS[os.geteuid() != 0 :], env=corta
        )
        try:
            yield navegador
        finally:
            navegador.close()

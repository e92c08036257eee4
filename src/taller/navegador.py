"""El navegador en que se mira lo que ve la gente: Chromium sin ventanas, el de Debian."""

from __future__ import annotations

import asyncio
import atexit
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from playwright.sync_api import Browser, Playwright, sync_playwright

from taller.requisitos import NAVEGADOR

# Como root su jaula no se puede poner; y a solas no pregunta nada a nadie.
ARGUMENTOS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")


@contextmanager
def chromium() -> Iterator[Browser]:
    """El de este proceso, que se abre una vez. Al salir se cierra lo que en él se abrió: nada pasa de un uso a otro."""
    lazo, _, navegador = _de_este_proceso()
    afuera, antes = asyncio._get_running_loop(), set(navegador.contexts)
    asyncio._set_running_loop(lazo)
    try:
        yield navegador
    finally:
        for contexto in set(navegador.contexts) - antes:
            contexto.close()
        asyncio._set_running_loop(afuera)  # o Django daría a este hilo otras conexiones, que no ven lo suyo


@cache
def _de_este_proceso() -> tuple[asyncio.AbstractEventLoop, Playwright, Browser]:
    corta: dict[str, str | float | bool] = {**os.environ, "TMPDIR": "/tmp"}  # noqa: S108  # su enchufe no cabe en una ruta larga (108 letras)
    juego = sync_playwright().start()
    lazo = asyncio.get_running_loop()
    navegador = juego.chromium.launch(
        executable_path=shutil.which(NAVEGADOR), args=ARGUMENTOS[os.geteuid() != 0 :], env=corta
    )
    atexit.register(_cerrar)
    asyncio._set_running_loop(None)
    return lazo, juego, navegador


def _cerrar() -> None:
    lazo, juego, navegador = _de_este_proceso()
    asyncio._set_running_loop(lazo)
    navegador.close()
    juego.stop()

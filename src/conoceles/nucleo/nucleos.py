"""Trabajo repartido entre los núcleos de la máquina, cada parte en un proceso propio."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from threading import Thread

import django


@contextmanager
def nucleos() -> Iterator[ProcessPoolExecutor]:
    """Un proceso por núcleo. Quien llama tiene bases abiertas: no se heredan. Si algo falla, lo pendiente se tira."""
    contexto = multiprocessing.get_context("spawn")
    todos = ProcessPoolExecutor(os.cpu_count(), mp_context=contexto, initializer=_empezar)
    try:
        yield todos
    finally:
        todos.shutdown(cancel_futures=True)


def _empezar() -> None:
    Thread(target=_con_quien_manda, daemon=True).start()
    django.setup()


def _con_quien_manda() -> None:
    """Si quien pidió el trabajo muere de golpe, este proceso no se queda esperándolo."""
    manda = multiprocessing.parent_process()
    if manda is not None:
        manda.join()
        os._exit(1)

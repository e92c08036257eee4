"""Trabajo repartido entre los núcleos de la máquina, cada parte en un proceso propio."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from threading import Thread
from typing import Any

import django

Hacer = Callable[..., Any]  # (función, *con qué) → lo que dé


@contextmanager
def nucleos(*, ocupados: int = 0) -> Iterator[ProcessPoolExecutor]:
    """Un proceso por núcleo, sin los que quien llama ocupe mientras. Si algo falla, lo pendiente se tira.

    Quien llama tiene bases abiertas: no se heredan.
    """
    contexto = multiprocessing.get_context("spawn")
    cuantos = max(1, (os.cpu_count() or 1) - ocupados)
    todos = ProcessPoolExecutor(cuantos, mp_context=contexto, initializer=_empezar)
    try:
        yield todos
    finally:
        todos.shutdown(cancel_futures=True)


@contextmanager
def aparte(*, de_veras: bool) -> Iterator[Hacer]:
    """Quien hace lo que pide mucha memoria: otro proceso, que al salir la devuelve toda; si no es `de_veras`, este mismo."""
    if de_veras:
        with nucleos() as otros:
            yield lambda funcion, *con: otros.submit(funcion, *con).result()
    else:
        yield lambda funcion, *con: funcion(*con)


def _empezar() -> None:
    Thread(target=_con_quien_manda, daemon=True).start()
    django.setup()


def _con_quien_manda() -> None:
    """Si quien pidió el trabajo muere de golpe, este proceso no se queda esperándolo."""
    manda = multiprocessing.parent_process()
    if manda is not None:
        manda.join()
        os._exit(1)

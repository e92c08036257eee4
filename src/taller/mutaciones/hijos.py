"""Un proceso hijo por intento: nace con las pruebas leídas y la base lista, corre algunas y dice qué pasó.

Lo que puede gastar se mide en tiempo de procesador: con la máquina cargada tarda más y el resultado es el mismo.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from time import monotonic
from typing import TypedDict

MEMORIA = 4 * 2**30
RELOJ = 1200.0  # segundos de pared: solo para quien se durmió; queda como agotado, nunca como notado
AGOTADO = (-signal.SIGXCPU, -signal.SIGKILL)
CONTEXTO = multiprocessing.get_context("fork")


class Dicho(TypedDict):
    """La prueba que falló o "", por qué funciones pasó y cuánto procesador gastó."""

    fallo: str
    pasos: list[str]
    segundos: float


@dataclass(frozen=True)
class Intento:
    """Qué se intenta, cómo, y cuántos segundos de procesador tiene."""

    que: str
    tarea: Callable[[], Dicho]
    segundos: float


class _Vivo:
    """Un hijo que corre, en su propia carpeta de temporales."""

    def __init__(self, intento: Intento, carpeta: Path) -> None:
        self.intento, self.nacio = intento, monotonic()
        self.propia = Path(tempfile.mkdtemp(dir=carpeta))
        self.oye, dice = CONTEXTO.Pipe(duplex=False)
        self.proceso = CONTEXTO.Process(target=_hijo, args=(intento, self.propia, dice))
        self.proceso.start()
        dice.close()

    def cerrar(self) -> Dicho | None:
        """Lo que dijo; `None` si agotó lo suyo. El que murió de otro modo notó el cambio, sin prueba que nombrar."""
        try:
            dicho: Dicho | None = self.oye.recv()
        except EOFError:
            dicho = {"fallo": "murió", "pasos": [], "segundos": 0.0}
        self.proceso.join()
        self.oye.close()
        shutil.rmtree(self.propia, ignore_errors=True)
        return None if self.proceso.exitcode in AGOTADO else dicho


def correr(intentos: Iterator[Intento], carpeta: Path, a_la_vez: int) -> Iterator[tuple[str, Dicho | None]]:
    """Cada uno con lo que dijo, conforme terminan; `None` si agotó su tiempo."""
    vivos: dict[object, _Vivo] = {}
    while True:
        while len(vivos) < a_la_vez and (intento := next(intentos, None)):
            vivo = _Vivo(intento, carpeta)
            vivos[vivo.oye] = vivo
        if not vivos:
            return
        for oye in wait([v.oye for v in vivos.values()], timeout=1):
            vivo = vivos.pop(oye)
            yield vivo.intento.que, vivo.cerrar()
        for vivo in vivos.values():
            if monotonic() - vivo.nacio > RELOJ:
                vivo.proceso.kill()


def _hijo(intento: Intento, propia: Path, dice: Connection) -> None:
    datos = Path(shutil.copytree(os.environ["CONOCELES_DATOS"], propia / "datos"))
    os.environ |= {"CONOCELES_DATOS": str(datos), "TMPDIR": str(propia)}
    tempfile.tempdir = str(propia)
    resource.setrlimit(resource.RLIMIT_CPU, (int(intento.segundos) + 1, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORIA, resource.RLIM_INFINITY))
    dicho = intento.tarea()
    dice.send({**dicho, "segundos": _procesador()})
    os._exit(0)


def _procesador() -> float:
    usos = [resource.getrusage(de) for de in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(uso.ru_utime + uso.ru_stime for uso in usos)

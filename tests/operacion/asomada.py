"""Quien pide páginas por https sin descanso y anota cada una, en un proceso aparte: qué, cuándo, cómo salió y cuánto tardó."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.connection import Connection

from operacion.primer_perfil import Tls

LENTA = 2.0  # segundos


@dataclass(frozen=True)
class Vista:
    ruta: str
    cuando: float  # segundos, de `time.monotonic`
    salio: str  # el estado, o el nombre del error
    tardo: float

    def mala(self) -> bool:
        return self.salio != "200" or self.tardo > LENTA


class Asomada:
    """Pide `rutas` por turno a ese nombre, cada `pausa` segundos y por una conexión nueva, hasta `terminar`."""

    def __init__(self, nombre: str, rutas: Sequence[str], pausa: float = 0.05) -> None:
        contexto = get_context("fork")  # en la red de quien la hace, y con sus certificados
        self._aqui, alla = contexto.Pipe()
        self._proceso = contexto.Process(target=_asomarse, args=(alla, nombre, rutas, pausa), daemon=True)
        self._proceso.start()

    def terminar(self) -> list[Vista]:
        self._aqui.send("ya")
        vistas: list[Vista] = self._aqui.recv()
        self._proceso.join()
        return vistas


def cerrada(vistas: Sequence[Vista]) -> float:
    """Segundos desde la primera que salió mal hasta la siguiente buena después de la última mala."""
    malas = [n for n, v in enumerate(vistas) if v.salio != "200"]
    if not malas:
        return 0.0
    despues = vistas[min(malas[-1] + 1, len(vistas) - 1)]
    return despues.cuando - vistas[malas[0]].cuando


def _asomarse(alla: Connection, nombre: str, rutas: Sequence[str], pausa: float) -> None:
    vistas: list[Vista] = []
    for ruta in cycle(rutas):
        inicio = time.monotonic()
        salio = _pedir(nombre, ruta)
        vistas.append(Vista(ruta, inicio, salio, time.monotonic() - inicio))
        if alla.poll(pausa):
            break
    alla.send(vistas)


def _pedir(nombre: str, ruta: str) -> str:
    conexion = Tls(nombre, timeout=30)
    try:
        conexion.request("GET", ruta)
        respuesta = conexion.getresponse()
        respuesta.read()
        return str(respuesta.status)
    except Exception as error:  # cualquiera es una página que no se vio
        return type(error).__name__
    finally:
        conexion.close()

"""Lo que no se abre aquí se abre en un hijo del ayudante (`aparte`): con su memoria y su tiempo, y de pocos en pocos."""

from __future__ import annotations

import atexit
import json
import logging
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.recibidos import aparte

REGISTRO = logging.getLogger("conoceles.archivos")
LISTAS = ("conoceles.nucleo.recibidos.imagenes",)  # lo que el ayudante trae cargado: se pide a cada rato
LUGARES = 3  # peticiones con archivos en un proceso: de sus cuatro hilos siempre queda uno para quien entra
A_LA_VEZ = 2  # hijos, entre las que traen poco; y peticiones de las que traen mucho
UN_MOMENTO = 0.5  # segundos que se espera lugar, con el hilo que otra persona necesita
POR_PETICION = 20.0  # segundos de procesador para todo lo que trae una de esas peticiones
TROZO, SIN_CONTESTAR = 1 << 16, 5
OCUPADO = "En este momento se revisan otros archivos. No se guardó nada: espere un minuto y vuelva a subirlo."
AGOTADO = "No se revisó: juntos tardan demasiado. Súbalo en otra tanda."


@dataclass(frozen=True)
class Topes:
    """Segundos de procesador; octetos de memoria, sobre los del ayudante y el archivo; octetos de lo que contesta."""

    segundos: float
    memoria: int
    salida: int


@dataclass(frozen=True)
class Hecho:
    """Lo que contestó un hijo, y lo que costó: segundos de procesador y octetos de memoria en total."""

    dicho: dict[str, Any]
    octetos: bytes
    segundos: float
    memoria: int


class NoTermino(Exception):
    """El hijo se pasó de tiempo o de memoria, o la biblioteca lo tumbó. `codigo`: con cuál salió o, negativa, qué señal lo terminó."""

    def __init__(self, codigo: int = 0) -> None:
        super().__init__(codigo)
        self.codigo = codigo


@dataclass
class _Resta:
    segundos: float


_resta: ContextVar[_Resta | None] = ContextVar("resta", default=None)


class _Turnos:
    """Los de este proceso."""

    def __init__(self) -> None:
        self.lugares = threading.BoundedSemaphore(LUGARES)
        self.cortos = threading.BoundedSemaphore(A_LA_VEZ)
        self.largos = threading.BoundedSemaphore(A_LA_VEZ)


_turnos = _Turnos()


def hacer(modulo: str, funcion: str, octetos: bytes, topes: Topes, **opciones: object) -> Hecho:
    """Lo que `funcion(octetos, **opciones)` contesta, hecho en un hijo que no conoce más que su módulo.

    `NoTermino` si se pasa de los topes. `ErrorDeDominio` si no hay turno, si el sistema no deja tener otro proceso o si la
    petición agotó el tiempo de `larga`.
    """
    resta = _resta.get()
    if resta is None:
        with _turno(_turnos.lugares), _turno(_turnos.cortos, espera=aparte.plazo(topes.segundos)):
            return _hacer(modulo, funcion, octetos, topes, opciones)
    alcanza = min(topes.segundos, resta.segundos)
    if alcanza <= 0:
        raise ErrorDeDominio(AGOTADO, campo="archivo")
    resta.segundos -= alcanza  # lo que cuesta el que no termina
    try:
        hecho = _hacer(modulo, funcion, octetos, replace(topes, segundos=alcanza), opciones)
    except NoTermino as error:
        if alcanza < topes.segundos:  # con todo su tiempo, quizá sí
            raise ErrorDeDominio(AGOTADO, campo="archivo") from error
        raise
    resta.segundos += alcanza - hecho.segundos
    return hecho


@contextmanager
def larga(*, campo: str = "archivo", segundos: float = POR_PETICION) -> Iterator[None]:
    """Una petición que trae mucho: con su turno, aparte del de las demás, y ese tiempo de procesador para todo.

    `ErrorDeDominio`, en ese campo, si ya hay otras: siempre quedan hilos para quien trae poco.
    """
    with _turno(_turnos.largos, campo=campo), _turno(_turnos.lugares, campo=campo):
        ficha = _resta.set(_Resta(segundos))
        try:
            yield
        finally:
            _resta.reset(ficha)


@contextmanager
def _turno(
    turnos: threading.BoundedSemaphore, *, espera: float | None = None, campo: str = "archivo"
) -> Iterator[None]:
    if not turnos.acquire(timeout=UN_MOMENTO if espera is None else espera):
        raise ErrorDeDominio(OCUPADO, campo=campo)
    try:
        yield
    finally:
        turnos.release()


def _hacer(modulo: str, funcion: str, octetos: bytes, topes: Topes, opciones: dict[str, object]) -> Hecho:
    pedido = {
        "modulo": modulo, "funcion": funcion, "opciones": opciones, "largo": len(octetos),
        "segundos": topes.segundos, "memoria": topes.memoria,
    }  # fmt: skip
    with _ayudante.conectar() as conexion:
        conexion.settimeout(aparte.plazo(topes.segundos) + 1)
        try:
            conexion.sendall(json.dumps(pedido).encode() + b"\n")
            conexion.sendall(octetos)
            return _entender(_todo(conexion, topes.salida))
        except TimeoutError as error:
            raise NoTermino from error
        except OSError as error:
            raise _sin_ayudante(error) from error


def _todo(conexion: socket.socket, salida: int) -> bytearray:
    dicho = bytearray()
    while trozo := conexion.recv(TROZO):
        dicho += trozo
        if len(dicho) > salida + aparte.FIN.size:
            raise NoTermino
    return dicho


def _entender(dicho: bytearray) -> Hecho:
    """Sin copiarlo más de lo que hace falta: de un libro llegan decenas de megas."""
    if len(dicho) < aparte.FIN.size:
        raise ConnectionResetError("no contestó")
    estado, segundos, memoria = aparte.FIN.unpack_from(dicho, len(dicho) - aparte.FIN.size)
    if estado:
        raise NoTermino(os.waitstatus_to_exitcode(estado))
    renglon = dicho[: dicho.index(b"\n")]
    return Hecho(json.loads(renglon), bytes(dicho[len(renglon) + 1 : -aparte.FIN.size]), segundos, memoria)


def _sin_ayudante(error: OSError) -> ErrorDeDominio:
    """A la persona no le toca la causa; a quien opera sí, y queda en el registro."""
    REGISTRO.error("No se puede revisar un archivo: %s.", error.strerror or error)
    return ErrorDeDominio(OCUPADO, campo="archivo")


class _Ayudante:
    """El proceso de este proceso: nace cuando hace falta, otra vez si murió, y termina con él."""

    def __init__(self) -> None:
        self._candado = threading.Lock()
        self._proceso: subprocess.Popen[bytes] | None = None
        self._puerta: socket.socket | None = None

    def conectar(self) -> socket.socket:
        """Una conexión con un hijo nuevo. `ErrorDeDominio` si el sistema no deja tener otro proceso."""
        propia, ajena = socket.socketpair()
        with ajena, self._candado:
            try:
                socket.send_fds(self._abierta(), [b"."], [ajena.fileno()])
            except OSError as error:
                propia.close()
                raise _sin_ayudante(error) from error
        return propia

    def _abierta(self) -> socket.socket:
        if self._puerta is None or self._proceso is None or self._proceso.poll() is not None:
            self.terminar()
            self._puerta, suya = socket.socketpair()
            self._puerta.settimeout(SIN_CONTESTAR)
            with suya:
                orden = [sys.executable, "-I", aparte.__file__, *LISTAS]
                limpio = {k: v for k, v in os.environ.items() if k in ("PATH", "LD_LIBRARY_PATH")}
                self._proceso = subprocess.Popen(
                    orden, stdin=suya.fileno(), stdout=subprocess.DEVNULL, env=limpio
                )
        return self._puerta

    def terminar(self) -> None:
        """Cierra su entrada, y con eso acaba."""
        if self._puerta is not None:
            self._puerta.close()
        if self._proceso is not None:
            self._proceso.wait()
        self._puerta = self._proceso = None


_ayudante = _Ayudante()


def _nacer() -> None:
    """En un hijo de este proceso: el ayudante era de su madre, y de ella eran los turnos tomados."""
    global _ayudante, _turnos
    _ayudante, _turnos = _Ayudante(), _Turnos()


os.register_at_fork(after_in_child=_nacer)
atexit.register(lambda: _ayudante.terminar())

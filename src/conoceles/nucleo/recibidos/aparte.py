"""El ayudante: nace con las bibliotecas listas y, por cada archivo, hace un hijo con la memoria y el tiempo contados.

Un archivo de pocos octetos puede pedir de golpe la memoria de una máquina, o no terminar de abrirse nunca: aquí solo se
pierde el hijo. El ayudante no tiene hilos ni base ni llaves, no abre nada y termina cuando se cierra su entrada, que es
por donde recibe, de cada pedido, la conexión en que se contesta.

Pedido: un renglón JSON y el archivo. Respuesta: un renglón JSON, lo que se hizo con él y, al final, cómo terminó el hijo.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import socket
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from struct import Struct
from typing import Any

FIN = Struct("<idq")  # estado con que terminó el hijo, segundos de procesador y octetos de memoria que ocupó
SIN_MEMORIA, TROZO = 3, 4096
_CEDE = 5  # el hijo deja pasar a quien atiende


def plazo(segundos: float) -> float:
    """Segundos de reloj que puede vivir quien tiene esos de procesador: la máquina puede estar muy ocupada, y no es culpa del archivo."""
    return 60 + 4 * segundos


def main() -> None:
    """Atiende hasta que no quede quien pida."""
    sys.path.insert(0, str(Path(__file__).parents[3]))  # aislado, no se conoce ni a sí mismo
    for modulo in sys.argv[1:]:
        import_module(modulo)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # quien lo echó a andar decide cuándo termina
    entrada, despierta = socket.socket(fileno=0), _al_morir_un_hijo()
    hijos: dict[int, socket.socket] = {}
    while True:
        listas, _, _ = select.select([entrada, despierta], [], [])
        if despierta in listas:
            despierta.recv(TROZO)
            _despedir(hijos)
        if entrada in listas:
            recibidas = socket.recv_fds(entrada, 1, 1)[1]
            if not recibidas:
                return
            _atender(socket.socket(fileno=recibidas[0]), (entrada, despierta), hijos)


def _al_morir_un_hijo() -> socket.socket:
    """Por donde se sabe de él sin que su señal interrumpa nada."""
    propia, suya = socket.socketpair()
    suya.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda _, __: None)
    signal.set_wakeup_fd(suya.detach())
    return propia


def _atender(
    conexion: socket.socket, propias: Iterable[socket.socket], hijos: dict[int, socket.socket]
) -> None:
    try:
        hijo = os.fork()
    except OSError:  # sin memoria para otro: quien pidió lo nota al cerrarse su conexión
        conexion.close()
        return
    if not hijo:
        for ajena in (*propias, *hijos.values()):
            ajena.close()
        _vivir(conexion)
    hijos[hijo] = conexion


def _despedir(hijos: dict[int, socket.socket]) -> None:
    """De cada hijo que ya terminó, dice cómo y cierra su conexión."""
    for hijo in [*hijos]:
        ido, estado, uso = os.wait4(hijo, os.WNOHANG)
        if ido:
            with hijos.pop(hijo) as conexion, suppress(OSError):  # quien pidió pudo irse ya
                conexion.settimeout(1)
                conexion.sendall(FIN.pack(estado, uso.ru_utime + uso.ru_stime, uso.ru_maxrss * 1024))


def _vivir(conexion: socket.socket) -> None:
    """Lo que hace el hijo. No vuelve."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # lo que una biblioteca diga de un archivo no va al registro
    fin = 1
    try:
        with conexion.makefile("rwb") as hilo:
            pedido: dict[str, Any] = json.loads(hilo.readline())
            octetos = hilo.read(pedido["largo"])
            _limitar(pedido["segundos"], pedido["memoria"])
            hecho, cuerpo = _hacer(pedido["modulo"], pedido["funcion"], octetos, pedido["opciones"])
            hilo.write(json.dumps(hecho).encode() + b"\n" + cuerpo)
        fin = 0
    except MemoryError:
        fin = SIN_MEMORIA
    finally:
        os._exit(fin)


def _hacer(
    modulo: str, funcion: str, octetos: bytes, opciones: dict[str, Any]
) -> tuple[dict[str, object], bytes]:
    hacer: Callable[..., tuple[dict[str, object], bytes]] = getattr(import_module(modulo), funcion)
    try:
        return hacer(octetos, **opciones)
    except MemoryError:
        raise
    except BaseException as error:  # las bibliotecas también fallan con pánicos que no son `Exception`
        return {"error": str(error)[:500]}, b""


def _limitar(segundos: float, memoria: int) -> None:
    os.nice(_CEDE)
    pagina = resource.getpagesize()
    ya = int(Path("/proc/self/statm").read_text().split()[0]) * pagina
    _tope(resource.RLIMIT_AS, ya + memoria)
    _tope(resource.RLIMIT_CORE, 0)  # un volcado llevaría datos personales al disco
    _tope(resource.RLIMIT_FSIZE, 0)  # ni a ningún archivo
    signal.setitimer(
        signal.ITIMER_PROF, segundos
    )  # de procesador: nadie atiende la señal, y el sistema lo termina
    signal.setitimer(signal.ITIMER_REAL, plazo(segundos))


def _tope(recurso: int, tope: int) -> None:
    """Nunca por encima del que ya traiga el servicio: subirlo no se permite."""
    _, vigente = resource.getrlimit(recurso)
    tope = tope if vigente == resource.RLIM_INFINITY else min(tope, vigente)
    resource.setrlimit(recurso, (tope, tope))


if __name__ == "__main__":
    main()

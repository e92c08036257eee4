"""Los tres procesos: lector en el puerto N, captura en el N + 1 y obrero.

Van separados porque se midió: resumir una contraseña en el mismo proceso detiene el sitio público.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio

GRACIA = 8.0  # segundos entre pedir el fin e imponerlo
CAIDAS_MAXIMAS = 5  # seguidas, en un minuto: ya no es un tropiezo
DEL_LECTOR = ("CONOCELES_DATOS", "CONOCELES_URL_PUBLICA")


@dataclass
class Hijo:
    """Un proceso que se mantiene vivo."""

    nombre: str
    orden: list[str]
    publico: bool = False
    proceso: subprocess.Popen[bytes] | None = None
    arranques: list[float] = field(default_factory=list)

    def arrancar(self) -> None:
        """En sesión propia: Ctrl-C llega solo a quien supervisa, que lo reparte una vez."""
        self.arranques = [momento for momento in self.arranques if momento > time.monotonic() - 60]
        if len(self.arranques) >= CAIDAS_MAXIMAS:
            raise ErrorDeDominio(f"El proceso «{self.nombre}» se cae una y otra vez; se detuvo todo.")
        self.arranques.append(time.monotonic())
        self.proceso = subprocess.Popen(self.orden, env=_entorno(self.publico), start_new_session=True)

    def vivo(self) -> bool:
        return self.proceso is not None and self.proceso.poll() is None

    def senal(self, numero: signal.Signals) -> None:
        """A todo su grupo, para no dejar nietos."""
        if self.proceso is not None and self.vivo():
            os.killpg(self.proceso.pid, numero)

    def rematar(self) -> None:
        """Lo que dejó vivo al morir de golpe: un nieto seguiría en su puerto, atendiendo con lo de antes."""
        if self.proceso is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.proceso.pid, signal.SIGKILL)


def hijos(puerto: int) -> list[Hijo]:
    """Los tres, sin arrancar."""
    granian = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-access-log"),
        *("--log-level", "warning", "--workers-kill-timeout", "5", "--respawn-failed-workers"),
    ]
    # Dos procesos, uno por núcleo: con uno solo el intérprete era lo que se esperaba, y nginx usa los dos. Un hilo, para las páginas; los
    # demás, para lo que tarda (`lector.hilos`).
    lector = [
        *("--workers", "2", "--runtime-mode", "st", "--blocking-threads", "4", "--port", str(puerto)),
        "conoceles.lector.wsgi:aplicacion",
    ]
    # Cada navegador conserva su conexión: el tope cuenta personas con la pantalla abierta, no trabajo; eso, los hilos.
    # Dos procesos: los hilos de uno se turnan el intérprete, y con cien personas era lo que se esperaba.
    captura = [
        *("--workers", "2", "--blocking-threads", "4", "--backpressure", "512"),
        *("--port", str(puerto + 1), "conoceles.arranque.wsgi:application"),
    ]
    return [
        Hijo("lector", granian + lector, publico=True),
        Hijo("captura", granian + captura),
        Hijo("obrero", [sys.executable, "-m", "conoceles.arranque.servicios.obrero"]),
    ]


def atender(puerto: int, *, al_estar_listo: Callable[[], None] | None = None) -> None:
    """Arranca los tres y los cuida hasta SIGINT o SIGTERM. `ErrorDeDominio` si un puerto está ocupado."""
    exigir_puertos(puerto)
    os.environ.setdefault("CONOCELES_URL_PUBLICA", f"http://localhost:{puerto}")
    os.environ.setdefault("CONOCELES_URL_CAPTURA", f"http://localhost:{puerto + 1}")
    fin = threading.Event()
    anteriores = {s: signal.signal(s, lambda *_: fin.set()) for s in (signal.SIGINT, signal.SIGTERM)}
    procesos = hijos(puerto)
    try:
        _cuidar(procesos, fin, puerto, al_estar_listo)
    finally:
        detener(procesos)
        for senal, manejador in anteriores.items():
            signal.signal(senal, manejador)


def _cuidar(
    procesos: list[Hijo], fin: threading.Event, puerto: int, al_estar_listo: Callable[[], None] | None
) -> None:
    while not fin.wait(0.2):
        for hijo in procesos:
            if not hijo.vivo():
                if hijo.proceso is not None:
                    print(f"El proceso «{hijo.nombre}» terminó; se arranca otra vez.", file=sys.stderr)
                    hijo.rematar()
                hijo.arrancar()
        if al_estar_listo and all(atiende(numero) for numero in (puerto, puerto + 1)):
            al_estar_listo()
            al_estar_listo = None


def detener(procesos: list[Hijo]) -> None:
    """Pide el fin, espera la gracia y lo impone a lo que siga vivo."""
    for hijo in procesos:
        hijo.senal(signal.SIGTERM)
    limite = time.monotonic() + GRACIA
    for hijo in procesos:
        if hijo.proceso is not None:
            try:
                hijo.proceso.wait(max(0.1, limite - time.monotonic()))
            except subprocess.TimeoutExpired:
                hijo.senal(signal.SIGKILL)
                hijo.proceso.wait()
            hijo.rematar()


def _entorno(publico: bool) -> dict[str, str]:
    """El lector no recibe ninguna credencial; los otros, el reloj puesto al momento actual."""
    entorno = dict(os.environ)
    if publico:
        return {k: v for k, v in entorno.items() if not k.startswith("CONOCELES_") or k in DEL_LECTOR}
    if "CONOCELES_AHORA" in entorno:
        entorno["CONOCELES_AHORA"] = reloj.ahora().isoformat()
    return entorno


def atiende(puerto: int) -> bool:
    """Si alguien contesta ahí, en esta máquina."""
    with socket.socket() as enchufe:
        enchufe.settimeout(0.5)
        return enchufe.connect_ex(("127.0.0.1", puerto)) == 0


def exigir_puertos(puerto: int) -> None:
    """`ErrorDeDominio` si ese o el siguiente no se pueden usar; antes de un trabajo largo conviene saberlo."""
    for numero in (puerto, puerto + 1):
        _comprobar_libre(numero)


def _comprobar_libre(puerto: int) -> None:
    with socket.socket() as enchufe:
        enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            enchufe.bind(("127.0.0.1", puerto or -1))  # con el 0 el sistema elige uno que nadie sabría
        except (OSError, OverflowError):
            raise ErrorDeDominio(
                f"El puerto {puerto} está ocupado o no se puede usar; elija otro con --puerto.",
                campo="puerto",
            ) from None

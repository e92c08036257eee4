"""SIGKILL a un servidor y a cuanto arrancó: nadie alcanza a cerrar nada, y al volver no queda ninguno en medio."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
from pathlib import Path


def matar_con_sus_hijos(proceso: subprocess.Popen[bytes]) -> None:
    """Vuelve cuando todos murieron: uno vivo tendría todavía el puerto o el candado, y el que arranca se niega."""
    hijos = _hijos(proceso.pid)
    proceso.kill()
    proceso.wait()
    for hijo in hijos:  # cada uno puede tener su propia sesión
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(hijo, signal.SIGKILL)
        select.select([hijo], [], [])
        os.close(hijo)


def _hijos(pid: int) -> list[int]:
    hallados = []
    for hijo in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        with contextlib.suppress(ProcessLookupError):
            hallados.append(os.pidfd_open(int(hijo)))
    return hallados

"""En qué se midió, sin nada que identifique a la máquina: ni su nombre ni sus rutas."""

from __future__ import annotations

import os
import platform
import re
import resource
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from taller.banco import servidores
from taller.requisitos import binarios_postgres


def datos() -> dict[str, str | int | float]:
    """Núcleos, memoria, procesador, cuánto trabajo ajeno hay al empezar y versiones de lo que interviene."""
    return {
        "ocupacion": round(os.getloadavg()[0], 1),
        "nucleos": os.cpu_count() or 1,
        "procesador": _primero("/proc/cpuinfo", r"model name\s*:\s*(.+)"),
        "memoria": _de_la_maquina(),
        "sistema": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "postgres": _version(str((binarios_postgres() or Path()) / "postgres"), "--version"),
        "nginx": _version(servidores.programa_nginx(), "-v"),
    }


def _de_la_maquina() -> str:
    kilos = _primero("/proc/meminfo", r"MemTotal:\s*(\d+)")
    return f"{int(kilos) / 1_048_576:.0f} GB" if kilos.isdigit() else kilos


def _primero(archivo: str, patron: str) -> str:
    texto = Path(archivo).read_text(errors="replace") if Path(archivo).is_file() else ""
    hallado = re.search(patron, texto)
    return hallado[1].strip() if hallado else "no se sabe"


def _version(*orden: str) -> str:
    """La que dice un programa; el servidor que se mide puede no ser de aquí."""
    try:
        dicho = subprocess.run(orden, capture_output=True, text=True, check=False)
    except OSError:
        return "no se sabe"
    version = re.search(r"\d+(?:\.\d+)+", dicho.stdout + dicho.stderr)  # nginx la dice en los errores
    return version[0] if version else "no se sabe"


def procesador() -> float:
    """Segundos de procesador de este proceso y de los suyos que ya terminaron: no dependen de quién más use la máquina."""
    usos = (resource.getrusage(quien) for quien in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(uso.ru_utime + uso.ru_stime for uso in usos)


def desde_cero() -> None:
    """El pico de memoria de este proceso vuelve a contarse desde ahora (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


def pico() -> float:
    """Megabytes: lo más que ocupó este proceso desde `desde_cero`."""
    return int(_primero("/proc/self/status", r"VmHWM:\s*(\d+)")) / 1024


@contextmanager
def memoria() -> Iterator[list[float]]:
    """Megabytes, al salir: lo más que ocuparon a la vez este proceso y los suyos. Se mira cada 20 ms (Linux)."""
    visto, fin = [0.0], Event()

    def mirar() -> None:
        while not fin.wait(0.02):
            visto[0] = max(visto[0], sum(map(_ocupa, [os.getpid(), *_hijos()])))

    hilo = Thread(target=mirar, daemon=True)
    hilo.start()
    try:
        yield visto
    finally:
        fin.set()
        hilo.join()


def _hijos() -> list[int]:
    """Los de cualquiera de sus hilos; uno pudo terminar al mirarlo."""
    hijos: list[int] = []
    for lista in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):
            hijos += map(int, lista.read_text().split())
    return hijos


def _ocupa(proceso: int) -> float:
    try:
        paginas = int(Path(f"/proc/{proceso}/statm").read_text().split()[1])
    except (OSError, IndexError):  # acaba de terminar
        return 0
    return paginas * resource.getpagesize() / 2**20

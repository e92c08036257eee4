"""Cuánto procesador lleva cada parte de la captura: si falta, que se vea si falta máquina o sobra programa."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from taller.banco.resultado import Cifras
from taller.banco.servidores import Host

PASOS = os.sysconf("SC_CLK_TCK")  # por segundo: en ellos cuenta Linux
# Además de los hosts, lo que el banco tiene andando, por el nombre de su programa.
COMPARTIDOS = {"postgres": "base", "weed": "almacen"}


def leer(hosts: Collection[Host]) -> Cifras:
    """Segundos hasta ahora, por quien los gasta: `hosts`, `base`, `almacen`, `carga` y `ajeno`, todo lo demás (Linux)."""
    usos, pids = dict.fromkeys(("hosts", *COMPARTIDOS.values()), 0.0), {host.pid for host in hosts}
    for pid, segundos in _de_los_hijos().items():
        quien = "hosts" if pid in pids else COMPARTIDOS.get(_programa(pid), "")
        if quien:
            usos[quien] += segundos
    propio = os.times()
    usos["carga"] = propio.user + propio.system
    return usos | {"ajeno": _de_la_maquina() - sum(usos.values())}


def _de_los_hijos() -> dict[int, float]:
    """De cada hijo de este proceso, con todos los que salieron de él, vivos o ya terminados."""
    de_quien: dict[int, int] = {}
    suyos: dict[int, float] = {}
    for archivo in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            dichos = archivo.read_text(errors="replace").rpartition(")")[2].split()
            pid = int(archivo.parent.name)
            de_quien[pid], suyos[pid] = int(dichos[1]), sum(map(int, dichos[11:15])) / PASOS
    sumas: dict[int, float] = defaultdict(float)
    for pid, segundos in suyos.items():
        raiz = pid
        while de_quien.get(raiz, 0) not in (0, os.getpid()):
            raiz = de_quien[raiz]
        if de_quien.get(raiz) == os.getpid():
            sumas[raiz] += segundos
    return sumas


def _programa(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text().strip()
    return ""


def _de_la_maquina() -> float:
    """Los de todos los núcleos que no estuvieron desocupados ni esperando al disco."""
    dichos = [int(n) for n in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return (sum(dichos) - dichos[3] - dichos[4]) / PASOS

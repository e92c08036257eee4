"""Equipos de mentira con red de verdad: cada uno en su espacio de nombres, unidos por un puente."""

from __future__ import annotations

import contextlib
import os
import secrets
import select
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


def ip(*orden: str) -> str:
    return subprocess.run(["ip", *orden], check=True, capture_output=True, text=True).stdout


@dataclass
class Equipo:
    """`espacio` y `cable`: como los nombra el sistema. `procesos`: el primero de cada servicio suyo."""

    nombre: str
    direccion: str
    espacio: str
    cable: str
    carpeta: Path
    procesos: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def dentro(self, *orden: str | Path) -> list[str]:
        return ["ip", "netns", "exec", self.espacio, *map(str, orden)]

    def arrancar(
        self, que: str, orden: Sequence[str | Path], entorno: Mapping[str, str] | None = None
    ) -> None:
        """Lo que diga queda en su carpeta."""
        with (self.carpeta / f"{que}.log").open("ab") as dicho:
            self.procesos[que] = subprocess.Popen(
                self.dentro(*orden),
                env=entorno,
                stdout=dicho,
                stderr=dicho,
                start_new_session=True,
                cwd=self.carpeta,
            )

    def morir(self) -> None:
        """De golpe: se va la red y nadie alcanza a despedirse."""
        ip("link", "set", self.cable, "down")
        self.matar_todo()

    def matar_todo(self) -> None:
        """SIGKILL a cuanto corre en él, hasta que no queda nada."""
        while pids := ip("netns", "pids", self.espacio).split():
            for pid in map(int, pids):
                with contextlib.suppress(ProcessLookupError):
                    testigo = os.pidfd_open(pid)
                    signal.pidfd_send_signal(testigo, signal.SIGKILL)
                    select.select([testigo], [], [], 5)
                    os.close(testigo)
            for proceso in self.procesos.values():
                proceso.poll()
        self.procesos.clear()

    def volver(self) -> None:
        """Con red y sin nada en marcha."""
        ip("link", "set", self.cable, "up")


@dataclass
class Red:
    """`equipos` por nombre. `aqui`: la dirección desde la que se les pide."""

    base: str
    equipos: dict[str, Equipo]

    @property
    def aqui(self) -> str:
        return f"{self.base}.1"

    def __getitem__(self, nombre: str) -> Equipo:
        return self.equipos[nombre]


@contextmanager
def red(nombres: Sequence[str], carpeta: Path) -> Iterator[Red]:
    """Un puente y un equipo por nombre. Al salir, también si falla, no queda ni un proceso ni una interfaz."""
    marca = secrets.token_hex(2)
    puente, hecha = f"cnc{marca}", Red(f"10.213.{secrets.randbelow(250)}", {})
    with contextlib.ExitStack() as pila:
        ip("link", "add", puente, "type", "bridge")
        pila.callback(ip, "link", "del", puente)
        ip("addr", "add", f"{hecha.aqui}/24", "dev", puente)
        ip("link", "set", puente, "up")
        for n, nombre in enumerate(nombres, 11):
            hecha.equipos[nombre] = pila.enter_context(_equipo(nombre, n, marca, hecha.base, carpeta))
        yield hecha


@contextmanager
def _equipo(nombre: str, n: int, marca: str, base: str, carpeta: Path) -> Iterator[Equipo]:
    suyo = Equipo(nombre, f"{base}.{n}", f"cnc-{marca}-{nombre}", f"cnc{marca}{n}", carpeta / nombre)
    suyo.carpeta.mkdir()
    suyo.carpeta.chmod(0o755)
    ip("netns", "add", suyo.espacio)
    try:
        dentro = f"d{suyo.cable}"
        ip("link", "add", suyo.cable, "type", "veth", "peer", "name", dentro)
        ip("link", "set", dentro, "netns", suyo.espacio)
        ip("link", "set", suyo.cable, "master", f"cnc{marca}", "up")
        for orden in (
            ("addr", "add", f"{suyo.direccion}/24", "dev", dentro),
            ("link", "set", dentro, "up"),
            ("link", "set", "lo", "up"),
        ):
            ip("-n", suyo.espacio, *orden)
        yield suyo
    finally:
        suyo.matar_todo()
        ip("netns", "del", suyo.espacio)

"""Golpes: SIGKILL a un proceso cualquiera de un equipo cualquiera, de tres en tres equipos, sin parar y bajo la misma carga.

Si el golpeado tenía quien lo cuidara (granian, nginx, PostgreSQL), él lo repone; si era el primero de su servicio, se hace lo que
systemd: se retira lo que quedó y se arranca otra vez a los dos segundos.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random

from equipos.carga import PUERTO_CAPTURA, PUERTO_PUBLICO
from equipos.maquinas import NOMBRES, S3, Maquinas
from equipos.red import Equipo, ip
from recorridos.navegador import hasta
from taller.banco.gente.cliente import Navegador, SinRespuesta

ESPERA = 180.0  # tope, para volver a atender
JUNTOS = 3  # equipos que reciben un golpe a la vez
VUELVE = 2.0  # `RestartSec` de las unidades
ATIENDEN = {
    "capt": (PUERTO_CAPTURA, "/salud/vivo"),
    "publ": (PUERTO_PUBLICO, "/"),
    "alma": (S3, "/"),
}
OFICIOS = (
    "archiver", "autovacuum launcher", "background writer", "checkpointer", "logger", "logical replication", "startup", "walreceiver",
    "walsender", "walwriter",
)  # fmt: skip
PUBLICOS = {"publico-1", "publico-2"}  # sin ninguno no hay a quién leer


class Golpes:
    """`dados`: cuántos a cada clase de proceso. `tardo`: los segundos en que volvió a atender el golpeado, uno por golpe."""

    def __init__(self, maquinas: Maquinas, azar: Random) -> None:
        self.m, self.azar = maquinas, azar
        self.dados: Counter[str] = Counter()
        self.tardo: list[float] = []

    def dar(self) -> None:
        """A la vez, a equipos distintos. Al volver, todos atienden otra vez."""
        nombres = self.azar.sample(NOMBRES, JUNTOS)
        if {*nombres} >= PUBLICOS:
            nombres.remove(self.azar.choice(sorted(PUBLICOS)))
        for nombre in PUBLICOS - {*nombres} if PUBLICOS & {*nombres} else ():
            hasta(lambda otro=nombre: self._atiende(otro), ESPERA)
        inicio = time.monotonic()
        for nombre in nombres:
            self._golpear(nombre)
        threading.Event().wait(VUELVE)
        for nombre in nombres:
            self._esperar(nombre, nombres)
            self.tardo.append(time.monotonic() - inicio)

    def _esperar(self, nombre: str, golpeados: list[str]) -> None:
        """A que atienda otra vez; si no, dice quién es, qué procesos le quedan y qué contesta."""
        try:
            hasta(lambda: self._de_pie(nombre, golpeados), ESPERA)
        except AssertionError:
            vivos = Counter(que for _, que in _vivos(self.m.red[nombre]))
            dicho = (
                [d.stdout + d.stderr for d in self.m.primaria.exigidos()] if nombre.startswith("base") else ""
            )
            raise AssertionError(f"{nombre} no volvió a atender en {ESPERA:.0f} s: {vivos} {dicho}") from None

    def _golpear(self, nombre: str) -> None:
        """A uno de sus procesos; si está entre dos arranques, al que vuelva."""
        vivos = list[tuple[int, str]]()

        def hay() -> bool:
            vivos[:] = _vivos(self.m.red[nombre])
            return bool(vivos)

        hasta(hay, ESPERA)
        pid, que = self.azar.choice(vivos)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        self.dados[f"{nombre.partition('-')[0]}: {que}"] += 1

    def _de_pie(self, nombre: str, golpeados: list[str]) -> bool:
        """Un servicio puede terminar después del golpe, como PostgreSQL si el golpe fue al que lee los diarios: cada vez se mira a todos."""
        for otro in golpeados:
            self._levantar(self.m.red[otro])
        return self._atiende(nombre)

    def _levantar(self, equipo: Equipo) -> None:
        """Lo que haría systemd con cada servicio cuyo primer proceso terminó."""
        caidos = [que for que, proceso in equipo.procesos.items() if proceso.poll() is not None]
        if not caidos:
            return
        if equipo.nombre.startswith("base"):
            base = next(b for b in (self.m.primaria, self.m.replica) if b.equipo is equipo)
            for que in caidos:
                base.encender_uno(que.removeprefix("postgres-"))
        else:
            equipo.matar_todo()
            self.m.arrancar(equipo.nombre)

    def _atiende(self, nombre: str) -> bool:
        if nombre.startswith("base"):
            return self.m.primaria.con_replica()
        if nombre.startswith("obrero"):
            return any(que.startswith("obrero") for _, que in _vivos(self.m.red[nombre]))
        puerto, ruta = ATIENDEN[nombre[:4]]
        try:
            return Navegador(puerto, anfitrion=self.m.red[nombre].direccion).pedir(ruta).codigo < 500
        except SinRespuesta:
            return False


def _vivos(equipo: Equipo) -> list[tuple[int, str]]:
    """Sus procesos, y de qué clase es cada uno."""
    hallados = ((int(pid), _clase(pid)) for pid in ip("netns", "pids", equipo.espacio).split())
    return [(pid, que) for pid, que in hallados if que]


def _clase(pid: str) -> str:
    """Vacía, si ya no está o es la pausa entre dos arranques."""
    try:
        dicho = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        padre = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]
    except OSError:
        return ""
    if "postgres" in dicho:
        return f"PostgreSQL, {_de_postgres(dicho)}"
    que = next(
        (palabra for palabra in ("sleep", "weed", "nginx", "granian", "obrero") if palabra in dicho), ""
    )
    if que == "sleep":
        return ""
    return f"{que}{'' if padre == str(os.getpid()) else ', hijo'}" if que else "hijo de Python"


def _de_postgres(dicho: str) -> str:
    """Su oficio; las sesiones, que dicen de qué base y desde dónde, todas juntas."""
    if not dicho.startswith("postgres: "):
        return "el primero"
    oficio = " ".join(dicho.removeprefix("postgres: ").split()[:2])
    return next((o for o in OFICIOS if oficio.startswith(o)), "una sesión")

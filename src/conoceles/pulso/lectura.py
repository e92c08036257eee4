"""Los dos relojes del equipo y de qué arranque son."""

from __future__ import annotations

import socket
import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

ARRANQUE = Path("/proc/sys/kernel/random/boot_id")
_SIN_NUCLEO = f"proceso-{uuid.uuid4()}"  # donde el núcleo no lo dice, cada proceso cuenta como un arranque


@dataclass(frozen=True)
class Lectura:
    """`pared`: hora real, en UTC. `monotono`: segundos que nadie puede mover, desde un principio propio del arranque."""

    equipo: str
    arranque: str
    pared: datetime
    monotono: float

    @property
    def origen(self) -> datetime:
        return self.pared - timedelta(seconds=self.monotono)


def leer() -> Lectura:
    """La de este momento. Nunca usa el reloj del dominio, que en una demostración es otro."""
    try:
        arranque = ARRANQUE.read_text().strip() or _SIN_NUCLEO
    except OSError:
        arranque = _SIN_NUCLEO
    return Lectura(socket.gethostname()[:200], arranque, datetime.now(timezone.utc), time.monotonic())

"""El reloj de la instalación, movido por libfaketime: el de pared, que dice la fecha; nunca el monótono."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

ZONA = ZoneInfo("America/Monterrey")
BIBLIOTECAS = "/usr/lib"


class Reloj:
    """Cuánto se aparta de la hora de verdad; los procesos lo releen de un archivo cada vez que la preguntan."""

    def __init__(self, archivo: Path) -> None:
        self._archivo, self._desfase = archivo, 0

    def poner(self, momento: str) -> None:
        """`momento`: día y hora de Durango, como «2024-04-12 09:00»."""
        local = datetime.fromisoformat(momento).replace(tzinfo=ZONA)
        self._fijar(round(local.timestamp() - time.time()))

    def adelantar(self, segundos: int) -> None:
        self._fijar(self._desfase + segundos)

    def ahora(self) -> datetime:
        return datetime.now(timezone.utc) + timedelta(seconds=self._desfase)

    def hoy(self) -> str:
        """El día local, como lo pide un formulario."""
        return self.ahora().astimezone(ZONA).date().isoformat()

    def entorno(self) -> dict[str, str]:
        """Sin mover las fechas de los archivos: Python compara con ellas lo que ya compiló."""
        return {
            "LD_PRELOAD": str(_biblioteca()),
            "FAKETIME_TIMESTAMP_FILE": str(self._archivo),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }

    def _fijar(self, desfase: int) -> None:
        """De un golpe: quien lo lee nunca lo halla a medias."""
        self._desfase = desfase
        nuevo = self._archivo.with_suffix(".nuevo")
        nuevo.write_text(f"{desfase:+d}\n")
        nuevo.replace(self._archivo)


def _biblioteca() -> Path:
    return next(Path(BIBLIOTECAS).glob("*/faketime/libfaketimeMT.so.1"))

"""La hora de la demostración. Se pone antes de preparar la carpeta: el primer acto ya consta en ella."""

from __future__ import annotations

import json
import time

from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import carpetas

INICIO = "2024-04-25T10:00:00-06:00"


def poner_reloj() -> None:
    """El reloj de la demo arranca el 25 de abril de 2024 y sigue corriendo entre una vez y otra."""
    archivo = carpetas().datos / "reloj.json"
    archivo.parent.mkdir(parents=True, exist_ok=True)
    if not archivo.exists():
        archivo.write_text(json.dumps({"inicio": INICIO, "origen": time.time()}))
    reloj.leer_entorno()

"""Generar carga con `wrk`."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from conoceles.nucleo.errores import ErrorDeDominio

CONEXIONES, HILOS = 64, 2
# Pide las rutas de la lista una tras otra; cada hilo de wrk recorre la suya.
GUION = """
local peticiones, n = {}, 0
init = function(args)
  for ruta in io.lines(args[1]) do
    peticiones[#peticiones + 1] = wrk.format("GET", ruta, {["Accept"] = "text/html", ["Accept-Encoding"] = "gzip"})
  end
end
request = function()
  n = n % #peticiones + 1
  return peticiones[n]
end
"""
_UNIDADES = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Medida:
    """Una ronda: peticiones por segundo, milisegundos del percentil 99 y respuestas que no fueron 200."""

    por_segundo: float
    p99: float
    errores: int


def cargar(puerto: int, rutas: Sequence[str], segundos: float, taller: Path) -> Medida:
    """Pide `rutas` durante esos segundos al servidor de ese puerto."""
    guion, lista = taller / "guion.lua", taller / "rutas.txt"
    guion.write_text(GUION)
    lista.write_text("\n".join(rutas) + "\n")
    orden = ["wrk", f"-t{HILOS}", f"-c{CONEXIONES}", f"-d{max(1, round(segundos))}s", "--latency"]
    orden += ["-s", str(guion), f"http://127.0.0.1:{puerto}", "--", str(lista)]
    corrida = subprocess.run(orden, capture_output=True, text=True, check=False, timeout=segundos + 60)
    return interpretar(corrida.stdout)


def interpretar(salida: str) -> Medida:
    """Lee lo que imprime wrk. `ErrorDeDominio` si no es eso."""
    ritmo = re.search(r"Requests/sec:\s+([\d.]+)", salida)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s|m)\b", salida)
    if not ritmo or not p99:
        raise ErrorDeDominio("wrk no dio una medición que se pueda leer.")
    malas = re.search(r"Non-2xx or 3xx responses:\s+(\d+)", salida)
    enchufes = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", salida)
    errores = int(malas[1]) if malas else 0
    errores += sum(map(int, enchufes.groups())) if enchufes else 0
    return Medida(float(ritmo[1]), float(p99[1]) * _UNIDADES[p99[2]], errores)

"""Generar carga: con `wrk` si está instalado; si no, con un cliente propio, que mide menos y se dice."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from conoceles.nucleo.errores import ErrorDeDominio

CONEXIONES, HILOS = 64, 2
CONEXIONES_PROPIAS = 8  # más no rinden: el intérprete ejecuta un hilo a la vez
PETICION = "GET {ruta} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n\r\n"
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


def generador() -> str:
    """`wrk` o `propio`."""
    return "wrk" if shutil.which("wrk") else "propio"


def cargar(puerto: int, rutas: Sequence[str], segundos: float, taller: Path) -> Medida:
    """Pide `rutas` durante esos segundos al servidor de ese puerto."""
    if generador() == "propio":
        return _propio(puerto, rutas, segundos)
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


def _propio(puerto: int, rutas: Sequence[str], segundos: float) -> Medida:
    tiempos: list[float] = []
    errores: list[int] = []
    fin = time.monotonic() + segundos
    partes = [[*rutas[n:], *rutas[:n]] for n in range(CONEXIONES_PROPIAS)]
    hilos = [threading.Thread(target=_conexion, args=(puerto, p, fin, tiempos, errores)) for p in partes]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    if len(tiempos) < 2:
        raise ErrorDeDominio("El servidor de la medición no contestó a tiempo.")
    return Medida(len(tiempos) / segundos, quantiles(tiempos, n=100)[98], len(errores))


def _conexion(
    puerto: int, rutas: Sequence[str], fin: float, tiempos: list[float], errores: list[int]
) -> None:
    peticiones = [PETICION.format(ruta=ruta).encode() for ruta in rutas]
    with socket.create_connection(("127.0.0.1", puerto), timeout=10) as enchufe:
        n = 0
        while time.monotonic() < fin:
            inicio = time.perf_counter()
            enchufe.sendall(peticiones[n % len(peticiones)])
            if not _respuesta(enchufe).startswith(b"HTTP/1.1 200"):
                errores.append(1)
            tiempos.append((time.perf_counter() - inicio) * 1000)
            n += 1


def _respuesta(enchufe: socket.socket) -> bytes:
    """Una respuesta completa; los servidores que se miden siempre dicen su longitud."""
    recibido = b""
    while b"\r\n\r\n" not in recibido:
        recibido += enchufe.recv(65536)
    cabeza, _, cuerpo = recibido.partition(b"\r\n\r\n")
    largo = re.search(rb"content-length:\s*(\d+)", cabeza, re.IGNORECASE)
    while len(cuerpo) < (int(largo[1]) if largo else 0):
        cuerpo += enchufe.recv(65536)
    return cabeza

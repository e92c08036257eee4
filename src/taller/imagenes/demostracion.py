"""Una demostración en su propia carpeta y sus propios puertos, que no sobrevive a las imágenes."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from conoceles.nucleo.errores import ErrorDeDominio

ESPERA = 30.0  # segundos para que contesten los dos puertos


@contextlib.contextmanager
def atendida(puerto: int) -> Iterator[Path]:
    """Siembra, atiende en `puerto` y el siguiente, y da la carpeta de datos."""
    with tempfile.TemporaryDirectory(prefix="conoceles-imagenes-") as carpeta:
        entorno = _entorno(Path(carpeta))
        orden = [sys.executable, "-m", "taller.prestadas"]
        hecho = subprocess.run(
            [*orden, "demo", "--sin-servidor"], env=entorno, stdout=sys.stderr, check=False
        )
        if hecho.returncode:
            raise ErrorDeDominio("No se pudo preparar la demostración.")
        servicio = subprocess.Popen(
            [*orden, "servir", "--puerto", str(puerto)], env=entorno, stdout=sys.stderr
        )
        try:
            _esperar(servicio, puerto)
            yield Path(carpeta)
        finally:
            servicio.send_signal(signal.SIGTERM)
            servicio.wait()


def _entorno(carpeta: Path) -> dict[str, str]:
    """Nada de la instalación de quien la corre; y sin archivos reales: en una imagen no sale gente de verdad."""
    propio = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
    return propio | {"CONOCELES_DATOS": str(carpeta), "CONOCELES_MUESTRAS": str(carpeta / "sin-muestras")}


def _esperar(servicio: subprocess.Popen[bytes], puerto: int) -> None:
    limite = time.monotonic() + ESPERA
    while servicio.poll() is None and time.monotonic() < limite:
        if _contesta(f"http://localhost:{puerto}/") and _contesta(f"http://localhost:{puerto + 1}/salud/"):
            return
        time.sleep(0.2)
    raise ErrorDeDominio(f"La demostración no contestó en los puertos {puerto} y {puerto + 1}.")


def _contesta(direccion: str) -> bool:
    try:
        with urllib.request.urlopen(direccion, timeout=1):  # noqa: S310 (siempre http y local)
            return True
    except OSError:
        return False

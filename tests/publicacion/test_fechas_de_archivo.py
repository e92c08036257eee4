"""nginx y las cachés reconocen un archivo por su segundo y lo que mide: lo que cambia nunca conserva los dos."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from conoceles.publicacion.publicador import publicar
from lector.instantaneas import archivos_de
from publicacion.eleccion import AHORA, PROCESO, version

PERFIL = "candidaturas/ANA/index.html"
NO_SE_PIDE = "busqueda.sqlite"  # se lee aquí: ninguna dirección lo entrega


def test_lo_que_cambia_lleva_otra_fecha_aunque_la_hora_retroceda(
    eleccion: dict[str, Any], datos: Path
) -> None:
    publicar(PROCESO, ahora=AHORA)
    actual = datos / "sitio" / PROCESO / "actual"
    antes, adelantada = actual.resolve(), int(time.time()) + 3600
    for archivo in filter(Path.is_file, antes.rglob("*")):
        os.utime(archivo, (adelantada, adelantada))
    version(eleccion["ANA"], 2, AHORA, historia="Corregida.")
    publicar(PROCESO, ahora=AHORA + timedelta(minutes=5))
    seguian = [r for r in archivos_de(actual) if (antes / r).exists() and r != NO_SE_PIDE]
    cambiaron = [r for r in seguian if (antes / r).read_bytes() != (actual / r).read_bytes()]
    assert {PERFIL, f"{PERFIL}.gz", f"{PERFIL}.br"} <= {*cambiaron}
    assert [r for r in cambiaron if int((actual / r).stat().st_mtime) <= adelantada] == []

"""PDF etiquetados con typst: una plantilla, datos en JSON, octetos reproducibles."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import segno
import typst

from conoceles.nucleo.carpetas import carpetas

# Dicho como artefacto: si no, parte las listas que pasan de página y el PDF deja de ser accesible.
MARCA = (
    '#set page(foreground: pdf.artifact(rotate(-28deg, text(84pt, weight: 700, fill: rgb("#1c23261f"), '
    'font: "Public Sans")[PRÁCTICA])))\n'
).encode()
PUNTOS = 144.0  # por pulgada, de una imagen: se lee en un teléfono
TIPOGRAFIA = Path(__file__).parents[1] / "estatico" / "tipografia" / "ttf"


def componer(plantilla: Path, datos: Mapping[str, object], *, momento: datetime) -> bytes:
    """Compone la plantilla, que lee los datos de `sys.inputs.datos`. Mismo `momento`, mismos octetos.

    En una elección de práctica, cada página lleva su marca de agua.
    """
    return _compilar(plantilla, datos, timestamp=int(momento.timestamp()), pdf_standards=["ua-1"])


def imagen(plantilla: Path, datos: Mapping[str, object]) -> bytes:
    """La misma plantilla como PNG; debe caber en una página."""
    return _compilar(plantilla, datos, format="png", ppi=PUNTOS)


def qr(direccion: str) -> str:
    """El código de esa dirección, en SVG."""
    salida = io.BytesIO()
    segno.make(direccion, error="l").save(salida, kind="svg", border=0, scale=4)
    return salida.getvalue().decode()


def _compilar(plantilla: Path, datos: Mapping[str, object], **opciones: Any) -> bytes:
    marca = MARCA if carpetas().modo == "practica" else b""
    hecho: Any = typst.compile(
        marca + plantilla.read_bytes(),
        root=plantilla.parent,
        font_paths=[TIPOGRAFIA],
        ignore_system_fonts=True,
        sys_inputs={"datos": json.dumps(datos, ensure_ascii=False)},
        **opciones,
    )
    return bytes(hecho)

"""PDF etiquetados con typst: una plantilla, datos en JSON, octetos reproducibles."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from conoceles.nucleo.carpetas import carpetas

# Dicho como artefacto: si no, parte las listas que pasan de página y el PDF deja de ser accesible.
MARCA = (
    '#set page(foreground: pdf.artifact(rotate(-28deg, text(84pt, weight: 700, fill: rgb("#1c23261f"), '
    'font: "Public Sans")[PRÁCTICA])))\n'
).encode()
TIPOGRAFIA = Path(__file__).parent / "estatico" / "tipografia" / "ttf"


def componer(plantilla: Path, datos: dict[str, Any], *, momento: datetime) -> bytes:
    """Compone la plantilla, que lee los datos de `sys.inputs.datos`. Mismo `momento`, mismos octetos.

    En una elección de práctica, cada página lleva su marca de agua.
    """
    marca = MARCA if carpetas().modo == "practica" else b""
    return typst.compile(  # type: ignore[misc]  # su tipo pide que la fuente y las carpetas sean de una misma clase
        marca + plantilla.read_bytes(),
        root=plantilla.parent,
        font_paths=[TIPOGRAFIA],
        ignore_system_fonts=True,
        sys_inputs={"datos": json.dumps(datos, ensure_ascii=False)},
        timestamp=int(momento.timestamp()),
        pdf_standards=["ua-1"],
    )

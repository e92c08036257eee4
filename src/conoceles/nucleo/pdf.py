"""PDF etiquetados con typst: una plantilla, datos en JSON, octetos reproducibles."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

TIPOGRAFIA = Path(__file__).parent / "estatico" / "tipografia" / "ttf"


def componer(plantilla: Path, datos: dict[str, Any], *, momento: datetime) -> bytes:
    """Compone la plantilla, que lee los datos de `sys.inputs.datos`. Mismo `momento`, mismos octetos."""
    return typst.compile(
        plantilla,
        root=plantilla.parent,
        font_paths=[TIPOGRAFIA],
        ignore_system_fonts=True,
        sys_inputs={"datos": json.dumps(datos, ensure_ascii=False)},
        timestamp=int(momento.timestamp()),
        pdf_standards=["ua-1"],
    )

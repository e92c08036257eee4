"""Lo último que se dejó o se comprobó del otro lado, en un archivo de aquí."""

from __future__ import annotations

import json
from pathlib import Path

Recuerdo = dict[str, str]  # lo que se entrega → su huella; vacía si no se sabe o falta comprobarla


def leer(archivo: Path) -> Recuerdo | None:
    """`None` si no hay o no se entiende: se empieza de nuevo."""
    try:
        sabido: Recuerdo = json.loads(archivo.read_bytes())
    except (OSError, ValueError):
        return None
    return sabido


def guardar(archivo: Path, sabido: Recuerdo) -> None:
    """Entero o nada: quien muere a la mitad deja el anterior."""
    archivo.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    parcial = archivo.with_suffix(".nuevo")
    parcial.write_text(json.dumps(sabido))
    parcial.replace(archivo)

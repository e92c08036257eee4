"""Cartel, mural y hoja carta en PDF etiquetado (PDF/UA)."""

from __future__ import annotations

import io
from datetime import datetime, timezone
from pathlib import Path

import segno

from conoceles.difusion.dibujo.comun import Datos
from conoceles.nucleo.papel import pdf

PLANTILLA = Path(__file__).parent / "plantillas" / "impreso.typ"
# El papel no dice cuándo se hizo: dos veces los mismos datos son el mismo archivo.
FIJA = datetime(2000, 1, 1, tzinfo=timezone.utc)


def componer(formato: str, d: Datos, fotos: Path) -> bytes:
    """`formato`: cartel, mural o volante."""
    salida = io.BytesIO()
    segno.make(d["enlace"], error="m").save(salida, kind="svg", border=0, scale=4)
    return pdf.componer(PLANTILLA, d | {"formato": formato, "qr": salida.getvalue().decode()}, momento=FIJA)

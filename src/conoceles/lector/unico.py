"""El verificador en un solo archivo, para descargarlo del sitio y usarlo con cualquier Python."""

from __future__ import annotations

import re
from pathlib import Path

_AQUI = Path(__file__).parent
_FUTURO = "from __future__ import annotations\n"
_IMPORTA = "from conoceles.lector import ed25519\n"


def texto() -> str:
    """`verificar.py` con `ed25519.py` dentro. No importa nada fuera de la biblioteca estándar."""
    curva = _AQUI.joinpath("ed25519.py").read_text(encoding="utf-8").replace(_FUTURO, "")
    programa = _AQUI.joinpath("verificar.py").read_text(encoding="utf-8")
    cabeza, _, resto = programa.partition(_IMPORTA)
    curva = re.sub(r'\A""".*?"""\s*', "", curva, flags=re.DOTALL)
    funciones = curva.rstrip() + "\n\n\n"
    return f"#!/usr/bin/env python3\n{cabeza}{funciones}{resto.lstrip()}".replace(
        "ed25519.valida(", "valida("
    )

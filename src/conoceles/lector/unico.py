"""El verificador en un solo archivo, para descargarlo del sitio y usarlo con cualquier Python."""

from __future__ import annotations

import re
from pathlib import Path

_AQUI = Path(__file__).parent
_FUTURO = "from __future__ import annotations\n"
_IMPORTA = "from conoceles.lector import acuse, ed25519\n"


def texto() -> str:
    """`verificar.py` con `ed25519.py` y `acuse.py` dentro. No importa nada fuera de la biblioteca estándar."""
    programa = _AQUI.joinpath("verificar.py").read_text(encoding="utf-8")
    cabeza, _, resto = programa.partition(_IMPORTA)
    modulos = "\n\n\n".join(_cuerpo(nombre) for nombre in ("ed25519", "acuse"))
    junto = f"#!/usr/bin/env python3\n{cabeza}{modulos}\n\n\n{resto.lstrip()}"
    return re.sub(r"\b(?:ed25519|acuse)\.(valida|autentico|codigo_en)\(", r"\1(", junto)


def _cuerpo(nombre: str) -> str:
    """El módulo sin su docstring ni lo que importa de los otros."""
    fuente = _AQUI.joinpath(f"{nombre}.py").read_text(encoding="utf-8").replace(_FUTURO, "")
    fuente = fuente.replace("from conoceles.lector import ed25519\n", "")
    return re.sub(r'\A""".*?"""\s*', "", fuente, flags=re.DOTALL).rstrip()

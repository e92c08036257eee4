"""El verificador en un solo archivo, para descargarlo del sitio y usarlo con cualquier Python."""

from __future__ import annotations

import re
from pathlib import Path

_AQUI = Path(__file__).parent
_FUTURO = "from __future__ import annotations\n"
_MODULOS = ("ed25519", "acuse", "firmado")  # cada uno usa los anteriores
_IMPORTA = re.compile(r"^from conoceles\.lector[.\w]* import (?:\([^)]*\)|.*)\n", re.MULTILINE)
_DE_OTRO = re.compile(rf"\b(?:{'|'.join(_MODULOS)})\.([a-z_]+)\(")


def texto() -> str:
    """`verificar.py` con los módulos que usa dentro. No importa nada fuera de la biblioteca estándar."""
    programa = _AQUI.joinpath("verificar.py").read_text(encoding="utf-8")
    cabeza, _, resto = programa.partition("from conoceles.lector")
    resto = _IMPORTA.sub("", f"from conoceles.lector{resto}")
    modulos = "\n\n\n".join(map(_cuerpo, _MODULOS))
    return _DE_OTRO.sub(r"\1(", f"#!/usr/bin/env python3\n{cabeza}{modulos}\n\n\n{resto.lstrip()}")


def _cuerpo(nombre: str) -> str:
    """El módulo sin su docstring ni lo que importa de los otros."""
    fuente = _AQUI.joinpath(f"{nombre}.py").read_text(encoding="utf-8").replace(_FUTURO, "")
    return re.sub(r'\A""".*?"""\s*', "", _IMPORTA.sub("", fuente), flags=re.DOTALL).rstrip()

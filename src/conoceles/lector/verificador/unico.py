"""El verificador y el testigo, cada uno en un solo archivo, para descargarlos del sitio y usarlos con cualquier Python."""

from __future__ import annotations

import re
from pathlib import Path

_CASA = Path(__file__).parents[2]
_FUTURO = "from __future__ import annotations\n"
# Cada módulo usa los anteriores; el último es el programa.
_FIRMAS = ("lector/registro/ed25519", "lector/registro/inclusion", "lector/registro/nota")
_VERIFICADOR = (
    *_FIRMAS,
    *("lector/registro/copia_del_registro", "lector/registro/llaves", "lector/verificador/acuse"),
    *("lector/verificador/firmado", "lector/verificador/lista_firmada", "lector/registro/politica"),
    *("lector/registro/prueba", "lector/registro/vistos", "lector/registro/testimonio"),
    *("lector/verificador/papel", "lector/verificador/perfil", "lector/verificador/cotejo"),
    *("lector/verificador/eslabones", "lector/verificador/verificar"),
)
_TESTIGO = (
    *_FIRMAS,
    *("testigo/firma", "testigo/memoria", "testigo/juicio", "testigo/servidor"),
    *("testigo/olvido", "testigo/programa"),
)
_IMPORTA = re.compile(r"^from conoceles\.(?:lector|testigo)[.\w]* import (?:\([^)]*\)|.*)\n", re.MULTILINE)


def texto() -> str:
    """`verificar.py`. No importa nada fuera de la biblioteca estándar."""
    return _juntar(_VERIFICADOR)


def testigo() -> str:
    """`testigo.py`, igual."""
    return _juntar(_TESTIGO)


def _juntar(rutas: tuple[str, ...]) -> str:
    *modulos, programa = (_CASA.joinpath(f"{ruta}.py").read_text(encoding="utf-8") for ruta in rutas)
    cabeza, _, resto = programa.partition("from conoceles.")
    resto = _IMPORTA.sub("", f"from conoceles.{resto}")
    cuerpos = "\n\n\n".join(map(_cuerpo, modulos))
    nombres = "|".join(Path(ruta).name for ruta in rutas[:-1])
    de_otro = re.compile(rf"(?<![\w.])(?:{nombres})\.(\w+)")
    return de_otro.sub(r"\1", f"#!/usr/bin/env python3\n{cabeza}{cuerpos}\n\n\n{resto.lstrip()}")


def _cuerpo(fuente: str) -> str:
    """El módulo sin su docstring ni lo que importa de los otros."""
    sin_importar = _IMPORTA.sub("", fuente.replace(_FUTURO, ""))
    return re.sub(r'\A""".*?"""\s*', "", sin_importar, flags=re.DOTALL).rstrip()

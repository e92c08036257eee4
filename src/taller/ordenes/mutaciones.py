"""`mutaciones [MÓDULO…]`: mutmut cambia el código a propósito, y aquí se dice qué cambios no notó ninguna prueba."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import TypedDict

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Corre mutmut, que cambia el código a propósito, y dice qué cambios no notó ninguna prueba."
PREPARA = False
META = 85  # por ciento notado; lo demás suele dar lo mismo
# Cómo llama mutmut a lo que se muta, y qué pruebas lo miran; qué archivos son, en [tool.mutmut] de pyproject.toml.
MODULOS = {
    "reglas": ("conoceles.expediente.reglas.*", ["tests/expediente/reglas"]),
    "estados": ("conoceles.bitacora.pasos.*", ["tests/bitacora"]),
    "efecto": (
        "conoceles.identidad.permisos.efecto.*",
        ["tests/identidad/test_efecto.py", "tests/identidad/test_grupos.py"],
    ),
    "mapa": (
        "conoceles.publicacion.mapa.*",
        [
            f"tests/publicacion/test_{n}.py"
            for n in ("visibilidad", "razones", "parciales", "identidad_publica", "fotos")
        ],
    ),
    "estadistica": (
        "conoceles.estadistica.*",
        ["tests/estadistica", "tests/informes/test_tablas.py", "tests/informes/test_extracto.py"],
    ),
    "padron": ("conoceles.candidaturas.padron.*", ["tests/candidaturas"]),
}


class Notados(TypedDict):
    """`sin_notar`: cada cambio como lo llama mutmut, con lo que fue de él; `mutmut show CAMBIO` lo enseña."""

    ok: bool
    probados: int
    sin_notar: list[str]


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Sin módulos, todos."""
    parser.add_argument("modulos", nargs="*", metavar="MÓDULO", help=", ".join(MODULOS))


def ejecutar(args: argparse.Namespace) -> Notados:
    """`ok` si se notó lo que pide la meta. Lo ya notado no se repite.

    `ErrorDeDominio` si alguno no se muta o si mutmut no pudo.
    """
    if ajenos := set(args.modulos) - MODULOS.keys():
        raise ErrorDeDominio(f"No se muta {', '.join(sorted(ajenos))}. Puede elegir: {', '.join(MODULOS)}.")
    pedidos = args.modulos or list(MODULOS)
    if _mutmut("run", *(MODULOS[m][0] for m in args.modulos), modulos=pedidos).returncode:
        raise ErrorDeDominio("mutmut no pudo correr: lo dijo arriba.")
    dichos = [r.strip() for r in _mutmut("results", "--all", "true").stdout.splitlines()]
    probados = [d for d in dichos if "__mutmut_" in d and not d.endswith(": not checked")]
    sin_notar = [d for d in probados if not d.endswith(": killed")]
    bien = len(sin_notar) * 100 <= len(probados) * (100 - META)
    return {"ok": bien, "probados": len(probados), "sin_notar": sin_notar}


def _mutmut(*orden: str, modulos: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """`modulos`: los que se corren, diciendo por dónde va; las pruebas de los demás se apartan.

    Por los estados pasan las del padrón: con todas, cada cambio costaba medio minuto.
    """
    ajenas = [p for m, (_, pruebas) in MODULOS.items() if modulos and m not in modulos for p in pruebas]
    return subprocess.run(
        [sys.executable, "-m", "mutmut", *orden],
        cwd=RAIZ_PROYECTO,
        env=os.environ | {"PYTEST_ADDOPTS": " ".join(f"--deselect={p}" for p in ajenas)},
        stdout=sys.stderr if modulos else subprocess.PIPE,
        text=True,
        check=False,
    )


def texto(resultado: Notados) -> str:
    """Uno por línea, y cuántos son."""
    cuenta = f"De {resultado['probados']:,} cambios no se notaron {len(resultado['sin_notar']):,}."
    return "\n".join([*resultado["sin_notar"], cuenta])

"""`mutaciones [MÓDULO…]`: mutmut cambia el código a propósito, y aquí se dice qué cambios no notó ninguna prueba."""

from __future__ import annotations

import argparse
import subprocess
import sys
from typing import TypedDict

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Corre mutmut, que cambia el código a propósito, y dice qué cambios no notó ninguna prueba."
PREPARA = False
META = 85  # por ciento notado; lo demás suele dar lo mismo
# Cómo llama mutmut a lo que se muta; qué archivos son y qué pruebas los miran, en [tool.mutmut] de pyproject.toml.
MODULOS = {
    "reglas": "conoceles.expediente.reglas.*",
    "estados": "conoceles.bitacora.pasos.*",
    "efecto": "conoceles.identidad.permisos.efecto.*",
    "mapa": "conoceles.publicacion.mapa.*",
    "estadistica": "conoceles.estadistica.*",
    "padron": "conoceles.candidaturas.padron.*",
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
    if _mutmut("run", *(MODULOS[m] for m in args.modulos), ver=True).returncode:
        raise ErrorDeDominio("mutmut no pudo correr: lo dijo arriba.")
    dichos = [r.strip() for r in _mutmut("results", "--all", "true").stdout.splitlines()]
    probados = [d for d in dichos if "__mutmut_" in d and not d.endswith(": not checked")]
    sin_notar = [d for d in probados if not d.endswith(": killed")]
    bien = len(sin_notar) * 100 <= len(probados) * (100 - META)
    return {"ok": bien, "probados": len(probados), "sin_notar": sin_notar}


def _mutmut(*orden: str, ver: bool = False) -> subprocess.CompletedProcess[str]:
    """`ver`: por dónde va, a quien dio la orden."""
    entera = [sys.executable, "-m", "mutmut", *orden]
    salida = sys.stderr if ver else subprocess.PIPE
    return subprocess.run(entera, cwd=RAIZ_PROYECTO, stdout=salida, text=True, check=False)


def texto(resultado: Notados) -> str:
    """Uno por línea, y cuántos son."""
    cuenta = f"De {resultado['probados']:,} cambios no se notaron {len(resultado['sin_notar']):,}."
    return "\n".join([*resultado["sin_notar"], cuenta])

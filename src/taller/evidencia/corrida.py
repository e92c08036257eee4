"""Correr los nodos de las situaciones y repartir el resultado entre ellas."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio
from taller.evidencia.situaciones import Situacion


@dataclass(frozen=True)
class Caso:
    """Una prueba corrida: su nodo sin parámetros, si pasó y cuánto tardó."""

    nodo: str
    paso: bool
    segundos: float


@dataclass(frozen=True)
class Cuenta:
    """Lo que dio una situación. Sin pruebas corridas no se da por buena."""

    situacion: Situacion
    pasaron: int
    fallaron: int
    segundos: float

    @property
    def bien(self) -> bool:
        return self.pasaron > 0 and not self.fallaron


def correr(situaciones: Iterable[Situacion], bases: Mapping[str, str]) -> list[Cuenta]:
    """Una sola corrida de pytest con todos los nodos; `bases` son las `CONOCELES_BD_*` del motor.

    `ErrorDeDominio` si no está pytest o la corrida no llegó a hacerse.
    """
    if importlib.util.find_spec("pytest") is None:
        raise ErrorDeDominio("Falta pytest: prepare el entorno con ./conoceles pruebas --help.")
    lista = list(situaciones)
    nodos = sorted({nodo for situacion in lista for nodo in situacion.nodos})
    with tempfile.TemporaryDirectory() as carpeta:
        informe = Path(carpeta) / "junit.xml"
        _pytest([*nodos, f"--junitxml={informe}"], bases)
        if not informe.exists():
            raise ErrorDeDominio("Las pruebas no llegaron a correr; véase lo que dijo pytest.")
        casos = leer(informe)
    return [contar(situacion, casos) for situacion in lista]


def _pytest(argumentos: list[str], bases: Mapping[str, str]) -> None:
    limpio = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_BD_")}
    orden = [sys.executable, "-m", "pytest", "-q", "-n", "2", *argumentos]
    # Lo que imprime pytest va a la salida de errores: la normal es para el resultado de la orden.
    subprocess.run(orden, cwd=RAIZ_PROYECTO, env=limpio | dict(bases), stdout=sys.stderr, check=False)


def leer(informe: Path) -> list[Caso]:
    """Los casos de un informe JUnit, que escribió esta misma corrida."""
    raiz = ET.parse(informe).getroot()  # noqa: S314
    return [
        Caso(
            nodo=f"{caso.get('classname', '').replace('.', '/')}.py::{caso.get('name', '').split('[')[0]}",
            paso=not list(caso.iterfind("failure")) and not list(caso.iterfind("error")),
            segundos=float(caso.get("time", "0")),
        )
        for caso in raiz.iter("testcase")
    ]


def contar(situacion: Situacion, casos: Iterable[Caso]) -> Cuenta:
    """Los casos que le tocan: los de la función nombrada, o todos los del archivo."""
    suyos = [
        caso for caso in casos if any(n in (caso.nodo, caso.nodo.split("::")[0]) for n in situacion.nodos)
    ]
    pasaron = sum(caso.paso for caso in suyos)
    return Cuenta(situacion, pasaron, len(suyos) - pasaron, round(sum(c.segundos for c in suyos), 2))

"""Cuánto tarda cada archivo de pruebas: cuál empieza primero y en qué medida corre.

Lo dice `duraciones.txt`, de la última medición. La rehace `./conoceles pruebas --exhaustivas --duraciones`, que cambia
solo los renglones de lo que corrió. Un archivo que no está todavía corre en todas las medidas, y primero: nadie sabe
cuánto tarda.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from math import inf
from pathlib import Path

import pytest

TABLA = Path(__file__).with_suffix(".txt")
# Segundos por prueba de un archivo que en total pasa de tantos: más, y no va en --rapidas, o solo en --exhaustivas.
# Se miden con cuatro procesos en dos núcleos: son el doble de lo que tarda cada una cuando corre con una sola al lado.
LENTA, CORTO = 0.16, 1.3
CARA, MEDIANO, LARGO = 0.6, 4.0, 14.0  # el que pasa de LARGO, por barata que sea cada una
_DEL_ARCHIVO = re.compile(r"^pytestmark = (?:\[.*?\]|[^[].*?)$", re.MULTILINE | re.DOTALL)
_MARCA = re.compile(r"mark\.(lenta|navegador|simulacro)\b")
Clave = tuple[str, str]  # archivo, y la medida que pide él mismo: «simulacro» u «ordinaria»


@dataclass
class Duracion:
    segundos: float = 0.0
    pruebas: int = 0

    @property
    def lenta(self) -> bool:
        return self.segundos > max(CORTO, LENTA * self.pruebas)

    @property
    def larga(self) -> bool:
        return self.segundos > min(LARGO, max(MEDIANO, CARA * self.pruebas))


def leer(texto: str) -> dict[Clave, Duracion]:
    """De cada renglón: segundos, pruebas, medida y archivo."""
    filas = (renglon.split() for renglon in texto.splitlines())
    return {(archivo, pide): Duracion(float(s), int(n)) for s, n, pide, archivo in filas}


def escribir(tabla: dict[Clave, Duracion]) -> str:
    """Lo más largo, arriba."""
    filas = sorted(tabla.items(), key=lambda fila: (-round(fila[1].segundos, 1), fila[0]))
    return "".join(f"{d.segundos:8.1f} {d.pruebas:5} {pide:10} {archivo}\n" for (archivo, pide), d in filas)


def repartir(items: list[pytest.Item], tabla: dict[Clave, Duracion]) -> None:
    """Marca lo que tarda y ordena: cada archivo va entero a un proceso, y el que más tarda no se deja para el final."""
    suma: dict[str, float] = defaultdict(lambda: inf, {archivo: 0.0 for archivo, _ in tabla})
    for clave in {_clave(prueba.nodeid, prueba.keywords) for prueba in items}:
        suma[clave[0]] += tabla.get(clave, Duracion()).segundos
    de_una_en_una = {
        _archivo(p) for p in items if {"lenta", "navegador"} & {m.name for m in p.iter_markers()}
    }
    for prueba in items:
        clave = _clave(prueba.nodeid, prueba.keywords)
        suya = tabla.get(clave, Duracion())
        if suya.lenta and clave[0] not in de_una_en_una:
            prueba.add_marker(pytest.mark.lenta)
        if suya.larga and clave[1] == "ordinaria":
            prueba.add_marker(pytest.mark.larga)
    items.sort(key=lambda prueba: -suma[_archivo(prueba)])


def sobra(archivo: Path, seleccion: str) -> bool:
    """De ese archivo la medida no corre nada: ni se importa. Solo si lo dice entero la tabla, o su propio texto."""
    if " or " in seleccion:
        return False
    suya, texto = (
        _tabla().get((str(archivo.relative_to(TABLA.parents[1])), "ordinaria"), Duracion()),
        archivo.read_text(),
    )
    declara = _DEL_ARCHIVO.search(texto)
    marcas = {*_MARCA.findall(declara[0])} if declara else set()
    if suya.larga:
        marcas.add("larga")
    if suya.lenta and not {"lenta", "navegador"} & {*_MARCA.findall(texto)}:
        marcas.add("lenta")
    solo_postgres = seleccion.startswith("postgres and ")
    return any(f"not {m}" in seleccion for m in marcas) or (solo_postgres and "mark.postgres" not in texto)


@cache
def _tabla() -> dict[Clave, Duracion]:
    return leer(TABLA.read_text())


def _archivo(prueba: pytest.Item) -> str:
    return prueba.nodeid.split("::")[0]


def _clave(nodo: str, marcas: object) -> Clave:
    return nodo.split("::")[0], "simulacro" if "simulacro" in marcas else "ordinaria"  # type: ignore[operator]


class Medidor:
    """Suma lo que tardó cada prueba y al final lo asienta."""

    def __init__(self) -> None:
        self.vistas: dict[Clave, Duracion] = defaultdict(Duracion)
        self.apartadas: dict[Clave, Duracion] = {}

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        """La que aquí no se puede correr, o no se pidió, también tiene su renglón."""
        self.apartadas |= {_clave(p.nodeid, p.keywords): Duracion() for p in items}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        suya = self.vistas[_clave(report.nodeid, report.keywords)]
        suya.segundos += report.duration
        suya.pruebas += report.when == "call"

    def pytest_sessionfinish(self) -> None:
        tabla = self.apartadas | leer(TABLA.read_text()) | self.vistas
        TABLA.write_text(escribir({c: d for c, d in tabla.items() if (TABLA.parents[1] / c[0]).exists()}))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--duraciones", action="store_true", help="asienta cuánto tardó cada archivo")


def pytest_configure(config: pytest.Config) -> None:
    """Mide quien reparte, no cada proceso; y solo en SQLite, donde corre todo."""
    de_otro = hasattr(config, "workerinput") or os.environ.get("CONOCELES_BD_CURRICULAR")
    if config.getoption("--duraciones") and not de_otro:
        config.pluginmanager.register(Medidor())


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Lo que se pide por su nombre se reúne siempre: pytest no pregunta por ello."""
    es_de_pruebas = collection_path.match("test_*.py")
    return True if es_de_pruebas and sobra(collection_path, config.option.markexpr) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    repartir(items, _tabla())

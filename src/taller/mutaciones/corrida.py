"""`python -m taller.mutaciones.corrida MÓDULO`, en una copia del proyecto: hace los cambios y los prueba uno por uno.

Corre aparte porque usa mutmut y pytest, que solo están donde hay pruebas. Primero cada prueba se corre sola y sin
cambio: así se sabe que pasa, por qué funciones va y cuánto gasta. Luego, por cada cambio, las que van por su función.
"""

from __future__ import annotations

import functools
import gc
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from itertools import accumulate
from pathlib import Path

import pytest
from mutmut.mutation import trampoline

from conoceles.nucleo import secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from taller.mutaciones.cambios import hacer
from taller.mutaciones.hijos import Dicho, Intento, correr
from taller.mutaciones.medidas import AGOTADA, Medidas
from taller.mutaciones.modulos import MODULOS, SEMILLA
from taller.mutaciones.salidas import AGOTADO, NOTADO, VIVO, Cambio, Salidas, guardar
from taller.prestadas.pruebas import ORDINARIAS

A_LA_VEZ = 2
PLAZOS = (5, 20)  # veces lo que gastan sus pruebas sin cambio: al que agota el primero se le da el segundo
MINIMO = 2.0  # segundos de procesador, por poco que gasten
MARCAS = f"{ORDINARIAS} and not navegador"
# Ninguna de las que se miden corre en el padre: dejaría hilos, procesos y memoria que sus hijos no podrían usar.
BASE_LISTA = ("tests/test_base_lista.py", "def test_la_base_esta_lista(base: None) -> None: ...\n")


class Corrida:
    """El ciclo de pytest, cambiado por uno que bifurca: un proceso hijo por prueba y luego uno por cambio."""

    def __init__(self, cambios: list[Cambio], salidas: Salidas, por_cambio: float) -> None:
        self.cambios, self.salidas, self.por_cambio = cambios, salidas, por_cambio
        self.pasos: set[str] = set()
        self.fallo = ""
        self.al_leer: frozenset[str] = (
            frozenset()
        )  # las que se llaman al importar: el hijo nace con eso ya hecho
        self.medidas = Medidas(RAIZ_PROYECTO)
        self.gasto: dict[str, float] = {}
        self.por_funcion: defaultdict[str, set[str]] = defaultdict(set)
        self.memorias: list[functools._lru_cache_wrapper[object]] = []
        trampoline.record_trampoline_hit = self._anotar
        _poner("stats")

    def _anotar(self, name: str, caller: str | None = None) -> None:
        self.pasos.add(name)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Basta una que falle, en lo suyo o al prepararse."""
        if report.failed:
            self.fallo = self.fallo or report.nodeid

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Prepara lo que todas comparten, mide cada prueba y prueba los cambios."""
        self.al_leer = frozenset(self.pasos)
        self._preparar(session)
        with tempfile.TemporaryDirectory(prefix="conoceles-hijos-") as carpeta:
            self._medir(session, Path(carpeta))
            self._probar(session, Path(carpeta))
        return True

    def _preparar(self, session: pytest.Session) -> None:
        """Corre `BASE_LISTA` y desmonta todo menos lo de la sesión: de ahí nacen los hijos."""
        primera = next(p for p in session.items if p.nodeid.startswith(BASE_LISTA[0]))
        session.items.remove(primera)
        self._pasar([primera], session)
        gc.unfreeze()  # tests/conftest.py aparta lo reunido, y ahí están las memorias que se buscan
        gc.collect()
        self.memorias = [
            m for m in gc.get_objects() if isinstance(m, functools._lru_cache_wrapper) and _nuestra(m)
        ]
        gc.freeze()

    def _pasar(self, items: list[pytest.Item], session: pytest.Session) -> Dicho:
        self.pasos, self.fallo = set(), ""
        for item, sigue in zip(items, [*items[1:], session], strict=True):
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=sigue)
            if self.fallo:
                break
        return {"fallo": self.fallo, "pasos": sorted(self.pasos), "segundos": 0.0}

    def _con(self, version: str, items: list[pytest.Item], session: pytest.Session) -> Dicho:
        """En el hijo: sin nada recordado de antes, salvo las llaves, como al empezar cualquier corrida; y con esa versión."""
        for memoria in self.memorias:
            memoria.cache_clear()
        for nombre in secretos.NOMBRES:
            secretos.leer(nombre)
        _poner(version)
        return self._pasar(items, session)

    def _medir(self, session: pytest.Session, carpeta: Path) -> None:
        """Cada prueba sola y sin cambio. La que sola gasta más de lo que hay por cambio no se usa."""
        tareas = {p.nodeid: partial(self._con, "stats", [p], session) for p in session.items}
        faltan = (
            Intento(p, tarea, self.por_cambio) for p, tarea in tareas.items() if self.medidas.de(p) is None
        )
        for prueba, dicho in correr(faltan, carpeta, A_LA_VEZ):
            if dicho and dicho["fallo"]:
                raise pytest.UsageError(f"Sin cambio alguno no pasa {prueba}.")
            self.medidas.anotar(prueba, dicho or AGOTADA)
        for prueba in tareas:
            medida = self.medidas.de(prueba) or AGOTADA
            if medida["segundos"] <= self.por_cambio:
                self.gasto[prueba] = medida["segundos"]
                for funcion in medida["pasos"]:
                    self.por_funcion[funcion].add(prueba)

    def _probar(self, session: pytest.Session, carpeta: Path) -> None:
        """Los que no constan como notados; al que agota su plazo se le da otro, más amplio."""
        por_nombre = {c.nombre: c for c in self.cambios if self.salidas.de(c) != NOTADO}
        for veces in PLAZOS:
            for nombre, dicho in correr(self._intentos(list(por_nombre), session, veces), carpeta, A_LA_VEZ):
                salida = AGOTADO if dicho is None else NOTADO if dicho["fallo"] else VIVO
                self.salidas.anotar(por_nombre[nombre], salida, dicho["fallo"] if dicho else "")
            por_nombre = {n: c for n, c in por_nombre.items() if self.salidas.de(c) == AGOTADO}

    def _intentos(self, nombres: list[str], session: pytest.Session, veces: int) -> Iterator[Intento]:
        for nombre in nombres:
            escogidas = self._escogidas(nombre)
            items = sorted(
                (p for p in session.items if p.nodeid in escogidas), key=lambda p: escogidas[p.nodeid]
            )
            segundos = max(MINIMO, sum(self.gasto[p] for p in escogidas)) * veces
            de_nuevo = nombre.partition("__mutmut_")[0] in self.al_leer
            tarea = (
                partial(_aparte, nombre, list(escogidas))
                if de_nuevo
                else partial(self._con, nombre, items, session)
            )
            yield Intento(nombre, tarea, segundos)

    def _escogidas(self, nombre: str) -> dict[str, tuple[float, float]]:
        """De las que van por la función, las más baratas que quepan, con su orden: por archivo, que comparte lo suyo."""
        funcion = nombre.partition("__mutmut_")[0]
        van = set(self.gasto) if funcion in self.al_leer else self.por_funcion[funcion]
        de_menos_a_mas = sorted(van, key=lambda p: self.gasto[p])
        sumas = accumulate(self.gasto[p] for p in de_menos_a_mas)
        caben = [p for p, suma in zip(de_menos_a_mas, sumas, strict=True) if suma <= self.por_cambio]
        archivos: defaultdict[str, float] = defaultdict(float)
        for prueba in caben:
            archivos[prueba.partition("::")[0]] += self.gasto[prueba]
        return {p: (archivos[p.partition("::")[0]], self.gasto[p]) for p in caben}


def _aparte(version: str, pruebas: list[str]) -> Dicho:
    """En un Python nuevo, que vuelve a importarlo todo."""
    entorno = os.environ | {"MUTANT_UNDER_TEST": version}
    orden = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *pruebas]
    codigo = subprocess.run(orden, env=entorno, check=False).returncode
    if codigo < 0:
        signal.raise_signal(signal.SIGKILL)  # agotó su tiempo: este también
    return {"fallo": "al importar" if codigo else "", "pasos": [], "segundos": 0.0}


def _nuestra(memoria: functools._lru_cache_wrapper[object]) -> bool:
    codigo = getattr(memoria.__wrapped__, "__code__", None)
    return codigo is not None and codigo.co_filename.startswith(str(RAIZ_PROYECTO))


def _poner(version: str) -> None:
    """Qué versión corre este proceso. Medir no pasa a los procesos que una prueba abra: ahí nadie anota."""
    trampoline.set_mutant_under_test(version)
    if version == "stats":
        del os.environ["MUTANT_UNDER_TEST"]


def main(clave: str) -> int:
    """Hace los cambios de `clave` en la copia donde corre y los prueba. Devuelve lo que pytest."""
    modulo = MODULOS[clave]
    hechos = hacer(RAIZ_PROYECTO, modulo.archivos)
    escogidos = hechos
    if modulo.muestra:  # los primeros de un orden al azar: la muestra chica es parte de la grande
        escogidos = random.Random(SEMILLA).sample(hechos, len(hechos))[: modulo.muestra]
    guardar(RAIZ_PROYECTO.parent, len(hechos), escogidos)
    archivo, prueba = BASE_LISTA
    (RAIZ_PROYECTO / archivo).write_text(prueba)
    opciones = ["-q", "-p", "no:cacheprovider", "-o", "tmp_path_retention_policy=none", "-m", MARCAS]
    opciones += [f"--deselect={prueba}" for prueba in modulo.salvo]
    ciclo = Corrida(escogidos, Salidas(RAIZ_PROYECTO.parent), modulo.por_cambio)
    return pytest.main([*opciones, archivo, *modulo.pruebas], plugins=[ciclo])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

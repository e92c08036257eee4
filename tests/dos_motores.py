"""Qué SQL toca cada prueba, y si alguien lo prueba también en PostgreSQL.

Una prueba corre en el segundo motor solo si el motor importa. Se declara con la marca `postgres` y se comprueba aquí:
cada sentencia que las pruebas ejecutan en SQLite, y cada rechazo de la base, la ejecuta también alguna marcada. La
forma de una sentencia no depende de sus datos. Se juzga solo cuando se corre la suite entera.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any

import pytest

_CUANTOS = re.compile(r"\(\s*%s(?:\s*,\s*%s)*\s*\)|(?:\(%s\),?\s*)+")
_PUNTO = re.compile(r"(SAVEPOINT|RELEASE|ROLLBACK TO)\b.*")
_NUMEROS = re.compile(r"\b\d+\b")
_tocadas: set[str] = set()
_callar = False


@cache
def forma(sql: str) -> str:
    """La sentencia sin sus cantidades: cuántos renglones se insertan o cuántos valores lleva un IN no la cambian."""
    una = re.sub(r"\(%s\)(, \(%s\))+", "(%s)", _CUANTOS.sub("(%s)", _PUNTO.sub(r"\1", sql)))
    return _NUMEROS.sub("N", una)


@contextmanager
def sin_anotar() -> Iterator[None]:
    """Para lo que se hace una vez por proceso: no es de la prueba a la que le tocó ser la primera."""
    global _callar
    _callar = True
    try:
        yield
    finally:
        _callar = False


def _anotar(ejecutar: Any, sql: str, params: Any, many: bool, contexto: Any) -> Any:
    if _callar:
        return ejecutar(sql, params, many, contexto)
    try:
        return ejecutar(sql, params, many, contexto)
    except Exception as rechazo:
        _tocadas.add(f"rechaza: {_NUMEROS.sub('N', str(rechazo))}")
        raise
    finally:
        _tocadas.add(forma(sql))


@pytest.fixture(autouse=True)
def _sql_tocado(request: pytest.FixtureRequest) -> Iterator[None]:
    """Lo que ejecutan la prueba y lo que la prepara. Las marcadas no aprovechan lo que otra dejó en memoria."""
    if "base" not in request.fixturenames or not request.config.getoption("--dos-motores"):
        yield
        return
    from django.db import connections

    from conoceles.proceso.consultas import _por_huella

    request.getfixturevalue("django_db_setup")
    if request.node.get_closest_marker("postgres"):
        _por_huella.cache_clear()
    _tocadas.clear()
    with ExitStack() as pila:
        for conexion in connections.all():
            pila.enter_context(conexion.execute_wrapper(_anotar))
        yield
    request.node.user_properties.append(("sql", sorted(_tocadas)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--dos-motores",
        action="store_true",
        help="con la suite entera: falla si una sentencia no la ejecuta ninguna prueba marcada `postgres`",
    )


class Juez:
    """En el proceso que reparte: junta lo que tocó cada prueba y dice cuáles faltan de marcar."""

    def __init__(self) -> None:
        self.por_prueba: dict[str, tuple[bool, set[str]]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        tocado = dict(report.user_properties).get("sql")
        if report.when == "teardown" and tocado is not None:
            self.por_prueba[report.nodeid] = ("postgres" in report.keywords, set(map(str, tocado)))

    def faltan(self) -> dict[str, list[str]]:
        """Prueba sin marca → lo que solo ella, o ellas, ejecutan."""
        probado = {sql for marcada, tocado in self.por_prueba.values() if marcada for sql in tocado}
        solas = {prueba: tocado - probado for prueba, (_, tocado) in self.por_prueba.items()}
        return {prueba: sorted(solo) for prueba, solo in solas.items() if solo}

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.faltan() and not session.exitstatus:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        for prueba, solo in sorted(self.faltan().items()):
            terminalreporter.write_line(f"Sin marca `postgres` y con SQL que nadie prueba ahí: {prueba}")
            for sql in solo[:3]:
                terminalreporter.write_line(f"    {sql[:300]}")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--dos-motores") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Juez(), "juez-de-dos-motores")

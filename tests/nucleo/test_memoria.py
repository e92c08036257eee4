"""Lo que se soltó vuelve al sistema, y no se queda en los huecos de este proceso."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

ANTES = """
import resource

import django
from django.conf import settings
from conoceles.nucleo.bases.memoria import devolver

settings.configure(DATABASES={"default": {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": "%s",
    "OPTIONS": {"init_command": "PRAGMA cache_size=-32768"},
}})
django.setup()

def ocupa():
    with open("/proc/self/statm") as dicho:
        return int(dicho.read().split()[1]) * resource.getpagesize() / 2**20
"""
HUECOS = """
todos = [bytes(5000) for _ in range(20_000)]
quedan = todos[::50]
del todos
"""
PAGINAS = """
from django.db import connection
cursor = connection.cursor()
cursor.execute("CREATE TABLE t AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000) "
               "SELECT i, zeroblob(4000) AS x FROM n")
cursor.execute("SELECT sum(length(x)) FROM t").fetchone()
"""


@pytest.mark.parametrize(("soltar", "megas"), [(HUECOS, 60), (PAGINAS, 15)], ids=["huecos", "páginas"])
def test_lo_que_ya_nadie_usa_vuelve_al_sistema(
    tmp_path_factory: pytest.TempPathFactory, soltar: str, megas: int
) -> None:
    base = tmp_path_factory.mktemp("memoria") / "base.sqlite3"
    guion = textwrap.dedent(ANTES % base + soltar + "antes = ocupa(); devolver(); print(antes - ocupa())")
    dicho = subprocess.run([sys.executable, "-c", guion], capture_output=True, text=True, check=True)
    assert float(dicho.stdout) > megas

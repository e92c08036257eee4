"""Un PostgreSQL propio, durable, al que se le puede dar SIGKILL y volver a arrancar."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from recorridos.muertes import matar_con_sus_hijos
from taller import postgres_de_pruebas as pruebas
from taller.requisitos import binarios_postgres


@dataclass
class Postgres:
    """`bases` son las tres `CONOCELES_BD_*`; con la durabilidad de fábrica, no la de las demás pruebas."""

    carpeta: Path
    binarios: Path
    puerto: int
    proceso: subprocess.Popen[bytes] | None = None

    def arrancar(self) -> None:
        orden = [self.binarios / "postgres", "-D", self.carpeta / "d", "-k", self.carpeta, "-h", "127.0.0.1"]
        self.proceso = subprocess.Popen(
            [*orden, f"-p{self.puerto}"], user=pruebas._usuario(), cwd=self.carpeta, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        pruebas._esperar(self.url("postgres"), self.proceso)

    def matar(self) -> None:
        assert self.proceso is not None
        matar_con_sus_hijos(self.proceso)

    def url(self, base: str) -> str:
        return f"postgresql://pruebas@127.0.0.1:{self.puerto}/{base}"

    def bases(self, sufijo: str = "") -> dict[str, str]:
        """Crea las tres y dice dónde están."""
        nombres = ("curricular", "identidad", "llaves")
        with psycopg.connect(self.url("postgres"), autocommit=True) as conexion:
            for nombre in nombres:
                conexion.execute(f'CREATE DATABASE "{nombre}{sufijo}"')  # type: ignore[arg-type]
        return {f"CONOCELES_BD_{nombre.upper()}": self.url(nombre + sufijo) for nombre in nombres}


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Recién hecho y arrancado; al salir no queda nada."""
    binarios = binarios_postgres()
    assert binarios is not None, "falta PostgreSQL: apt-get install postgresql"
    carpeta = Path(tempfile.mkdtemp(prefix="conoceles-postgres-"))
    if usuario := pruebas._usuario():
        shutil.chown(carpeta, usuario)
    pruebas._initdb(binarios, carpeta, usuario)
    servidor = Postgres(carpeta, binarios, pruebas._puerto_libre())
    try:
        servidor.arrancar()
        yield servidor
    finally:
        if servidor.proceso is not None and servidor.proceso.poll() is None:
            servidor.matar()
        shutil.rmtree(carpeta, ignore_errors=True)

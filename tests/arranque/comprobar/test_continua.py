"""La copia continua que se detiene, o que no hay: se dice antes de que haga falta. Con un PostgreSQL que archiva de verdad."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from conoceles.arranque.comprobar import continua
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from recorridos.navegador import hasta
from taller.postgres_de_pruebas import AJUSTES_DE_PRUEBAS, desechable

YA = continua._DETENIDA.replace("5 minutes", "0 seconds")  # lo que tarda en decirse no se espera aquí


@pytest.fixture
def archiva(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Path]]:
    """Dos conexiones, la segunda de quien no administra, y la carpeta donde se guardan los diarios."""
    lugar = tmp_path_factory.mktemp("diarios")
    for carpeta in (lugar, *lugar.parents[:3]):
        carpeta.chmod(0o777)
    guardar = f"-carchive_command=cp %p {lugar}/%f"
    with ExitStack() as pila:
        url = pila.enter_context(desechable([*AJUSTES_DE_PRUEBAS, "-carchive_mode=on", guardar]))
        suya = pila.enter_context(psycopg.connect(url, autocommit=True))
        suya.execute("CREATE ROLE sin_nada LOGIN")
        de_otro = url.replace("pruebas@", "sin_nada@")
        yield (suya, pila.enter_context(psycopg.connect(de_otro, autocommit=True))), lugar


def _dice(conexion: Any, consulta: str) -> bool:
    return bool(conexion.execute(consulta).fetchone()[0])


def _cerrar_diario(conexion: Any) -> None:
    conexion.execute("CREATE TABLE IF NOT EXISTS acuse (folio text)")
    conexion.execute("INSERT INTO acuse VALUES ('F1')")
    conexion.execute("SELECT pg_switch_wal()")


def test_los_diarios_que_no_se_pueden_guardar_se_notan_y_al_poderse_se_deja_de_decir(archiva: Any) -> None:
    (suya, ajena), lugar = archiva
    _cerrar_diario(suya)
    hasta(lambda: any(lugar.iterdir()), 30)
    assert not _dice(ajena, YA)
    assert not _dice(ajena, continua._APAGADA)
    lugar.rename(lugar.with_name("llena"))
    _cerrar_diario(suya)
    hasta(lambda: _dice(ajena, YA), 30)
    assert not _dice(ajena, continua._DETENIDA)  # acaba de tropezar: todavía no es noticia
    lugar.with_name("llena").rename(lugar)
    hasta(lambda: not _dice(ajena, YA), 90)


def test_donde_no_se_guardan_diarios_se_avisa_y_con_sqlite_no(
    base: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(continua.copia_continua()) == []
    monkeypatch.setattr(continua, "apagadas", lambda: ["curricular"])
    monkeypatch.setattr(continua, "detenidas", lambda: ["identidad"])
    monkeypatch.setattr(continua, "viejas", lambda: ["identidad"])
    assert [(h.codigo, h.gravedad) for h in continua.copia_continua()] == [
        ("COPIA_CONTINUA_DETENIDA", "error"),
        ("SIN_COPIA_CONTINUA", "aviso"),
        ("COPIA_DE_BASES_VIEJA", "aviso"),
    ]


def test_la_copia_de_anoche_consta_en_las_bases_hasta_que_envejece_u_otra_asciende(
    archiva: Any, tmp_path: Path
) -> None:
    (suya, ajena), _ = archiva
    assert _dice(ajena, continua._VIEJA)
    assert "Falta" in _copiar(suya, tmp_path, "echo Falta la estanza; exit 1")
    assert _dice(ajena, continua._VIEJA)
    assert "--type=full backup" in _copiar(suya, tmp_path, "echo $*")
    assert not _dice(ajena, continua._VIEJA)
    [dicho] = suya.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = 'postgres'"
    ).fetchone()
    momento = re.search(r"\d{4}[-: 0-9]+\d", dicho)
    assert momento
    for otro in (
        dicho.replace("linea 00000001", "linea 00000002"),
        dicho.replace(momento[0], str(datetime.fromisoformat(momento[0]) - timedelta(hours=37))),
        dicho.replace(momento[0], str(datetime.fromisoformat(momento[0]) + timedelta(hours=1))),
        dicho.replace(momento[0], "9999-99-99 99:99:99"),
        "de otra cosa",
    ):
        suya.execute(f"COMMENT ON DATABASE postgres IS '{otro}'")
        assert _dice(ajena, continua._VIEJA), otro
    suya.execute(f"COMMENT ON DATABASE postgres IS '{dicho}'")
    assert not _dice(ajena, continua._VIEJA)


def _copiar(conexion: Any, carpeta: Path, pgbackrest: str) -> str:
    """`operacion/copiar`, con lo que haría pgBackRest."""
    info = conexion.info
    (carpeta / "pgbackrest").write_text(f"#!/bin/sh\n{pgbackrest}\n")
    (carpeta / "pgbackrest").chmod(0o755)
    (carpeta / "ajustes").write_text(f"[conoceles]\npg1-port={info.port}\n")
    entorno = {
        "PATH": f"{carpeta}:{os.environ['PATH']}", "PGHOST": info.host, "PGUSER": info.user,
        "PGBACKREST_CONFIG": str(carpeta / "ajustes"),
    }  # fmt: skip
    orden = [RAIZ_PROYECTO / "operacion" / "copiar", "full"]
    return subprocess.run(orden, env=entorno, capture_output=True, text=True, check=False).stdout

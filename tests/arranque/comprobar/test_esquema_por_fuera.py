"""Quien reescribe el esquema de una base, sin que la base se queje, queda nombrado; quien actualiza o vuelve de versión, no."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from arranque.comprobar.conftest import correr

pytestmark = pytest.mark.lenta
Danio = Callable[[sqlite3.Connection], object]


def _sin_restriccion(conexion: sqlite3.Connection) -> None:
    """La que ata el ámbito de una cuenta a su papel, cortada del texto de su tabla: `integrity_check` dice que todo está bien."""
    conexion.execute("PRAGMA writable_schema = ON")
    [texto] = conexion.execute("SELECT sql FROM sqlite_schema WHERE name = 'cuentas_cuenta'").fetchone()
    desde = texto.index(', CONSTRAINT "cuenta_con_ambito_segun_papel"')
    hasta, abiertos = texto.index("(", desde) + 1, 1
    while abiertos:
        abiertos += {"(": 1, ")": -1}.get(texto[hasta], 0)
        hasta += 1
    conexion.execute(
        "UPDATE sqlite_schema SET sql = ? WHERE name = 'cuentas_cuenta'", (texto[:desde] + texto[hasta:],)
    )


def _sin_candados(conexion: sqlite3.Connection) -> None:
    conexion.execute("PRAGMA writable_schema = ON")
    conexion.execute(
        "DELETE FROM sqlite_schema WHERE type = 'trigger' AND name = 'expediente_envio_no_se_borra'"
    )


def _candado_que_no_impide(conexion: sqlite3.Connection) -> None:
    """El mismo nombre y la misma tabla, con una condición que nunca se cumple."""
    conexion.execute("PRAGMA writable_schema = ON")
    hecho = conexion.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, 'WHEN 1 = 1', 'WHEN 1 = 2') WHERE name = 'expediente_envio_no_se_borra'"
    )
    assert hecho.rowcount == 1


def _vista(conexion: sqlite3.Connection) -> None:
    """La tabla queda escondida y en su lugar se lee lo que quien ataca quiera."""
    conexion.execute("PRAGMA legacy_alter_table = ON")
    conexion.execute("ALTER TABLE avisos_mensaje RENAME TO escondida")
    conexion.execute("CREATE VIEW avisos_mensaje AS SELECT * FROM escondida")


ATAQUES: dict[str, tuple[str, Danio, str, str]] = {
    "restriccion": ("curricular", _sin_restriccion, "ESQUEMA_CAMBIADO", "«curricular»"),
    "candado quitado": ("curricular", _sin_candados, "CANDADO_ROTO", "expediente_envio_no_se_borra"),
    "candado hueco": ("curricular", _candado_que_no_impide, "CANDADO_ROTO", "expediente_envio_no_se_borra"),
    "vista": ("curricular", _vista, "ESQUEMA_CAMBIADO", "«curricular»"),
    "índice": (
        "curricular", lambda c: c.execute("DROP INDEX lugar_ocupado_una_vez"), "ESQUEMA_CAMBIADO", "«curricular»"
    ),
    "columna de más": (
        "identidad", lambda c: c.execute("ALTER TABLE identidad_candado ADD COLUMN x TEXT"), "ESQUEMA_CAMBIADO",
        "«identidad»",
    ),
    "tabla de más": ("llaves", lambda c: c.execute("CREATE TABLE ajena (x TEXT)"), "ESQUEMA_CAMBIADO", "«llaves»"),
}  # fmt: skip


def _atacar(datos: Path, base: str, danio: Danio) -> None:
    with closing(sqlite3.connect(datos / f"{base}.sqlite3")) as conexion, conexion:
        danio(conexion)
    with closing(sqlite3.connect(datos / f"{base}.sqlite3")) as conexion:
        assert conexion.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("cual", ATAQUES)
def test_reescribir_el_esquema_se_nombra(cual: str, instalacion: Path, hallar: Callable[..., Any]) -> None:
    base, danio, codigo, dicho = ATAQUES[cual]
    _atacar(instalacion, base, danio)
    termino, renglones = hallar(instalacion)
    assert termino == 1
    assert any(dicho in r["frase"] for r in renglones if r["codigo"] == codigo), renglones


def test_quitar_una_migracion_de_la_lista_no_esconde_lo_cambiado(
    instalacion: Path, hallar: Callable[..., Any]
) -> None:
    """Parecería una base de otra versión, a la que no se le mira lo cambiado por fuera; pero ninguna la deja así."""
    _atacar(instalacion, "curricular", _sin_restriccion)
    _atacar(
        instalacion, "curricular",
        lambda c: c.execute("DELETE FROM django_migrations WHERE app = 'cuentas' AND name = '0001_initial'"),
    )  # fmt: skip
    codigos = {r["codigo"] for r in hallar(instalacion)[1]}
    assert {"ESQUEMA_SALTEADO"} <= codigos
    assert not {"OTRA_VERSION", "ESQUEMA_ATRASADO"} & codigos


def test_poner_al_dia_no_da_por_bueno_el_esquema_cambiado_ni_a_la_segunda(
    instalacion: Path, hallar: Callable[..., Any]
) -> None:
    """Aunque finja que faltaba la última migración para que la instalación «se actualice»."""
    _atacar(instalacion, "curricular", _sin_restriccion)
    otra = ("DELETE FROM django_migrations WHERE app = 'identidad' AND name = '0004_sello_del_candado'",)
    _atacar(instalacion, "curricular", lambda c: c.execute(*otra))
    for _ in range(2):
        assert correr(instalacion, "conoceles", "papeles").returncode == 0
        assert "ESQUEMA_CAMBIADO" in {r["codigo"] for r in hallar(instalacion)[1]}


def test_ponerse_al_dia_otra_vez_sin_nada_que_hacer_no_acusa_ni_agrega(
    instalacion: Path, hallar: Callable[..., Any]
) -> None:
    def asentados() -> int:
        with closing(sqlite3.connect(instalacion / "curricular.sqlite3")) as conexion:
            consulta = "SELECT COUNT(*) FROM bitacora_entrada WHERE acto = 'esquema_asentado'"
            cuantos: int = conexion.execute(consulta).fetchone()[0]
            return cuantos

    antes = asentados()
    assert antes >= 3, "una por base"
    assert correr(instalacion, "conoceles", "papeles").returncode == 0
    assert asentados() == antes
    assert "ESQUEMA_CAMBIADO" not in {r["codigo"] for r in hallar(instalacion)[1]}

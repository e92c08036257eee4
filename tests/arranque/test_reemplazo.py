"""Lo asentado no se reemplaza ni se vacía desde un cliente cualquiera de la base, que no pone nuestros ajustes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from conoceles.arranque.apps import disparadores
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.models import Retencion
from conoceles.nucleo.disparadores import distintos
from personas import consentir, guardar_identidad, identidad_completa, leer_aviso

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base")]
ENVIADO = {
    "default": (
        "bitacora_entrada", "candidaturas_candidatura", "curricular_versioncurricular", "expediente_avisoleido",
        "expediente_envio", "expediente_ronda", "proceso_versiondedefinicion",
    ),
    "identidad": ("bitacora_entrada", "identidad_consentimiento", "identidad_documentoidentidad"),
    "llaves": ("identidad_llave",),
}  # fmt: skip
CASOS = [(alias, tabla) for alias, tablas in ENVIADO.items() for tabla in tablas]


@contextmanager
def plana(alias: str) -> Iterator[sqlite3.Connection]:
    """La misma base en una conexión recién abierta de la biblioteca estándar: sin `recursive_triggers`."""
    with closing(sqlite3.connect(":memory:")) as copia:
        copia.deserialize(connections[alias].connection.serialize())
        yield copia


def _filas(base: Any, tabla: str) -> list[Any]:
    return list(base.execute(f"SELECT * FROM {tabla} ORDER BY 1"))


@pytest.mark.parametrize(("alias", "tabla"), CASOS)
def test_lo_enviado_no_se_reemplaza(alias: str, tabla: str, en_revision: Candidatura) -> None:
    if connections[alias].vendor == "postgresql":  # no tiene OR REPLACE: su camino es vaciar
        _no_se_vacia(alias, tabla)
        return
    with plana(alias) as base:
        antes = _filas(base, tabla)
        assert antes
        with pytest.raises(sqlite3.IntegrityError, match="ya está y no se reemplaza"):
            base.execute(f"INSERT OR REPLACE INTO {tabla} SELECT * FROM {tabla}")
        assert _filas(base, tabla) == antes


def _no_se_vacia(alias: str, tabla: str) -> None:
    connections[alias].check_constraints()
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(using=alias),
        connections[alias].cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {tabla} CASCADE")


def test_una_fila_nueva_no_quita_a_otra_por_sus_columnas_unicas(en_revision: Candidatura) -> None:
    """Con otra llave, pero con la ronda, la versión o el acuse de la que está."""
    if connections["default"].vendor == "postgresql":
        _no_se_vacia("default", "expediente_envio")
        return
    with plana("default") as base:
        antes = _filas(base, "expediente_envio")
        columnas = [f[1] for f in base.execute("PRAGMA table_info(expediente_envio)")]
        valores = ", ".join("'00000000000000000000000000000000'" if c == "id" else c for c in columnas)
        with pytest.raises(sqlite3.IntegrityError, match="no se reemplaza"):
            base.execute(f"INSERT OR REPLACE INTO expediente_envio SELECT {valores} FROM expediente_envio")
        assert _filas(base, "expediente_envio") == antes


def test_lo_unico_en_parte_solo_estorba_en_esa_parte(candidatura: Candidatura, ahora: datetime) -> None:
    """Una retención levantada no impide abrir otra."""

    def abrir(**fin: Any) -> None:
        Retencion.objects.create(
            candidatura=candidatura, expediente="TE-1/2024", fecha=ahora.date(), por="dina", en=ahora, **fin
        )

    abrir(fin_en=ahora)
    abrir()
    with pytest.raises(IntegrityError), transaction.atomic():
        abrir()
    assert Retencion.objects.count() == 2


@pytest.mark.parametrize("alias", ENVIADO)
def test_un_candado_quitado_o_vaciado_se_nota(alias: str) -> None:
    """Quien tiene el archivo puede quitarlos: lo que no se impide se detecta."""
    assert distintos(alias, disparadores()) == (set(), set(), set())
    tabla = {"llaves": "identidad_retiro"}.get(alias, "bitacora_entrada")
    with connections[alias].cursor() as cursor:
        _quitar(cursor, f"{tabla}_no_se_borra", tabla)
        _desarmar(cursor, f"{tabla}_no_cambia", tabla)
    faltan, cambiados, sobran = distintos(alias, disparadores())
    assert (faltan, cambiados, sobran) == ({f"{tabla}_no_se_borra"}, {f"{tabla}_no_cambia"}, set())


def _quitar(cursor: Any, nombre: str, tabla: str) -> None:
    sobre = f" ON {tabla}" if cursor.db.vendor == "postgresql" else ""
    cursor.execute(f"DROP TRIGGER {nombre}{sobre}")


def test_un_candado_que_no_salta_o_esta_apagado_se_nota() -> None:
    """En PostgreSQL hay más maneras de dejarlo puesto y sin efecto."""
    if connections["default"].vendor != "postgresql":
        test_un_candado_quitado_o_vaciado_se_nota("default")
        return
    with connections["default"].cursor() as cursor:
        cursor.execute("ALTER TABLE expediente_envio DISABLE TRIGGER expediente_envio_no_cambia")
        cursor.execute(
            "CREATE OR REPLACE TRIGGER expediente_envio_no_se_borra BEFORE DELETE ON expediente_envio "
            "FOR EACH ROW WHEN (false) EXECUTE FUNCTION expediente_envio_no_se_borra()"
        )
    _, cambiados, _ = distintos("default", disparadores())
    assert cambiados == {"expediente_envio_no_cambia", "expediente_envio_no_se_borra"}


def _desarmar(cursor: Any, nombre: str, tabla: str) -> None:
    """El mismo nombre, que ya no impide nada."""
    if cursor.db.vendor == "postgresql":
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {nombre}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
        )
        return
    _quitar(cursor, nombre, tabla)
    cursor.execute(f"CREATE TRIGGER {nombre} BEFORE UPDATE ON {tabla} WHEN 0 BEGIN SELECT 1; END")


def test_guardar_otra_vez_lo_que_no_ha_enviado_sigue_siendo_posible(
    candidatura: Candidatura, ahora: datetime
) -> None:
    leer_aviso(candidatura, ahora)
    for _ in range(2):
        guardar_identidad(candidatura, identidad_completa() | consentir(publicacion=False), ahora)

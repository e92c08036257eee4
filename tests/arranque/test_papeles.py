"""Cada papel de PostgreSQL puede lo suyo, en un recorrido entero, y no puede lo ajeno."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import ProgrammingError, connections, transaction

from conoceles.arranque import papeles
from conoceles.arranque.apps import disparadores
from conoceles.arranque.bases import ALIAS
from conoceles.arranque.servicios import turno
from conoceles.expediente.actos.decisiones import validar
from conoceles.identidad.llaves import llavero
from conoceles.informes.documento import firmas
from conoceles.nucleo import secretos
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.publicacion.publicador import publicar, publicar_raiz
from conoceles.publicacion.registro_publico import Libro
from personas import CORA, capturar, enviar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.postgres


@pytest.fixture
def con_papeles(base: None) -> None:
    """Lo suyo se lo dio la migración; repetirlo no cambia nada."""
    for alias in ALIAS:
        assert papeles.reparar(alias) == (
            sorted(map(papeles.nombre, papeles.PAPELES)) if _es_postgres() else []
        )


def _es_postgres() -> bool:
    return connections["default"].vendor == "postgresql"


def _en(alias: str, orden: str) -> Any:
    with connections[alias].cursor() as cursor:
        cursor.execute(orden)
        return cursor.fetchall() if cursor.description else None


@contextmanager
def como(papel: str) -> Iterator[None]:
    """Las tres bases, con ese papel."""
    if not _es_postgres():
        yield
        return
    for alias in ALIAS:
        _en(alias, f"SET ROLE {papeles.nombre(papel)}")
    try:
        yield
    finally:
        for alias in ALIAS:
            _en(alias, "RESET ROLE")


def test_un_recorrido_entero_se_hace_con_los_papeles(
    con_papeles: None, candidatura: Candidatura, datos: Any, ahora: datetime
) -> None:
    secretos.crear_faltantes()
    with como("captura"):
        capturar(candidatura, ahora)
        enviar(candidatura, ahora)
        validar(candidatura=candidatura, por=CORA, ahora=ahora + timedelta(hours=1))
    with como("obrero"):
        despues = ahora + timedelta(hours=2)
        publicar(candidatura.proceso_id, ahora=despues)
        publicar_raiz(despues)
        firmas.firmar_pendientes(despues)
        Libro().al_dia(despues)
    with como("lector"):
        [(cuantas,)] = _en("default", "SELECT count(*) FROM expediente_envio")
    assert cuantas == 1
    assert list((datos / "sitio" / candidatura.proceso_id / "manifiestos").glob("*.json"))


AJENO = [
    ("captura", "default", "DELETE FROM expediente_envio"),
    ("captura", "default", "UPDATE bitacora_entrada SET acto = 'otro'"),
    ("captura", "default", "TRUNCATE expediente_envio"),
    ("captura", "default", "ALTER TABLE expediente_envio DISABLE TRIGGER ALL"),
    ("captura", "default", "DROP TRIGGER bitacora_entrada_no_cambia ON bitacora_entrada"),
    ("captura", "default", "CREATE TABLE suya (x int)"),
    ("captura", "default", "SET session_replication_role = replica"),
    (
        "captura",
        "default",
        "INSERT INTO informes_firmadeinforme SELECT id, '', '', now() FROM informes_informe",
    ),
    ("captura", "default", "DELETE FROM publicacion_publicada"),
    ("captura", "identidad", "DELETE FROM bitacora_entrada"),
    ("obrero", "default", "UPDATE expediente_envio SET por = 'otra'"),
    ("obrero", "identidad", "ALTER TABLE bitacora_entrada DISABLE TRIGGER ALL"),
    ("obrero", "llaves", "DROP TABLE identidad_llave"),
    ("lector", "identidad", "SELECT 1 FROM bitacora_entrada"),
    ("lector", "llaves", "SELECT 1 FROM identidad_llave"),
    ("lector", "default", "SELECT 1 FROM django_session"),
    ("lector", "default", "SELECT password FROM cuentas_cuenta"),
    ("lector", "default", "INSERT INTO pulso_latido DEFAULT VALUES"),
    ("captura", "llaves", "SELECT conoceles_reescribir_llavero()"),
    ("captura", "llaves", "CLUSTER identidad_llave USING identidad_llave_pkey"),
    ("respaldo", "default", "DELETE FROM django_session"),
    ("respaldo", "identidad", "UPDATE bitacora_entrada SET acto = 'otro'"),
]


@pytest.mark.parametrize(("papel", "alias", "orden"), AJENO)
def test_lo_ajeno_lo_niega_la_base(base: None, papel: str, alias: str, orden: str) -> None:
    if not _es_postgres():
        assert papeles.reparar(alias) == []  # sin papeles, no hay nada que dar ni que negar
        return
    niega = pytest.raises(ProgrammingError, match=r"permission denied|must be owner")
    with como(papel), niega, transaction.atomic(using=alias):
        _en(alias, orden)


@pytest.mark.parametrize("papel", ["", "obrero"])
def test_el_llavero_se_reescribe_sea_o_no_de_quien_lo_pide(
    con_papeles: None, monkeypatch: pytest.MonkeyPatch, papel: str
) -> None:
    """Con `VACUUM`, a quien no es su dueño PostgreSQL no le diría nada: lo destruido seguiría en sus páginas."""
    en_disco = "SELECT pg_relation_filenode('identidad_llave')"
    antes = _en("llaves", en_disco) if _es_postgres() else None
    monkeypatch.setenv("CONOCELES_PAPEL", papel)
    with como(papel) if papel else nullcontext():
        llavero.reescribir()
    assert antes is None or _en("llaves", en_disco) != antes


def test_lo_que_alguien_dio_de_mas_se_quita_al_reparar(con_papeles: None) -> None:
    if not _es_postgres():
        return
    _en("identidad", "GRANT SELECT ON bitacora_entrada TO conoceles_lector")
    papeles.reparar("identidad")
    test_lo_ajeno_lo_niega_la_base(None, "lector", "identidad", "SELECT 1 FROM bitacora_entrada")


@pytest.mark.parametrize("alias", ALIAS)
def test_ningun_papel_puede_lo_que_un_candado_niega_a_todos(base: None, alias: str) -> None:
    negado = {(d.tabla, d.evento) for d in disparadores() if d.base == alias and d.condicion == "1 = 1"}
    for tabla, acto in negado:
        for papel in papeles.PAPELES:
            assert acto not in papeles.permisos(alias, papel, tabla)
    assert papeles.permisos("identidad", "lector", "bitacora_entrada") == ()
    assert papeles.permisos("default", "captura", "expediente_envio") == ("SELECT", "INSERT")


def test_la_llave_de_acuses_no_se_cambia_con_una_captura_en_marcha(
    con_papeles: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """La que sea, de la máquina que sea: el servidor dice quién está. Aquí su papel no entra, y se mira por otro que sí."""
    turno.exigir_sin_captura()
    if not _es_postgres():
        return
    [(quien,)] = _en("default", "SELECT session_user")
    monkeypatch.setattr(papeles, "nombre", lambda papel: {"captura": quien}[papel])
    with pytest.raises(ErrorDeDominio, match="Hay una captura en marcha"):
        turno.exigir_sin_captura()

"""Los candados de cada sala están en su base, en el motor que toque, y vuelven si Django los pierde."""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from conoceles.arranque.apps import disparadores
from conoceles.nucleo.disparadores import Disparador, de_la_base, instalados

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base")]
BASES = ("default", "identidad", "llaves")
INMUTABLES = {
    "default": {
        "ayuda_asistencia",
        "ayuda_capacitacion",
        "ayuda_listafirmada",
        "ayuda_respuestadeayuda",
        "ayuda_solicituddeayuda",
        "bitacora_entrada",
        "correo_correo",
        "curricular_fotografia",
        "curricular_versioncurricular",
        "difusion_elenco",
        "difusion_publicada",
        "evaluacion_conclusion",
        "evaluacion_resolucion",
        "expediente_avisoleido",
        "expediente_envio",
        "expediente_observacion",
        "expediente_recordatorio",
        "expediente_ronda",
        "informes_actividad",
        "informes_avisodecambio",
        "informes_casonoprevisto",
        "informes_informe",
        "informes_liberacion",
        "informes_pasodeentregable",
        "informes_pasodeinforme",
        "proceso_enmienda",
        "proceso_versiondedefinicion",
    },
    "identidad": {
        "bitacora_entrada",
        "identidad_conteosuelto",
        "identidad_consentimiento",
        "identidad_documentoidentidad",
        "identidad_tablaasentada",
        "identidad_versiondescartada",
    },
}


def _de(alias: str) -> list[Disparador]:
    return de_la_base(alias, disparadores())


@pytest.mark.parametrize("alias", BASES)
def test_lo_declarado_y_lo_instalado_son_lo_mismo(alias: str) -> None:
    """Ni falta uno, ni queda uno viejo que nadie declara."""
    assert instalados(alias) == {d.nombre for d in _de(alias)}


@pytest.mark.parametrize("alias", BASES)
def test_cada_candado_vive_sobre_una_tabla_de_su_base(alias: str) -> None:
    from django.db import connections

    tablas = set(connections[alias].introspection.table_names())
    assert {d.tabla for d in _de(alias)} <= tablas


@pytest.mark.parametrize(("alias", "tablas"), INMUTABLES.items())
def test_lo_que_solo_se_agrega_no_se_cambia_ni_se_borra(alias: str, tablas: set[str]) -> None:
    for evento in ("UPDATE", "DELETE"):
        assert tablas <= {d.tabla for d in _de(alias) if d.evento == evento}


def test_ni_reemplazando_ni_vaciando_se_borra_lo_asentado(candidatura: Candidatura) -> None:
    """Los caminos de cada motor que no son un DELETE."""
    from django.db import IntegrityError, connection, transaction

    sentencia = {
        "sqlite": "INSERT OR REPLACE INTO expediente_ronda SELECT * FROM expediente_ronda",
        "postgresql": "TRUNCATE expediente_ronda CASCADE",
    }[connection.vendor]
    connection.check_constraints()  # PostgreSQL no vacía una tabla con revisiones pendientes
    with pytest.raises(IntegrityError, match="no se"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sentencia)
    assert candidatura.rondas.count() == 1


def test_ningun_nombre_se_repite_en_una_base() -> None:
    for alias in BASES:
        nombres = [d.nombre for d in _de(alias)]
        assert len(nombres) == len(set(nombres))
        assert all(re.fullmatch(r"[a-z0-9_]{1,63}", nombre) for nombre in nombres)


def test_toda_sala_que_declara_candados_esta_instalada() -> None:
    from django.apps import apps

    salas = {a.name for a in apps.get_app_configs() if a.name.startswith("conoceles.")}
    con_candados = {s for s in salas if find_spec(f"{s}.disparadores")}
    assert con_candados >= {f"conoceles.{s}" for s in ("bitacora", "curricular", "identidad", "expediente")}


@pytest.mark.parametrize("alias", BASES)
def test_perdidos_vuelven_al_avisar_que_se_migro(alias: str) -> None:
    """Se quitan todos, como cuando SQLite rehace sus tablas, y el aviso posterior los repone."""
    from django.apps import apps
    from django.core.management.sql import emit_post_migrate_signal
    from django.db import connections

    with connections[alias].cursor() as cursor:
        for disparador in _de(alias):
            sobre = f" ON {disparador.tabla}" if connections[alias].vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {disparador.nombre}{sobre}")
    assert instalados(alias) == set()
    emit_post_migrate_signal(verbosity=0, interactive=False, db=alias, apps=apps)
    assert instalados(alias) == {d.nombre for d in _de(alias)}

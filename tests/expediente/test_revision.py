"""Observar, subsanar, y qué puede publicarse mientras tanto."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from conoceles.bitacora.consultas import de_folio
from conoceles.expediente.actos.decisiones import Reparo, observar_secciones, validar
from conoceles.expediente.consultas import secciones_publicables
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from personas import CORA, LARGO, enviar, guardar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

EXPLICA = "Falta decir en qué años trabajó en cada lugar."


def _observar(candidatura: Candidatura, ahora: datetime, *secciones: str) -> None:
    reparos = [Reparo(s, "incompleta", EXPLICA) for s in secciones]
    observar_secciones(candidatura=candidatura, reparos=reparos, por=CORA, ahora=ahora)
    candidatura.refresh_from_db()


def _publicables(candidatura: Candidatura) -> frozenset[str]:
    return secciones_publicables(candidatura.definicion, [candidatura])[candidatura.pk]


def test_observar_dos_secciones_deja_publicar_las_demas(en_revision: Candidatura, ahora: datetime) -> None:
    assert _publicables(en_revision) == frozenset()
    _observar(en_revision, ahora, "historia", "identidad")
    publicables = _publicables(en_revision)
    assert {"trayectoria", "estudios", "fotografia"} <= publicables
    assert not {"historia", "identidad"} & publicables


def test_subsanar_no_publica_lo_observado_hasta_validarlo(en_revision: Candidatura, ahora: datetime) -> None:
    _observar(en_revision, ahora, "historia")
    guardar(en_revision, "historia", {"historia": LARGO + " De 2010 a 2022."}, ahora)
    enviar(en_revision, ahora)
    assert "historia" not in _publicables(en_revision)
    assert "trayectoria" in _publicables(en_revision)
    validar(candidatura=en_revision, por=CORA, ahora=ahora)
    en_revision.refresh_from_db()
    assert "historia" in _publicables(en_revision)


def test_observar_de_nuevo_se_rechaza_con_la_razon(en_revision: Candidatura, ahora: datetime) -> None:
    _observar(en_revision, ahora, "historia")
    guardar(en_revision, "historia", {"historia": LARGO + " De 2010 a 2022."}, ahora)
    enviar(en_revision, ahora)
    with pytest.raises(Conflicto, match="única subsanación"):
        _observar(en_revision, ahora, "historia")
    en_revision.refresh_from_db()
    assert en_revision.estado == "enviada"
    assert en_revision.rondas.count() == 2


def test_observar_una_seccion_dos_veces_o_ninguna_no_hace_nada(
    en_revision: Candidatura, ahora: datetime
) -> None:
    for secciones in ((), ("historia", "historia"), ("historia", "otra")):
        with pytest.raises(ErrorDeDominio):
            _observar(en_revision, ahora, *secciones)
    assert not en_revision.observaciones.exists()


def test_observar_deja_una_sola_entrada_sin_el_texto(en_revision: Candidatura, ahora: datetime) -> None:
    _observar(en_revision, ahora, "historia", "motivo")
    entrada = de_folio("default", en_revision.folio).get(acto="observada")
    assert entrada.datos["motivos"] == {"historia": "incompleta", "motivo": "incompleta"}
    assert EXPLICA not in str(entrada.datos)

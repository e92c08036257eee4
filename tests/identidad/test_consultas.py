"""Qué sale de la base B, y qué no."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import borradores, consultas, operaciones
from conoceles.identidad.llaves import retiros
from conoceles.identidad.operaciones import Sello
from conoceles.identidad.permisos.consentimiento import consentir, revocar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado
from conoceles.proceso.definicion import Campo, Condicion, Cuestionario, Seccion
from identidad.conftest import definicion_de_prueba
from personas import respaldar
from sumadas import sumadas

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base")]
Sellar = Callable[..., Sello]
CUESTIONARIO_REAL = definicion_de_prueba().identidad
RESPUESTAS = {"p1": "si", "p2": "pnc", "p3": "no_aplica", "p4": "", "p7": ["ver", "pnc"], "p10": ["pnc"]}
CUESTIONARIO = Cuestionario(
    "identidad",
    "1",
    (
        Seccion(
            "s",
            "S",
            (
                Campo("p1", "Uno", "opcion", obligatorio=True),
                Campo("p3", "Tres", "opcion", obligatorio=True, visible_si=Condicion("p1", ("si",))),
                Campo("p3_otro", "Otro", "texto"),
            ),
        ),
    ),
)


def publicables(claves: list[UUID], **mas: Any) -> dict[UUID, Any]:
    return consultas.publicables(claves, CUESTIONARIO_REAL, **mas)


@pytest.mark.parametrize(("tratamiento", "publicacion"), [(True, False), (False, True), (False, False)])
def test_publicables_sin_consentimiento_no_trae_a_la_persona(
    candidatura: Candidatura, sellada: Sellar, tratamiento: bool, publicacion: bool
) -> None:
    sellada(
        RESPUESTAS,
        consentimiento={"tratamiento": tratamiento, "publicacion": publicacion, "estadistica": True},
    )
    assert publicables([candidatura.clave_identidad]) == {}


def test_publicables_con_consentimiento_calla_los_silencios(
    candidatura: Candidatura, sellada: Sellar
) -> None:
    sellada(RESPUESTAS)
    assert publicables([candidatura.clave_identidad]) == {
        candidatura.clave_identidad: {"p1": "si", "p7": ["ver"]}
    }


def test_publicables_tras_revocar_y_volver_a_consentir(
    candidatura: Candidatura, sellada: Sellar, ana: Alcance, beto: Alcance, eva: Alcance, ahora: datetime
) -> None:
    sellada(RESPUESTAS)
    claves = [candidatura.clave_identidad]
    revocar(candidatura=candidatura, por=ana, ahora=ahora)
    assert publicables(claves) == {}
    todo = {"tratamiento": True, "publicacion": True, "estadistica": True}

    def volver(por: Alcance) -> None:
        consentir(
            candidatura=candidatura,
            consentimiento=todo,
            aviso_version="a1",
            por=por,
            ahora=ahora,
        )

    with pytest.raises(NoEncontrado):
        volver(beto)
    volver(ana)
    assert publicables(claves) == {}
    volver(eva)
    assert publicables(claves) == {}
    respaldar(candidatura, ahora)
    assert set(publicables(claves)) == set(claves)


def test_publicables_con_la_base_de_ayer_no_devuelve_lo_retirado(
    candidatura: Candidatura, sellada: Sellar, ana: Alcance, eva: Alcance, ahora: datetime
) -> None:
    """Alguien repone la base de identidad anterior al retiro; el almacén de llaves, que es otro, sí lo recuerda."""
    sellada(RESPUESTAS)
    clave, despues = candidatura.clave_identidad, ahora + timedelta(hours=1)
    assert set(publicables([clave])) == {clave}
    retiros.asentar(
        clave, retiros.REVOCACION, por=ana, ahora=despues, grupos=[], surten=[], estadistica=False
    )
    assert publicables([clave]) == {}
    assert sumadas([clave], ["p1"], despues) == {"p1": {"sin_respuesta": 1}}
    assert set(publicables([clave], hasta=ahora)) == {clave}  # lo que entonces estaba permitido
    todo = {"tratamiento": True, "publicacion": True, "estadistica": True}
    mas_tarde = despues + timedelta(hours=1)
    consentir(candidatura=candidatura, consentimiento=todo, aviso_version="a1", por=eva, ahora=mas_tarde)
    respaldar(candidatura, mas_tarde)
    assert set(publicables([clave])) == {clave}  # lo autorizó otra vez, después


def test_publicables_tras_suprimir(
    candidatura: Candidatura, sellada: Sellar, dina: Alcance, ahora: datetime
) -> None:
    sellada(RESPUESTAS)
    operaciones.suprimir(candidatura=candidatura, por=dina, ahora=ahora)
    assert publicables([candidatura.clave_identidad]) == {}


@pytest.mark.parametrize(
    ("respuestas", "esperada"),
    [
        ({}, "vacia"),
        ({"p1": "no"}, "completa"),
        ({"p1": "pnc"}, "completa"),
        ({"p1": "si"}, "incompleta"),
        ({"p1": "si", "p3": "maya"}, "completa"),
    ],
)
def test_completitud_sin_decir_que_contesto(
    candidatura: Candidatura,
    ana: Alcance,
    ahora: datetime,
    respuestas: dict[str, str],
    esperada: str,
) -> None:
    vars(candidatura)["definicion"] = SimpleNamespace(identidad=CUESTIONARIO)
    consentido = {f"c_{p}": "no" for p in ("tratamiento", "publicacion", "estadistica")}
    for version, agregado in enumerate(({}, consentido)):
        borradores.guardar(
            candidatura=candidatura,
            respuestas=respuestas | (agregado if respuestas else {}),
            version=version,
            por=ana,
            ahora=ahora,
        )
        if version == 0:
            assert consultas.completitud(candidatura) in ("vacia", "incompleta")
    assert consultas.completitud(candidatura) == esperada


def test_huerfanas_solo_las_viejas_que_nadie_reclama(
    candidatura: Candidatura, sellada: Sellar, ahora: datetime
) -> None:
    sellada({"p1": "si"})
    par = (candidatura.clave_identidad, 1)
    despues = ahora + consultas.GRACIA
    assert consultas.huerfanas([], despues - timedelta(seconds=1)) == []
    assert consultas.huerfanas([par], despues) == []
    assert [(h.clave, h.version) for h in consultas.huerfanas([], despues)] == [par]
    operaciones.descartar_version(
        candidatura=candidatura, version=1, por=Alcance.sistema("reparación"), ahora=ahora
    )
    assert consultas.huerfanas([], despues) == []
    assert publicables([candidatura.clave_identidad]) == {}


def test_faltantes_nombra_lo_que_a_registro_y_b_no_tiene(candidatura: Candidatura, sellada: Sellar) -> None:
    sellada({"p1": "si"})
    clave = candidatura.clave_identidad
    assert consultas.faltantes([(clave, 1), (clave, 2)]) == [(clave, 2)]

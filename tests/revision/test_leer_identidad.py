"""Leer las respuestas de identidad de una persona es un acto: con motivo, con constancia y sin copia."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from conoceles.bitacora import consultas
from conoceles.bitacora.actos import Acto
from conoceles.expediente.actos.conclusiones import concluir
from paginas import check, texto
from personas import DINA, capturar, enviar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

RUTA = "/revision/aaaa1111/identidad/"
CANARIO = "pueblo-canario-zq"
MOTIVO = "Solicitud ARCO 7/2024 de la propia persona"


@pytest.fixture
def enviada(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    capturar(candidatura, ahora, p1="si", p3="otro", p3_otro=CANARIO)
    enviar(candidatura, ahora)
    return candidatura


def test_sin_motivo_no_se_lee_nada(enviada: Candidatura, dina: Client) -> None:
    assert CANARIO not in dina.get(RUTA).content.decode()
    vacia = dina.post(RUTA, {"motivo": "   "})
    assert vacia.status_code == 422
    assert "Escriba el motivo" in texto(check(vacia.content))
    assert CANARIO not in vacia.content.decode()
    assert not consultas.de_folio("identidad", enviada.folio).filter(acto="identidad_leida").exists()


def test_con_motivo_se_lee_y_queda_en_la_bitacora_de_b(enviada: Candidatura, dina: Client) -> None:
    respuesta = dina.post(RUTA, {"motivo": MOTIVO})
    assert CANARIO in texto(check(respuesta.content))
    assert "no-store" in respuesta["Cache-Control"]
    entrada = consultas.de_folio("identidad", enviada.folio).get(acto="identidad_leida")
    assert entrada.datos == {"motivo": MOTIVO}
    assert entrada.actor.startswith("cuenta:")
    assert CANARIO not in dina.get(RUTA).content.decode()


@pytest.mark.parametrize("quien", ["ana", "eva", "cora", "comision"])
def test_nadie_mas_puede(request: pytest.FixtureRequest, enviada: Candidatura, quien: str) -> None:
    navegador = request.getfixturevalue(quien)
    assert navegador.get(RUTA).status_code == 404
    assert navegador.post(RUTA, {"motivo": MOTIVO}).status_code == 404


def test_lo_bloqueado_no_se_lee(enviada: Candidatura, dina: Client, ahora: datetime) -> None:
    concluir(
        candidatura=enviada, acto=Acto.RENUNCIA_REGISTRADA, acuerdo="IEPC/CG01/2024", fecha_acuerdo=ahora.date(),
        por=DINA, ahora=ahora,
    )  # fmt: skip
    assert dina.post(RUTA, {"motivo": MOTIVO}).status_code == 404

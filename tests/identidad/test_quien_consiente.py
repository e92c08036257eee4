"""De quién es el sí: de ella en su sesión, o de quien lo capturó después."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import borradores
from conoceles.identidad.models import Consentimiento
from conoceles.identidad.operaciones import Sello
from conoceles.nucleo.alcance import Alcance
from identidad.conftest import RESPUESTAS, se_ve

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base")]
Sellar = Callable[..., Sello]


def guardar(
    candidatura: Candidatura, por: Alcance, ahora: datetime, *, consiente: bool = False, **mas: Any
) -> None:
    """Guarda en el borrador que se autoriza todo, con lo demás que se diga."""
    dichas = {"c_tratamiento": "si", "c_publicacion": "si", "c_estadistica": "si"} | RESPUESTAS | mas
    _, version = borradores.leer(candidatura=candidatura, por=por)
    borradores.guardar(
        candidatura=candidatura, respuestas=dichas, version=version, por=por, ahora=ahora, consiente=consiente
    )


def test_lo_que_consintio_en_su_sesion_queda_como_suyo_aunque_envie_el_partido(
    candidatura: Candidatura, sellada: Sellar, ana: Alcance, eva: Alcance, ahora: datetime
) -> None:
    guardar(candidatura, eva, ahora)
    guardar(candidatura, ana, ahora, p4="no")
    sellada(RESPUESTAS, por=ana)
    assert Consentimiento.objects.latest("id").medio == "sesion"
    assert se_ve(candidatura) == set()


def test_si_el_partido_contesta_despues_el_consentimiento_es_capturado(
    candidatura: Candidatura, sellada: Sellar, ana: Alcance, eva: Alcance, ahora: datetime
) -> None:
    guardar(candidatura, eva, ahora)
    guardar(candidatura, ana, ahora, consiente=True)
    sellada(RESPUESTAS, por=ana)
    assert Consentimiento.objects.latest("id").medio == "captura"


def test_ella_confirma_en_su_sesion_lo_que_escribio_el_partido(
    candidatura: Candidatura, sellada: Sellar, ana: Alcance, eva: Alcance, ahora: datetime
) -> None:
    guardar(candidatura, ana, ahora)
    guardar(candidatura, eva, ahora, consiente=True)
    sellada(RESPUESTAS, por=ana)
    assert Consentimiento.objects.latest("id").medio == "sesion"


def test_ella_guarda_otro_tema_y_el_si_sigue_siendo_ajeno(
    candidatura: Candidatura, sellada: Sellar, ana: Alcance, eva: Alcance, ahora: datetime
) -> None:
    guardar(candidatura, ana, ahora)
    guardar(candidatura, eva, ahora, p1="no")
    sellada(RESPUESTAS, por=ana)
    assert Consentimiento.objects.latest("id").medio == "captura"

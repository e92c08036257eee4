"""Lo que pasa en el instante exacto de un corte ya cuenta en él; lo que pasa después, no."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.bitacora.actos import Acto
from conoceles.estadistica.pasado import estados_al
from conoceles.estadistica.poblacion import Registro, registros
from conoceles.expediente.actos import conclusiones, ordenes
from conoceles.proceso.consultas import definicion
from personas import CLAVE, DINA, registrada
from vidas import ajustar, llevar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

pytestmark = pytest.mark.postgres
INSTANTE = timedelta(microseconds=1)


def _en(corte: datetime) -> dict[str, Registro]:
    return {r.folio: r for r in registros(definicion(CLAVE), corte)}


@pytest.fixture
def publicada(proceso: Proceso, ahora: datetime) -> Candidatura:
    """Registrada y publicada con todos sus actos en el mismo instante: `ahora`."""
    candidatura = registrada(proceso, "cccc1111", ahora)
    llevar(candidatura, "publicada", ahora)
    candidatura.refresh_from_db()
    return candidatura


def test_quien_se_registra_en_el_corte_cuenta(publicada: Candidatura, ahora: datetime) -> None:
    assert _en(ahora).keys() == {"cccc1111"}
    assert _en(ahora - INSTANTE) == {}


def test_antes_de_su_primer_acto_solo_estaba_registrada(publicada: Candidatura, ahora: datetime) -> None:
    assert estados_al([publicada], CLAVE, ahora - INSTANTE) == {"cccc1111": "registrada"}


def test_el_acto_del_corte_ya_dejo_su_estado(publicada: Candidatura, ahora: datetime) -> None:
    """Otro acto después obliga a leer la bitácora en lugar del estado de hoy."""
    despues = ahora + timedelta(hours=1)
    ajustar(publicada, despues)
    assert _en(ahora)["cccc1111"].estado == "publicada"
    assert _en(despues)["cccc1111"].estado == "ajustada"
    assert _en(despues - INSTANTE)["cccc1111"].estado == "publicada"


def test_la_orden_rige_desde_su_instante_y_deja_de_regir_en_el_que_se_levanta(
    publicada: Candidatura, ahora: datetime
) -> None:
    desde, hasta = ahora + timedelta(hours=1), ahora + timedelta(hours=2)
    orden = {"seccion": "historia", "expediente": "TE-PES-3/2024"}
    ordenes.ocultar_seccion(candidatura=publicada, fecha=date(2024, 4, 24), por=DINA, ahora=desde, **orden)
    ordenes.mostrar_seccion(candidatura=publicada, por=DINA, ahora=hasta, **orden)
    sale = [
        "historia" in _en(corte)["cccc1111"].salen
        for corte in (desde - INSTANTE, desde, hasta - INSTANTE, hasta)
    ]
    assert sale == [True, False, False, True]


def test_la_restituida_esta_como_dice_su_acto_aunque_despues_haya_otro(
    publicada: Candidatura, ahora: datetime
) -> None:
    acuerdo = {"acuerdo": "TE-JDC-9/2024", "fecha_acuerdo": date(2024, 4, 24), "por": DINA}
    cancelada, restituida, despues = (ahora + timedelta(hours=n) for n in (1, 2, 3))
    conclusiones.concluir(candidatura=publicada, acto=Acto.CANCELADA, ahora=cancelada, **acuerdo)
    conclusiones.restituir(candidatura=publicada, ahora=restituida, **acuerdo)
    conclusiones.concluir(candidatura=publicada, acto=Acto.CANCELADA, ahora=despues, **acuerdo)
    assert _en(cancelada) == _en(despues) == {}
    assert _en(restituida)["cccc1111"].estado == "publicada"

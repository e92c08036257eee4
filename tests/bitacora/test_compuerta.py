"""Todo acto sin vuelta, bajo toda duda: espera y dice por qué. La tabla dice cuáles son; la prueba los toma de ahí."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from conoceles.bitacora import compuerta
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.compuerta import EnDuda
from conoceles.bitacora.operaciones import registrar
from conoceles.nucleo.alcance import Alcance
from personas import CLAVE, DINA, SISTEMA

if TYPE_CHECKING:
    from conoceles.proceso.models import Proceso

pytestmark = pytest.mark.postgres
SIN_VUELTA = sorted(acto for acto in Acto if acto.fila.sin_vuelta)
# Lo que el plan y la ley dejan sin vuelta: quitar uno de la tabla pide quitarlo también de aquí, con su porqué.
DEBEN = {
    "bloqueada", "cerrada", "cierre_anunciado", "cifras_fijadas", "entregable_por_vencer", "extracto_entregado",
    "identidad_descartada", "informe_enviado", "plazo_vencido", "proceso_cerrado", "publicada", "recordatorio", "suprimida",
    "tablas_asentadas",
}  # fmt: skip


def _saltar(cuanto: timedelta) -> None:
    from conoceles.pulso.lectura import leer
    from conoceles.pulso.operaciones import latir

    aqui = leer()
    latir(por=SISTEMA, ahora=aqui.pared, lectura=replace(aqui, pared=aqui.pared - cuanto))


def hora_adelantada_sin_que_nadie_lata(proceso: Proceso) -> None:
    _saltar(timedelta(hours=3))


def hora_atrasada_y_frenada(proceso: Proceso) -> None:
    from conoceles.pulso.lectura import leer
    from conoceles.pulso.operaciones import latir

    _saltar(-timedelta(days=30))
    assert latir(por=SISTEMA, ahora=leer().pared) is not None


def definicion_cambiada(proceso: Proceso) -> None:
    from conoceles.nucleo import canonico

    proceso.definicion["nombre"] = "Otra elección"
    dicha = {"definicion": proceso.definicion, "huella": canonico.huella(proceso.definicion)}
    type(proceso).objects.filter(pk=proceso.pk).update(**dicha)


DUDAS = (hora_adelantada_sin_que_nadie_lata, hora_atrasada_y_frenada, definicion_cambiada)


def _hacer(acto: Acto, por: Alcance, ahora: datetime, folio: str = "") -> None:
    with transaction.atomic():
        registrar(using="default", por=por, acto=acto, ahora=ahora, proceso=CLAVE, folio=folio)


def _quien(acto: Acto) -> Alcance:
    return SISTEMA if "sistema" in acto.fila.papeles else DINA


def test_los_actos_sin_vuelta_son_los_que_deben() -> None:
    assert {acto.value for acto in SIN_VUELTA} == DEBEN


@pytest.mark.parametrize("duda", DUDAS)
def test_en_duda_ningun_acto_sin_vuelta_se_hace_y_dice_por_que(
    proceso: Proceso, ahora: datetime, duda: Callable[[Proceso], None]
) -> None:
    duda(proceso)
    assert len(compuerta.dudas(CLAVE)) == 1
    for acto in SIN_VUELTA:
        assert compuerta.cerrada(acto, CLAVE)
        with pytest.raises(EnDuda, match=r"espera a que se aclare una duda\. [EL]"):
            _hacer(acto, _quien(acto), ahora)


@pytest.mark.parametrize("duda", DUDAS)
def test_en_duda_lo_que_si_se_deshace_sigue_y_lo_que_alguien_ordena_de_una_persona_tambien(
    proceso: Proceso, ahora: datetime, duda: Callable[[Proceso], None]
) -> None:
    duda(proceso)
    for acto in (a for a in Acto if not a.fila.sin_vuelta and "sistema" in a.fila.papeles):
        _hacer(acto, SISTEMA, ahora)
    _hacer(Acto.SUPRIMIDA, DINA, ahora, folio="aaaa1111")


def test_sin_duda_todos_pasan(proceso: Proceso, ahora: datetime) -> None:
    assert compuerta.dudas(CLAVE) == []
    for acto in SIN_VUELTA:
        _hacer(acto, _quien(acto), ahora)


def test_la_duda_de_una_eleccion_no_detiene_a_otra(proceso: Proceso, ahora: datetime) -> None:
    definicion_cambiada(proceso)
    assert compuerta.abiertas(Acto.PLAZO_VENCIDO, [CLAVE, ""]) == [""]

"""Cada entregable por vencer se dice una vez por hito, a quien lo debe y a nadie más."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.avisos.models import Aviso
from conoceles.avisos.operaciones import anotar
from conoceles.bitacora.models import Entrada
from conoceles.informes.por_vencer import avisar
from conoceles.informes.registros import avanzar_entregable
from conoceles.proceso.consultas import definicion
from personas import CLAVE, DINA, SISTEMA

if TYPE_CHECKING:
    from conoceles.cuentas.models import Cuenta
    from conoceles.proceso.models import Proceso

UN_DIA = timedelta(days=1)


def _dichos(numero: int) -> list[int]:
    suyas = Entrada.objects.filter(acto="entregable_por_vencer", datos__numero=numero)
    return [e.datos["hito"] for e in suyas.order_by("id")]


@pytest.fixture
def proximo(proceso: Proceso, ahora: datetime) -> tuple[int, datetime]:
    """El primero que vence después de hoy, y su día a las diez."""
    suyos = [e for e in definicion(CLAVE).seguimiento.entregables if e.vence > ahora.date() + 8 * UN_DIA]
    primero = min(suyos, key=lambda e: e.vence)
    return primero.numero, ahora + (primero.vence - ahora.date()).days * UN_DIA


def test_cada_hito_se_dice_una_vez(proximo: tuple[int, datetime]) -> None:
    numero, vence = proximo
    for dias in range(-8, 5):
        for _ in range(2):
            avisar(CLAVE, por=SISTEMA, ahora=vence + dias * UN_DIA)
    assert _dichos(numero) == [7, 3, 1, 0, -1]


def test_antes_de_la_hora_no_se_dice_y_el_atrasado_se_dice_una_vez(proximo: tuple[int, datetime]) -> None:
    numero, vence = proximo
    assert avisar(CLAVE, por=SISTEMA, ahora=(vence - UN_DIA).replace(hour=8, minute=59)) == 0
    avisar(CLAVE, por=SISTEMA, ahora=vence - UN_DIA)
    assert _dichos(numero) == [1]


def test_lo_entregado_no_se_recuerda(proximo: tuple[int, datetime]) -> None:
    numero, vence = proximo
    avanzar_entregable(
        proceso=CLAVE, numero=numero, estado="acusado", constancia="OF-1", por=DINA, ahora=vence - 9 * UN_DIA
    )
    avisar(CLAVE, por=SISTEMA, ahora=vence)
    assert _dichos(numero) == []


def test_lo_sabe_la_administracion_y_no_la_comision(
    proximo: tuple[int, datetime], cuenta: Callable[..., Cuenta]
) -> None:
    for nombre, papel in (("Dina", "administracion"), ("Comision", "consulta"), ("Cora", "revision")):
        cuenta(nombre, papel)
    avisar(CLAVE, por=SISTEMA, ahora=proximo[1])
    while anotar():
        pass
    suyos = Aviso.objects.filter(acto="entregable_por_vencer")
    assert set(suyos.values_list("cuenta__nombre", flat=True)) == {"Dina"}

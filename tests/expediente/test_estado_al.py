"""En qué estado estaba una candidatura lo dice cada entrada, y no el nombre de su acto."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from conoceles.bitacora.actos import POR_NOMBRE
from conoceles.bitacora.estados import ETIQUETAS
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import registrar
from conoceles.estadistica.pasado import estados_al
from conoceles.expediente.actos import operaciones
from personas import CLAVE, SISTEMA, de_partido, identidad_completa, leer_aviso

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

UN_DIA = timedelta(days=1)


@pytest.mark.parametrize("estado", [e for e in ETIQUETAS if e != "registrada"])
def test_el_ultimo_acto_que_mueve_dice_como_queda(en_estado: Callable[..., Candidatura], estado: str) -> None:
    fila = en_estado(estado)
    suyas = Entrada.objects.using("default").filter(folio=fila.folio, datos__has_key="estado")
    assert suyas.order_by("-id").values_list("datos__estado", flat=True).first() == estado


def test_contestar_solo_la_identidad_tambien_es_capturar(
    en_estado: Callable[..., Candidatura], ahora: datetime
) -> None:
    fila = en_estado("habilitada")
    leer_aviso(fila, ahora)
    operaciones.guardar_identidad(
        candidatura=fila,
        respuestas=identidad_completa(),
        version=0,
        por=de_partido(fila),
        ahora=ahora + UN_DIA,
    )
    _acto(fila, "plazo_vencido", ahora + 9 * UN_DIA, estado="omisa")
    assert _al(fila, ahora) == "habilitada"
    assert _al(fila, ahora + 2 * UN_DIA) == "en_captura"


def test_las_entradas_que_no_lo_dicen_se_siguen_leyendo(candidatura: Candidatura, ahora: datetime) -> None:
    """Las de antes: sin `estado`, lo decía el acto."""
    for dia, acto in enumerate(
        ("borrador_guardado", "enviada", "revision_iniciada", "borrador_guardado", "validada")
    ):
        _acto(candidatura, acto, ahora + (dia + 1) * UN_DIA)
    esperados = ["habilitada", "en_captura", "enviada", "en_revision", "en_revision"]
    assert [_al(candidatura, ahora + dia * UN_DIA) for dia in range(5)] == esperados


def _al(candidatura: Candidatura, corte: datetime) -> str:
    return estados_al([candidatura], CLAVE, corte)[candidatura.folio]


def _acto(candidatura: Candidatura, acto: str, momento: datetime, **datos: Any) -> None:
    quien = replace(SISTEMA, papel=min(POR_NOMBRE[acto].fila.papeles))
    with transaction.atomic():
        registrar(
            using="default", por=quien, acto=acto, ahora=momento, proceso=CLAVE, folio=candidatura.folio,
            datos=datos,
        )  # fmt: skip

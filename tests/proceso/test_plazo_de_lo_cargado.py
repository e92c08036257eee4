"""Una elección cargada antes de que la base guardara su plazo lo tiene al actualizar: nadie la vuelve a cargar."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module

import pytest
from django.apps import apps

from cargada import cargada
from conoceles.proceso.models import Contienda
from elecciones import OTRA
from personas import CLAVE

pytestmark = pytest.mark.postgres
PLAZO = ("clave", "captura_desde", "captura_hasta")


def _plazos(clave: str) -> list[tuple[object, ...]]:
    return list(Contienda.objects.filter(proceso=clave).order_by("clave").values_list(*PLAZO))


def test_actualizar_pone_el_plazo_a_cada_eleccion_y_no_toca_el_que_ya_esta(
    base: None, ahora: datetime
) -> None:
    cargada(CLAVE, OTRA, ahora=ahora, inventado=True)
    cargado = {clave: _plazos(clave) for clave in (CLAVE, OTRA)}
    Contienda.objects.filter(proceso=CLAVE).update(captura_desde=None, captura_hasta=None)
    una = Contienda.objects.filter(proceso=OTRA).first()
    assert una is not None
    Contienda.objects.filter(pk=una.pk).update(captura_desde=ahora)
    import_module("conoceles.proceso.migrations.0007_plazo_de_lo_cargado").completar(apps, None)
    assert _plazos(CLAVE) == cargado[CLAVE]
    una.refresh_from_db()
    assert una.captura_desde == ahora
    assert cargado[OTRA] != cargado[CLAVE]

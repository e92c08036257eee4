"""Leída entera o por lotes, de una tabla se ven las filas de las claves que se piden, y ninguna otra."""

from datetime import datetime
from operator import itemgetter
from uuid import UUID

import pytest

from conoceles.identidad.models import Bloqueo
from conoceles.nucleo.bases import de_muchas as lecturas
from conoceles.nucleo.bases.de_muchas import de_muchas, tandas

CLAVES = [UUID(int=n) for n in range(1, 8)]
pytestmark = pytest.mark.django_db(databases=["default", "identidad"])


@pytest.mark.postgres
@pytest.mark.parametrize("veces", [0, 3])  # de lote en lote, y entera
def test_de_muchas_ve_lo_de_cada_clave_en_su_orden(
    veces: int, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lecturas, "_LOTE", 2)
    monkeypatch.setattr(lecturas, "_VECES", veces)
    for bloqueada in (True, False):
        Bloqueo.objects.bulk_create(
            Bloqueo(clave=c, bloqueada=bloqueada, motivo="cierre", en=ahora) for c in reversed(CLAVES)
        )
    filas = Bloqueo.objects.order_by("pk").values_list("clave", "bloqueada")
    leidas = list(de_muchas(filas, "clave", CLAVES[:5], itemgetter(0)))
    assert {c: [b for de, b in leidas if de == c] for c in CLAVES} == {
        c: [True, False] if c in CLAVES[:5] else [] for c in CLAVES
    }
    assert len(list(de_muchas(filas, "clave", None, itemgetter(0)))) == 14


def test_por_tandas_van_todas_y_en_su_orden() -> None:
    unas = [*tandas(range(1001))]
    assert [len(una) for una in unas] == [500, 500, 1]
    assert [n for una in unas for n in una] == [*range(1001)]
    assert [*tandas(())] == []

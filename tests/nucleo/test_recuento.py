"""Después de crecer, la base sabe cuánto hay en cada tabla y busca lo de una boleta por su índice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

from conoceles.nucleo import reloj
from conoceles.nucleo.bases.recuento import recontar
from conoceles.publicacion.publicador import publicar

if TYPE_CHECKING:
    from collections.abc import Callable

    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.postgres


def _el_obrero() -> None:
    from conoceles.arranque.servicios.tareas import TAREAS, Memoria

    [tarea] = [t for t in TAREAS if t.nombre == "recuento"]
    tarea.hacer(Memoria(publicar), "", reloj.ahora())


@pytest.mark.parametrize("recuenta", [recontar, _el_obrero])
def test_lo_asentado_de_unas_candidaturas_se_busca_por_su_folio(
    registrar: Callable[..., Candidatura], recuenta: Callable[[], None]
) -> None:
    from conoceles.bitacora.models import Entrada

    for n in range(40):
        registrar(f"aaaa{n:04}")
    recuenta()
    suyas = Entrada.objects.filter(folio__in=["aaaa0001", "aaaa0002"], acto="candidatura_registrada")
    assert "folio" in suyas.order_by("id").explain()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'bitacora_entrada'")
            assert cursor.fetchone()[0] > 0

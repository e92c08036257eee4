"""Lo apuntado para deshacer una instrucción va a la memoria solo mientras dura el trabajo, y solo si empieza ahí dentro."""

from __future__ import annotations

import pytest
from django.db import connection, connections

from conoceles.nucleo.bases.deshacer import deshacer_en_memoria

pytestmark = pytest.mark.django_db
DE_FABRICA, MEMORIA = 0, 2


def _donde() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA temp_store")
        return int(cursor.fetchone()[0])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL deshace de otra manera")
def test_al_salir_queda_como_estaba_tambien_si_se_falla(monkeypatch: pytest.MonkeyPatch) -> None:
    with deshacer_en_memoria():
        assert _donde() == DE_FABRICA, "dentro de otra transacción no se toca"
    with monkeypatch.context() as afuera:
        afuera.setattr(connections["default"], "in_atomic_block", False)
        with pytest.raises(ZeroDivisionError), deshacer_en_memoria():
            _ = 1 // (_donde() - MEMORIA)
        assert _donde() == DE_FABRICA

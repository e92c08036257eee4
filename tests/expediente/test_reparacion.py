"""Lo que un respaldo anterior trae de regreso se vuelve a suprimir: el llavero no viaja en él y lo recuerda."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente import reparacion
from conoceles.expediente.models import Supresion
from conoceles.identidad import consultas, operaciones
from personas import SISTEMA
from vidas import CALENDARIO

DESPUES = timedelta(minutes=10)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "estado", ["en_captura", "publicada", "ajustada", "cancelada", "sustituida", "bloqueada", "cerrada"]
)
def test_lo_suprimido_por_conclusion_sigue_suprimido(
    en_estado: Callable[..., Candidatura], ahora: datetime, estado: str
) -> None:
    """La base A dice lo que decía el respaldo; el llavero, que aquello ya se destruyó."""
    fila = en_estado(estado)
    operaciones.suprimir(candidatura=fila, por=CALENDARIO, ahora=ahora, motivo="conclusion")
    assert reparacion.reparar(por=SISTEMA, ahora=ahora + DESPUES).suprimidas == 1
    fila.refresh_from_db()
    assert fila.estado == "suprimida"
    assert Supresion.objects.get().motivo == "restauracion"
    assert not fila.borradores.exists()
    assert consultas.destruidas([fila.clave_identidad]) == {fila.clave_identidad}
    assert reparacion.reparar(por=SISTEMA, ahora=ahora + DESPUES).suprimidas == 0


def test_lo_suprimido_por_cierre_conserva_su_archivo(
    en_estado: Callable[..., Candidatura], ahora: datetime
) -> None:
    fila = en_estado("publicada")
    operaciones.suprimir(candidatura=fila, por=CALENDARIO, ahora=ahora, motivo="cierre")
    assert reparacion.repetir_supresiones(por=SISTEMA, ahora=ahora) == 1
    fila.refresh_from_db()
    assert fila.estado == "publicada"
    assert Supresion.objects.get().motivo == "cierre"


def test_borrar_la_identidad_por_otra_causa_no_concluye_a_nadie(
    en_estado: Callable[..., Candidatura], ahora: datetime
) -> None:
    fila = en_estado("publicada")
    operaciones.suprimir(candidatura=fila, por=CALENDARIO, ahora=ahora)
    assert reparacion.repetir_supresiones(por=SISTEMA, ahora=ahora) == 0
    fila.refresh_from_db()
    assert fila.estado == "publicada"


def test_suprimir_a_su_tiempo_no_se_repite(en_estado: Callable[..., Candidatura], ahora: datetime) -> None:
    en_estado("suprimida")
    assert reparacion.repetir_supresiones(por=SISTEMA, ahora=ahora) == 0
    assert Supresion.objects.count() == 1

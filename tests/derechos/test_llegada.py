"""Los plazos de una solicitud corren desde que llegó, y llegar a tiempo es estar a tiempo."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from conoceles.derechos import operaciones
from llegadas import en_la_cola, justo_despues
from personas import DINA

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.nucleo.alcance import Alcance


def test_corren_desde_el_dia_en_que_llego_y_a_tiempo_es_haber_llegado(
    publicada: Candidatura, ella: Alcance
) -> None:
    medianoche = datetime.fromisoformat("2024-04-26T00:00:00-06:00")
    with en_la_cola(justo_despues(medianoche)) as ahora:
        solicitud = operaciones.pedir(candidatura=publicada, derecho="acceso", por=ella, ahora=ahora)
    assert solicitud.recibida_en < medianoche < solicitud.en
    vence = datetime.fromisoformat("2024-05-25T00:00:00-06:00")
    assert solicitud.pasos.get().vence_en == vence
    with en_la_cola(justo_despues(vence)) as tarde:
        operaciones.avanzar(
            solicitud=solicitud, estado="ampliada", nota="Falta un área.", por=DINA, ahora=tarde
        )
    assert solicitud.pasos.count() == 2

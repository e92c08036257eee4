"""La fecha que escribió la cámara es una pista para quien revisa, nunca una razón para rechazar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from conoceles.expediente.reglas import fotografia_fecha
from conoceles.expediente.reglas.caso import FotoDelCaso

if TYPE_CHECKING:
    from conoceles.expediente.reglas import Caso

DECLARADA, PUBLICA = date(2024, 4, 1), date(2024, 4, 25)


@pytest.mark.parametrize(
    ("archivo", "niveles"),
    [
        (None, []),
        (DECLARADA, []),
        (date(2024, 4, 2), []),
        (date(2024, 4, 3), ["informativa"]),
        (date(2022, 4, 1), ["informativa"]),
    ],
)
def test_otra_fecha_en_el_archivo_se_informa(
    caso: Callable[..., Caso], archivo: date | None, niveles: list[str]
) -> None:
    hallados = fotografia_fecha.revisar(caso(foto=FotoDelCaso(DECLARADA, PUBLICA, archivo)))
    assert [h.nivel for h in hallados] == niveles

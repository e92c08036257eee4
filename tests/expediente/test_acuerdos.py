"""El acto que funda una decisión: número y fecha, que nunca es de mañana."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from conoceles.expediente.actos.acuerdos import exigir_acuerdo
from conoceles.nucleo.errores import ErroresDeCampos

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

CASI_MEDIANOCHE = datetime.fromisoformat("2024-04-26T05:59:00+00:00")  # 23:59 del 25 en Durango
HOY, MANANA = date(2024, 4, 25), date(2024, 4, 26)


def test_el_de_hoy_vale_y_sale_limpio(candidatura: Candidatura) -> None:
    dicho = exigir_acuerdo("  IEPC/CG45/2024 ", HOY, candidatura, CASI_MEDIANOCHE)
    assert dicho == ("IEPC/CG45/2024", HOY)


@pytest.mark.parametrize(
    ("numero", "fecha", "campo"),
    [
        (" ", HOY, "acuerdo"),
        ("x" * 121, HOY, "acuerdo"),
        ("1", None, "fecha_acuerdo"),
        ("1", MANANA, "fecha_acuerdo"),
    ],
)
def test_sin_numero_sin_fecha_o_de_manana_se_rechaza(
    candidatura: Candidatura, numero: str, fecha: date | None, campo: str
) -> None:
    with pytest.raises(ErroresDeCampos) as caso:
        exigir_acuerdo(numero, fecha, candidatura, CASI_MEDIANOCHE)
    assert set(caso.value.errores) == {campo}

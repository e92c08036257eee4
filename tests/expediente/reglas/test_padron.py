"""El texto contra el padrón."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from conoceles.expediente.reglas import padron

if TYPE_CHECKING:
    from conoceles.expediente.reglas import Caso


def test_padron_otra_edad_informa(caso: Callable[..., Caso]) -> None:
    hallados = padron.revisar(caso({"historia": "Tengo 61 años y vivo en Lerdo."}))
    assert [(h.campo, h.nivel) for h in hallados] == [("historia", "informativa")]


def test_padron_otro_anio_de_nacimiento_informa_sin_decir_la_fecha(caso: Callable[..., Caso]) -> None:
    (hallado,) = padron.revisar(caso({"historia": "Nací en Lerdo, Durango, en 1979."}))
    assert "1980" not in hallado.mensaje


def test_padron_lo_que_coincide_o_habla_de_otra_cosa_no_se_senala(caso: Callable[..., Caso]) -> None:
    texto = "Nací en Canatlán en 1980, tengo 43 años de edad. Tengo 20 años de servicio; en 1999 me titulé."
    assert padron.revisar(caso({"historia": texto})) == []

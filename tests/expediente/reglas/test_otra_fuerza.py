"""Lineamientos, contenidos prohibidos: mencionar a otro partido o candidatura."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from conoceles.expediente.reglas import otra_fuerza

if TYPE_CHECKING:
    from conoceles.expediente.reglas import Caso


def test_otra_fuerza_nombrada_informa(caso: Callable[..., Caso]) -> None:
    (hallado,) = otra_fuerza.revisar(
        caso({"motivo": "A diferencia del Partido Acción Nacional y de MORENA, escucho."})
    )
    assert (hallado.campo, hallado.nivel) == ("motivo", "informativa")
    assert "Partido Acción Nacional, Morena" in hallado.mensaje


def test_otra_fuerza_la_propia_y_sus_alianzas_no_cuentan(caso: Callable[..., Caso]) -> None:
    texto = "Milito en el PRI y represento a la coalición Fuerza y Corazón por Durango."
    assert otra_fuerza.revisar(caso({"motivo": texto})) == []


def test_otra_fuerza_no_confunde_palabras_comunes(caso: Callable[..., Caso]) -> None:
    assert (
        otra_fuerza.revisar(caso({"motivo": "La panadería creció; luego vino otra moreno, y pronto cerró."}))
        == []
    )


def test_otra_fuerza_la_coalicion_puede_nombrar_a_quienes_la_integran(caso: Callable[..., Caso]) -> None:
    propias = "Me postulan el PRI, el PRD y el Partido Acción Nacional."
    assert otra_fuerza.revisar(caso({"motivo": propias}, fuerza="FYCXD")) == []
    (hallado,) = otra_fuerza.revisar(caso({"motivo": "A diferencia de MORENA, escucho."}, fuerza="FYCXD"))
    assert "Morena" in hallado.mensaje


def test_otra_fuerza_a_quien_no_lo_postula_ninguna_de_la_lista_tambien_se_le_senala(
    caso: Callable[..., Caso],
) -> None:
    (hallado,) = otra_fuerza.revisar(caso({"motivo": "Milité en Morena."}, fuerza="CAND. INDEP. 9"))
    assert hallado.campo == "motivo"

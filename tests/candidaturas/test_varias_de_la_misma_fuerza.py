"""Un cargo en que se marcan varias personas: sin suplente, cada una es su fórmula y el archivo no tiene que numerarlas."""

from __future__ import annotations

from dataclasses import replace

import pytest

from candidaturas.sin_base import DIPUTACIONES, hoja, leer
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.lugares import Lugar, ubicar
from conoceles.proceso.definicion import Definicion

TITULOS = ("CARGO", "PARTIDO", "DISTRITO", "NOMBRE COMPLETO", "CARACTER", "SEXO", "NUM_LISTA_O_FORMULA")
Sitios = dict[str, int]


def _eleccion(calidades: tuple[str, ...], votos: int) -> Definicion:
    mr, *demas = DIPUTACIONES.cargos
    return replace(DIPUTACIONES, cargos=(replace(mr, calidades=calidades, votos=votos), *demas))


def _ubicadas(
    *dichas: tuple[str, str],
    de: str = "MC",
    calidades: tuple[str, ...] = ("propietaria",),
    votos: int = 2,
    ya: Sitios | None = None,
) -> tuple[Sitios, Informe]:
    """Nombre → posición de esas personas (nombre y número) del distrito 5; `ya`, las que el sistema tenía."""
    definicion = _eleccion(calidades, votos)
    filas = [
        ("Diputación de mayoría relativa", de, "5", nombre, "Propietaria", "Mujer", n) for nombre, n in dichas
    ]
    registros, informe = leer(definicion, hoja(TITULOS, *filas))
    ocupados: dict[Lugar, tuple[str, str]] = {
        ("diputacion-mr-05", de, lugar, "propietaria", 0): (nombre, "")
        for nombre, lugar in (ya or {}).items()
    }
    return {
        r.nombre: lugar[2] for lugar, r in ubicar(registros, definicion, ocupados, informe).items()
    }, informe


ANA, EVA, SOL = ("ANA NÁJERA", "EVA SOTO", "SOL PAZ")


@pytest.mark.parametrize(("de", "votos"), [("MC", 2), ("IND", 1), ("IND", 2)])
def test_sin_suplente_cada_persona_es_su_formula_y_otro_corte_no_mueve_a_nadie(de: str, votos: int) -> None:
    lugares, informe = _ubicadas((SOL, ""), (ANA, ""), de=de, votos=votos)
    assert (informe.errores, sorted(lugares.values())) == ([], [1, 2])
    despues, informe = _ubicadas((EVA, ""), (ANA, ""), (SOL, ""), de=de, votos=votos, ya=lugares)
    assert (informe.errores, despues) == ([], lugares | {EVA: 3})


def test_quien_llega_sin_numero_cuando_otra_falta_va_a_su_lugar_y_ahi_se_pregunta_si_es_ella() -> None:
    """Un nombre corregido no es una persona más: «Eva Soto Paz» va donde estaba «Eva Soto», y el importador lo compara."""
    lugares, _ = _ubicadas(("EVA SOTO PAZ", ""), (ANA, ""), ya={ANA: 1, EVA: 2})
    assert lugares == {ANA: 1, "EVA SOTO PAZ": 2}


def test_con_suplente_cada_formula_dice_su_numero_y_el_error_lo_dice() -> None:
    dos = ("propietaria", "suplente")
    lugares, informe = _ubicadas((ANA, ""), (SOL, ""), calidades=dos)
    frase = (
        "El archivo pone a 2 personas como propietaria del mismo lugar; esta no se importó. "
        "Si son de fórmulas distintas, diga el número de cada una."
    )
    assert (lugares, {e.mensaje for e in informe.errores}) == ({}, {frase})
    assert _ubicadas((ANA, "7"), (SOL, "9"), calidades=dos)[0] == {ANA: 1, SOL: 2}


def test_con_un_solo_voto_un_partido_no_postula_a_dos() -> None:
    lugares, informe = _ubicadas((ANA, ""), (SOL, ""), votos=1)
    assert (lugares, {e.codigo for e in informe.errores}) == ({}, {"LUGAR_REPETIDO"})

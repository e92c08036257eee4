"""Propietaria y suplente en renglones alternos y sin columna de calidad: el mapa da el turno y el lugar lo confirma."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from candidaturas.sin_base import DIPUTACIONES, hoja, leer
from conoceles.proceso.padron import MapaDePadron

TITULOS = ("PARTIDO_COALICION", "CARGO", "DISTRITO", "NOMBRE COMPLETO", "SEXO")
ANA = ("MC", "Diputación MR", "5", "Ana Rentería Soto", "MUJER")
EVA = ("MC", "Diputación MR", "5", "Eva Luna Paz", "MUJER")
CORA = ("PAN", "Diputación MR", "6", "Cora Peña Gil", "MUJER")
DINA = ("PAN", "Diputación MR", "6", "Dina Ríos Mora", "MUJER")
ALTERNA = MapaDePadron(alterna=("propietaria", "suplente"))
NADIE = ("", "", "", "", "")


def _con(mapa: MapaDePadron, *filas: tuple[str, ...], titulos: tuple[str, ...] = TITULOS) -> tuple[Any, Any]:
    return leer(replace(DIPUTACIONES, padron=mapa), hoja(titulos, *filas))


def test_cada_renglon_toma_la_calidad_de_su_turno_y_la_suplente_hereda() -> None:
    for mapa, suplente in (
        (ALTERNA, EVA),
        (replace(ALTERNA, hereda=("fuerza", "cargo")), ("", "", *EVA[2:])),
    ):
        registros, informe = _con(mapa, ANA, suplente, NADIE, CORA, DINA)
        assert [(r.nombre, r.fuerza, r.calidad) for r in registros] == [
            (ANA[3], "MC", "propietaria"), (EVA[3], "MC", "suplente"),
            (CORA[3], "PAN", "propietaria"), (DINA[3], "PAN", "suplente"),
        ]  # fmt: skip
        assert informe.errores == []
        assert [(a.mensaje, a.valores) for a in informe.avisos if a.codigo == "MAPA_TURNO"] == [
            ("Por el mapa, 4 renglones son propietaria y suplente por turno.", 4)
        ]


@pytest.mark.parametrize(
    ("filas", "entran", "fila", "porque"),
    [
        ((ANA, EVA, CORA), 2, 4, "no sigue ningún renglón para suplente"),
        ((ANA, CORA, DINA), 0, 2, "el 3 dice otra cosa en «fuerza»: no es de la misma fórmula"),
        ((ANA, EVA, DINA, ("", "", "5", "Flor Paz Gil", "MUJER")), 2, 4, "el 5 dice otra cosa en «distrito»"),
        ((ANA, NADIE, EVA), 0, 2, "hay uno que no se lee entre el 2 y el 4"),
        ((ANA, EVA, ANA, EVA), 2, 4, "el 4 es del mismo lugar que el de arriba"),
        ((NADIE, EVA, ("", "", "", *ANA[3:]), CORA), 2, 5, "no sigue ningún renglón"),
    ],
)  # fmt: skip
def test_donde_el_turno_no_es_seguro_se_dice_y_no_se_adivina(
    filas: tuple[tuple[str, ...], ...], entran: int, fila: int, porque: str
) -> None:
    registros, informe = _con(replace(ALTERNA, hereda=("fuerza", "cargo", "distrito")), *filas)
    [error] = informe.errores
    assert (len(registros), error.codigo, error.fila) == (entran, "MAPA_ALTERNA", fila)
    assert porque in error.mensaje
    assert "complete el renglón que falta" in error.mensaje
    assert informe.filas == sum(any(f) for f in filas)


def test_con_una_columna_de_calidad_el_turno_sobra() -> None:
    titulos = (*TITULOS, "TIPO_CANDIDATO")
    _, informe = _con(ALTERNA, (*ANA, "SUPLENTE"), (*EVA, "PROPIETARIA"), titulos=titulos)
    assert "«TIPO_CANDIDATO» ya dice la calidad" in next(
        e.mensaje for e in informe.errores if e.codigo == "MAPA_ALTERNA"
    )


def test_sin_mapa_el_error_dice_como_se_declara() -> None:
    _, informe = _con(MapaDePadron(), ANA, EVA)
    assert {e.codigo for e in informe.errores} == {"SIN_CALIDAD"}
    assert all("padron.toml con «alterna»" in e.mensaje for e in informe.errores)

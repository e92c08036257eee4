"""Qué se elige, en frases que concuerdan con el cargo."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conoceles.proceso.boleta import se_elige
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.definicion import Definicion, Puesto
from proceso.conftest import PROCESOS


@pytest.mark.parametrize(
    ("plural", "cada"),
    [
        ("Presidencias municipales", "una por municipio"),
        ("Ayuntamientos", "uno por municipio"),
        ("Consejerías del alumnado", "una por municipio"),
        ("Regidores", "uno por municipio"),
    ],
)
def test_cuantos_son_concuerda_con_el_cargo_y_no_con_el_territorio(
    durango: Definicion, plural: str, cada: str
) -> None:
    cargo = replace(durango.cargos[0], ambito="municipio", plural=plural)
    suya = replace(durango, cargos=(cargo, *durango.cargos[1:]))
    que = next(iter(se_elige.dichos(suya)))[1]
    assert que.endswith(f", {cada}")
    assert que.startswith("15 ")


@pytest.mark.parametrize(
    ("principio", "dicho"),
    [("MR", "Gana la fórmula con más votos en el distrito (mayoría relativa)."), ("", "Gana la fórmula con más votos en el distrito.")],
)  # fmt: skip
def test_el_principio_solo_se_dice_si_la_eleccion_lo_declara(
    durango: Definicion, principio: str, dicho: str
) -> None:
    cargo = replace(durango.cargos[0], principio=principio)
    assert se_elige.como_se_gana(cargo, durango.territorio).endswith(dicho)


def test_de_un_puesto_con_varios_lugares_se_dice_cuantos(durango: Definicion) -> None:
    """«Presidencia y vocalía» haría creer que en el consejo son dos; los que dice municipios.csv varían y no se dicen."""
    puestos = (Puesto("Presidencia"), Puesto("Vocalía", 3), Puesto("Regiduría", columna="regidurias"))
    cargo = replace(durango.cargos[0], ambito="municipio", principio="", puestos=puestos)
    assert se_elige.como_se_gana(cargo, durango.territorio) == (
        "Se vota la planilla entera: presidencia, vocalía (3 lugares) y regiduría. "
        "Gana la que tiene más votos en el municipio."
    )


@pytest.mark.parametrize(
    ("carpeta", "donde"),
    [("durango-2021-2022", ["el estado", "el municipio"]), ("ejemplo-gubernatura", ["el estado"])],
)
def test_una_gubernatura_y_una_presidencia_dicen_que_se_ganan_por_mayoria_relativa(
    carpeta: str, donde: list[str]
) -> None:
    d = leer_carpeta(PROCESOS / carpeta)
    assert [se_elige.como_se_gana(c, d.territorio).rpartition(" más votos en ")[2] for c in d.cargos] == [
        f"{lugar} (mayoría relativa)." for lugar in donde
    ]

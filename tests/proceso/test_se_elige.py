"""Qué se elige, en frases que concuerdan con el cargo."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from conoceles.proceso.boleta import se_elige
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.definicion import Definicion, Puesto
from conoceles.proceso.lenguas.traducibles import traducibles
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


def test_con_varias_suplentes_no_se_vota_por_dos_personas(durango: Definicion) -> None:
    cargo = replace(durango.cargos[0], suplencias=2, principio="")
    assert se_elige.como_se_gana(cargo, durango.territorio) == (
        "Se vota por 3 personas a la vez, que se llaman fórmula: la propietaria ocupa el cargo; sus 2 suplentes, si ella falta. "
        "Gana la fórmula con más votos en el distrito."
    )


@pytest.mark.parametrize(
    "cambio", [{"votos": 2}, {"puestos": (Puesto("Delegación", columna="regidurias"),)}, {"lista": 9}]
)
def test_donde_se_eligen_varias_por_lugar_las_boletas_no_son_cuantas(
    durango: Definicion, cambio: dict[str, Any]
) -> None:
    """«15 delegaciones, una por distrito» sería falso si en cada uno se eligen dos, o las que tenga su planilla."""
    cargo = replace(durango.cargos[0], principio="", plural="Delegaciones al congreso", **cambio)
    suya = replace(durango, cargos=(cargo, *durango.cargos[1:]))
    assert next(iter(se_elige.dichos(suya)))[1] == "delegaciones al congreso, por distrito"


@pytest.mark.parametrize(
    ("cambio", "dicho"),
    [
        ({}, "la suplente, si ella falta. En esta boleta hay una sola fórmula."),
        ({"calidades": ("propietaria",)}, "En esta boleta hay una sola candidatura."),
        ({"votos": 3}, "Cada quien puede marcar hasta 3 personas. En esta boleta hay una sola candidatura."),
        (
            {"puestos": (Puesto("Presidencia"), Puesto("Vocalía"))},
            "Se vota la planilla entera: presidencia y vocalía. En esta boleta hay una sola planilla.",
        ),
        ({"lista": 9, "principio": "RP"}, "en el orden de la lista. En esta boleta hay una sola lista."),
    ],
)
def test_de_una_boleta_con_una_opcion_no_se_dice_que_gane_la_que_tenga_mas_votos(
    durango: Definicion, cambio: dict[str, Any], dicho: str
) -> None:
    cargo = replace(durango.cargos[0], **cambio)
    sola = se_elige.como_se_gana(cargo, durango.territorio, opciones=1)
    assert sola.endswith(dicho)
    assert "más votos" not in sola
    for varias in (0, 2, 7):  # sin nadie todavía, lo que se sabe es cómo se gana
        assert se_elige.como_se_gana(cargo, durango.territorio, opciones=varias) == se_elige.como_se_gana(
            cargo, durango.territorio
        )


def test_donde_no_hay_partidos_ninguno_registra_las_listas(durango: Definicion) -> None:
    sin = replace(durango, fuerzas=tuple(replace(f, tipo="poder") for f in durango.fuerzas))
    cargo = next(c for c in durango.cargos if c.principio == "RP")
    for d, quien in (
        (durango, "Cada partido registra una lista."),
        (sin, "Quien postula registra una lista."),
    ):
        dicho = se_elige.como_se_gana(cargo, d.territorio, con_partidos=d.con_partidos)
        assert dicho.startswith(quien)
        [traducible] = [t for t in traducibles(d) if t.clave == f"cargos.{cargo.clave}.como_se_gana"]
        assert traducible.texto == dicho

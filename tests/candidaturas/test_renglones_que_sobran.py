"""Encabezados repetidos, subtotales y lo que la suplente no repite: el mapa los entiende, los cuenta y no adivina."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from candidaturas.sin_base import ALCALDIAS, DIPUTACIONES, dichos, hoja, leer
from conoceles.proceso.padron import HojaDelMapa, MapaDePadron
from conoceles.proceso.padron import ReglaDeColumnas as Regla

TITULOS = ("POSTULA", "CARGO", "DISTRITO", "TIPO_CANDIDATO", "NOMBRE COMPLETO", "SEXO")
ANA = ("MC", "Diputación MR", "5", "PROPIETARIA", "Ana Rentería Soto", "MUJER")
EVA = ("", "", "5", "SUPLENTE", "Eva Luna Paz", "MUJER")
CORA = ("PAN", "Diputación MR", "6", "PROPIETARIA", "Cora Peña Gil", "MUJER")
SUBTOTAL = ("", "Subtotal distrito 5", "2")
POSTULA = Regla(("POSTULA",), a="fuerza")
HEREDA = MapaDePadron(columnas=(POSTULA,), hereda=("fuerza", "cargo"))
SALTA = replace(HEREDA, salta=("Subtotal", "Total"))


def _con(mapa: MapaDePadron, *filas: tuple[str, ...]) -> tuple[Any, Any]:
    return leer(replace(DIPUTACIONES, padron=mapa), hoja(TITULOS, *filas))


def test_la_suplente_toma_del_renglon_de_su_propietaria_lo_que_el_mapa_dice() -> None:
    registros, informe = _con(HEREDA, ANA, EVA)

    assert [(r.nombre, r.fuerza, r.calidad) for r in registros] == [
        (ANA[4], "MC", "propietaria"), (EVA[4], "MC", "suplente"),
    ]  # fmt: skip
    assert informe.errores == []
    assert [d for d in dichos(informe.avisos) if d[0] == "MAPA_HEREDADO"] == [
        ("MAPA_HEREDADO", "Por el mapa, 1 suplente toma «fuerza» del renglón de arriba.", None, "POSTULA", 1),
        ("MAPA_HEREDADO", "Por el mapa, 1 suplente toma «cargo» del renglón de arriba.", None, "CARGO", 1),
    ]


def test_la_fuerza_se_hereda_tambien_de_la_columna_que_solo_dice_partido() -> None:
    mapa = replace(DIPUTACIONES, padron=MapaDePadron(hereda=("fuerza", "cargo")))
    registros, informe = leer(mapa, hoja(("PARTIDO", *TITULOS[1:]), ANA, EVA))

    assert ([r.fuerza for r in registros], informe.errores) == (["MC", "MC"], [])
    assert ("MAPA_HEREDADO", "Por el mapa, 1 suplente toma «partido» del renglón de arriba.", None, "PARTIDO", 1) in dichos(informe.avisos)  # fmt: skip


@pytest.mark.parametrize(
    "filas",
    [
        (ANA, ("", *CORA[1:])),  # una propietaria sin fuerza no hereda
        (ANA, ("", "", "6", *EVA[3:])),  # su distrito es otro
        (ANA, (), EVA),  # no es el renglón inmediato
        (ANA, SUBTOTAL, EVA),
        (EVA,),
    ],
)
def test_lo_que_no_es_de_la_misma_formula_no_se_hereda(filas: tuple[tuple[str, ...], ...]) -> None:
    registros, informe = _con(SALTA, *filas)

    assert {r.nombre for r in registros} <= {ANA[4]}
    assert "FUERZA_DESCONOCIDA" in {e.codigo for e in informe.errores}
    assert "MAPA_HEREDADO" not in {a.codigo for a in informe.avisos}


def test_sin_decirlo_el_mapa_nada_se_hereda() -> None:
    registros, informe = _con(MapaDePadron(columnas=(POSTULA,)), ANA, EVA)

    assert ([r.nombre for r in registros], {e.codigo for e in informe.errores}) == (
        [ANA[4]], {"FUERZA_DESCONOCIDA"},
    )  # fmt: skip
    frase = "El renglón no dice quién postula. Si es quien postula en el renglón de arriba, dígalo en padron.toml con «hereda»."
    assert [e.mensaje for e in informe.errores] == [frase]


def test_los_renglones_que_el_mapa_salta_se_cuentan_por_su_texto() -> None:
    subtotal, total, nadie = ("SUBTOTAL: 2", "x"), ("Total general", "", "3"), ("Totales", "y", "z")

    registros, informe = _con(SALTA, ANA, subtotal, CORA, subtotal, total, nadie)

    assert [r.nombre for r in registros] == [ANA[4], CORA[4]]
    assert {(e.codigo, e.fila) for e in informe.errores if e.fila != 7} == set()
    assert {e.fila for e in informe.errores} == {7}  # «Totales» no es «Total»: lo dice una persona
    assert [(d[1], d[4]) for d in dichos(informe.avisos) if d[0] == "MAPA_RENGLON_FUERA"] == [
        ("Por el mapa no se leen, desde el 3: 2 renglones que empiezan con «Subtotal».", 2),
        ("Por el mapa no se leen, desde el 6: 1 renglón que empieza con «Total».", 1),
    ]


def test_con_mapa_los_encabezados_en_dos_renglones_repetidos_a_media_hoja_no_son_de_nadie() -> None:
    arriba, abajo = ("", "LUGAR", "", "PERSONA", "", ""), ("PUESTO", "CARGO", "DISTRITO", *TITULOS[3:])
    dos = MapaDePadron(
        hojas=(HojaDelMapa("A", encabezados=(3, 4), subtitulo="fuerza"),),
        columnas=(
            Regla(("LUGAR CARGO",), a="cargo"), Regla(("LUGAR DISTRITO",), a="distrito"),
            Regla(("PERSONA TIPO_CANDIDATO",), a="calidad"), Regla(("PERSONA NOMBRE COMPLETO",), a="nombre"),
            Regla(("PERSONA SEXO",), a="sexo"),
        ),
    )  # fmt: skip
    filas = [
        ("Movimiento Ciudadano",),
        (),
        arriba,
        abajo,
        ("", *ANA[1:]),
        ("PAN",),
        arriba,
        abajo,
        ("", *CORA[1:]),
    ]

    registros, informe = leer(replace(DIPUTACIONES, padron=dos), hoja(*filas))

    assert [(r.nombre, r.fuerza) for r in registros] == [(ANA[4], "MC"), (CORA[4], "PAN")]
    assert informe.errores == []
    assert "2 renglones repiten los encabezados, desde el 7, y no son de nadie." in {
        a.mensaje for a in informe.avisos
    }


def test_con_mapa_quien_queda_bajo_otros_encabezados_tampoco_se_pierde_en_silencio() -> None:
    otra = (*TITULOS, "EDAD")

    _, informe = leer(replace(DIPUTACIONES, padron=HEREDA), hoja(TITULOS, ANA, otra, (*CORA, "40")))

    assert [(e.codigo, e.fila) for e in informe.errores] == [("ENCABEZADO_DOBLE", 2)]


@pytest.mark.parametrize(
    ("dicho", "lugar"), [("1a Concejalía", "2"), ("Segunda concejalía", "3"), ("6.ª CONCEJALÍA", "7")]
)
def test_el_ordinal_de_un_puesto_es_su_lugar_en_la_planilla(dicho: str, lugar: str) -> None:
    titulos = ("PARTIDO", "CARGO", "ALCALDÍA", "TIPO_CANDIDATO", "NOMBRE COMPLETO", "SEXO")
    partido = ALCALDIAS.fuerzas[0].siglas

    [uno], informe = leer(ALCALDIAS, hoja(titulos, (partido, dicho, "Coyoacán", *ANA[3:])))

    assert (uno.numero, informe.errores) == (lugar, [])

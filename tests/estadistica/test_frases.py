"""La frase de cada gráfica se sostiene sola: cuenta, denominador y empate, sin decir más que las celdas."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from conoceles.estadistica.frases import frase, sin_publicar

CARGOS = ("Diputaciones", "Presidencias", "Regidurías", "Sindicaturas")


def _dice(clase: str, celdas: list[dict[str, Any]], denominador: int, id_: str = "captura.cargo") -> str:
    cuenta: Any = {"id": id_, "clase": clase, "celdas": celdas, "denominador": denominador}
    return frase(cuenta)


def _de_cada(*partes: tuple[int | None, int]) -> list[dict[str, Any]]:
    """(cuántas, de cuántas) de cada cargo, en su orden."""
    return [
        {"clave": e.lower(), "etiqueta": e, "valor": valor, "de": de, "texto": ""}
        for e, (valor, de) in zip(CARGOS, partes, strict=False)
    ]


HAN_ENVIADO = "Han enviado su cuestionario curricular"


@pytest.mark.parametrize(
    ("partes", "dice"),
    [
        ([(3, 4)], f"{HAN_ENVIADO} 3 de 4 candidaturas registradas (75.0 %)."),
        ([(1, 2), (2, 4)], f"{HAN_ENVIADO} 3 de 6 candidaturas registradas (50.0 %); el avance es el mismo en cada grupo."),
        (
            [(1, 2), (1, 4)],
            f"{HAN_ENVIADO} 2 de 6 candidaturas registradas (33.3 %); "
            "el mayor avance es de «Diputaciones» (1 de 2) y el menor de «Presidencias» (1 de 4).",
        ),
        (
            [(2, 2), (1, 4), (1, 4), (1, 4)],
            f"{HAN_ENVIADO} 5 de 14 candidaturas registradas (35.7 %); el mayor avance es de «Diputaciones» (2 de 2)"
            " y el menor de «Presidencias», «Regidurías» y «Sindicaturas» (25.0 %).",
        ),
        (
            [(2, 2), (1, 4), (2, 8)],
            f"{HAN_ENVIADO} 5 de 14 candidaturas registradas (35.7 %); el mayor avance es de «Diputaciones» (2 de 2)"
            " y el menor de «Presidencias» y «Regidurías» (25.0 %).",
        ),
        ([], f"{HAN_ENVIADO} 0 de 0 candidaturas registradas."),
    ],
)  # fmt: skip
def test_el_avance_dice_quien_va_adelante_y_un_empate_no_se_calla(
    partes: list[tuple[int | None, int]], dice: str
) -> None:
    assert _dice("avance", _de_cada(*partes), sum(de for _, de in partes)) == dice


def test_de_las_fuerzas_no_se_dice_cual_va_mejor() -> None:
    dos = _de_cada((1, 2), (1, 4))
    assert (
        _dice("avance", dos, 6, "captura.fuerza")
        == f"{HAN_ENVIADO} 2 de 6 candidaturas registradas (33.3 %)."
    )
    assert _dice("paridad", dos, 6, "paridad.fuerza") == "2 de 6 candidaturas son de mujeres (33.3 %)."  # fmt: skip


def test_con_mas_de_tres_empatadas_se_dice_cuantas_son() -> None:
    cinco = [
        *_de_cada((1, 4), (1, 4), (1, 4), (1, 4)),
        {"clave": "x", "etiqueta": "Gubernatura", "valor": 1, "de": 1},
    ]
    assert _dice("avance", cinco, 17).endswith(
        "; el mayor avance es de «Gubernatura» (1 de 1) y el menor de 4 grupos empatados (25.0 %)."
    )  # fmt: skip


@pytest.mark.parametrize(
    ("partes", "denominador", "dice"),
    [
        ([(1, 2), (3, 4)], 6, "4 de 6 candidaturas son de mujeres (66.7 %); la menor proporción es de «Diputaciones» (1 de 2)."),
        ([(1, 2), (2, 4)], 6, "3 de 6 candidaturas son de mujeres (50.0 %); la proporción es la misma en cada grupo."),
        ([(1, 2)], 2, "1 de 2 candidaturas es de una mujer (50.0 %)."),
            ([(0, 1)], 1, "0 de 1 candidatura es de una mujer (0.0 %)."),
        (
            [(1, 2), (3, 4), (None, 0)],
            9,
            "4 de 6 candidaturas con el dato son de mujeres (66.7 %); de 3 no se tiene; "
            "la menor proporción es de «Diputaciones» (1 de 2).",
        ),
        ([(None, 0)], 7, "Sin dato: no se tiene el sexo de ninguna de las 7 candidaturas."),
    ],
)  # fmt: skip
def test_la_paridad_se_cuenta_entre_quienes_se_tiene_el_dato(
    partes: list[tuple[int | None, int]], denominador: int, dice: str
) -> None:
    assert _dice("paridad", _de_cada(*partes), denominador) == dice


@pytest.mark.parametrize(
    ("grupos", "dice"),
    [
        ({"Mujeres": 3, "Hombres": 1}, "El grupo más numeroso es «Mujeres»: 3 de 5 candidaturas (60.0 %); de 1 no se tiene el dato."),
        ({"Mujeres": 3, "Hombres": 2}, "El grupo más numeroso es «Mujeres»: 3 de 5 candidaturas (60.0 %)."),
        (
            {"18 a 20 años": 1, "21 a 29 años": 2, "30 a 39 años": 2},
            "Los grupos más numerosos son «21 a 29 años» y «30 a 39 años», con 2 de 5 candidaturas (40.0 %) cada uno.",
        ),
        (
            {"A": 1, "B": 1, "C": 1},
            "Los grupos más numerosos son «A», «B» y «C», con 1 de 5 candidaturas (20.0 %) cada uno; de 2 no se tiene el dato.",
        ),
        ({}, "Sin dato de ninguna de las 5 candidaturas."),
    ],
)  # fmt: skip
def test_no_tener_el_dato_no_es_un_grupo(grupos: dict[str, int], dice: str) -> None:
    celdas: list[dict[str, Any]] = [
        {"clave": e.lower(), "etiqueta": e, "valor": n, "texto": ""} for e, n in grupos.items()
    ]
    falta = {"clave": "sin_dato", "etiqueta": "Sin dato", "valor": 5 - sum(grupos.values()), "texto": ""}
    assert _dice("distribucion", [*celdas, falta], 5) == dice


@pytest.mark.parametrize(
    ("celdas", "de_cuantas", "dice"),
    [
        ([], 5, "Sin información publicada de ninguna de las 5 candidaturas."),
        ([], 1, "Sin información publicada de la única candidatura."),
        (
            [{"clave": "lic", "etiqueta": "Licenciatura", "valor": 2, "texto": ""}],
            5,
            "El grupo más numeroso es «Licenciatura»: 2 de 5 candidaturas (40.0 %); de 3 no hay información publicada.",
        ),
    ],
)
def test_de_lo_que_se_pregunta_falta_publicarlo_y_no_saberlo(
    celdas: list[dict[str, Any]], de_cuantas: int, dice: str
) -> None:
    """Recién abierto el sitio, lo enviado está en revisión: no es que no se tenga."""
    falta = {"clave": "sin_dato", "etiqueta": "Sin información publicada", "valor": 3, "texto": ""}
    assert _dice("distribucion", [*celdas, falta], de_cuantas, "poblacion.grado") == dice


def test_las_acciones_dicen_cual_no_alcanza_su_minimo() -> None:
    indigena = {"clave": "i", "etiqueta": "Indígena", "valor": 1, "minimo": 2}
    joven = {"clave": "j", "etiqueta": "Juventud", "valor": 3, "minimo": 3}
    mayor = {"clave": "m", "etiqueta": "Personas mayores", "valor": 0, "minimo": None}
    otra = {"clave": "o", "etiqueta": "Discapacidad", "valor": 0, "minimo": 1}
    inicio = "Hay 4 registros en acciones afirmativas, entre 9 candidaturas; "
    assert _dice("accion", [indigena, joven, mayor, otra], 9) == inicio + (
        "no alcanzan el mínimo: Indígena, Discapacidad."
    )
    assert _dice("accion", [{**indigena, "minimo": 1}, joven, mayor], 9) == (
        inicio + "ninguna queda debajo de su mínimo."
    )


def _respuesta(clave: str, valor: int, texto: str, mas_menos: int = 5) -> dict[str, Any]:
    entre = {"desde": max(valor - mas_menos, 0), "hasta": valor + mas_menos}
    return {"clave": clave, "etiqueta": clave.capitalize(), "valor": valor, "texto": texto, **entre}


SIN = _respuesta("sin_respuesta", 20, "unas 20 (15 a 25)")
SI = _respuesta("si", 12, "unas 12 (7 a 17)")


@pytest.mark.parametrize(
    ("clase", "celdas", "dice"),
    [
        ("identidad", [SI, SIN], "Contestaron «Sí» unas 12 (7 a 17), de 60 personas con candidatura."),
        (
            "identidad",
            [_respuesta("si", 0, "de 0 a 5"), SIN],
            "Contestaron «Sí» de 0 a 5, de 60 personas con candidatura.",
        ),
        (
            "identidad",
            [_respuesta("norte", 8, "unas 8 (3 a 13)"), _respuesta("sur", 12, "unas 12 (7 a 17)"), SIN],
            "La respuesta más frecuente es «Sur»: unas 12 (7 a 17), de 60 personas con candidatura.",
        ),
        (
            "consentimiento",
            [_respuesta("si", 12, "12 (20.0 %)", 0), SIN],
            "Contestaron «Sí» 12, de 60 personas con candidatura.",
        ),
        (
            "consentimiento",
            [_respuesta("si", 1, "1 (1.7 %)", 0), SIN],
            "Contestó «Sí» 1, de 60 personas con candidatura.",
        ),
    ],
)
def test_lo_estimado_se_dice_con_su_intervalo_y_lo_contado_sin_el(
    clase: str, celdas: list[dict[str, Any]], dice: str
) -> None:
    assert _dice(clase, celdas, 60) == dice


@pytest.mark.parametrize(("exactas", "orienta_poco"), [(0, False), (38, False), (40, True), (60, False)])
def test_donde_el_intervalo_abarca_la_mitad_de_lo_estimado_se_dice_llanamente(
    exactas: int, orienta_poco: bool
) -> None:
    """Diez personas de intervalo, entre las que no se contaron tal cual; si todas se contaron, nada se estimó."""
    dicha = frase(
        {"id": "x", "clase": "identidad", "denominador": 60, "celdas": [SI], "contadas_exactas": exactas}
    )  # type: ignore[typeddict-item]
    assert ("la cifra orienta poco" in dicha) is orienta_poco


def test_las_visitas_dicen_el_dia_con_mas() -> None:
    dias = [
        {"clave": "2024-05-01", "etiqueta": "1 de mayo", "valor": 900},
        {"clave": "2024-05-02", "etiqueta": "2 de mayo", "valor": 1200},
    ]
    assert _dice("visitas", dias, 2100) == (
        "Se han visto 2,100 páginas; el día con más fue el 2 de mayo, con 1,200."
    )


@pytest.mark.parametrize(
    ("estado", "dia", "dice"),
    [
        ("pendiente", None, "Se publica una sola vez; la elección todavía no declara con qué corte."),
        (
            "pendiente",
            date(2024, 4, 27),
            "Se publica una sola vez, con lo recibido hasta el 27 de abril de 2024, después de ese día.",
        ),
        (
            "espera_su_base",
            date(2024, 4, 27),
            "Ya se publicó una vez y no se cuenta otra: espera a que se reponga la base que la tiene.",
        ),
    ],
)
def test_la_tabla_que_no_sale_dice_cuando_o_por_que(estado: str, dia: date | None, dice: str) -> None:
    assert sin_publicar(estado, dia) == dice

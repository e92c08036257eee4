"""Un número y una fecha: cómo se guardan, qué se admite y con qué frase se dice lo contrario."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.carga.preguntas.declaraciones import leer_declaracion
from conoceles.proceso.preguntas.cuestionario import Campo, Cuestionario, Seccion
from conoceles.proceso.preguntas.medidas import al_escribir, en_palabras, grupo, grupos, limites
from conoceles.proceso.preguntas.validacion import limpiar, revisar

ANIOS = Campo("anios", "Años en la organización", "numero", maximo=60, rangos=(0, 5, 6, 20))
HECTAREAS = Campo("hectareas", "Hectáreas que cultiva", "numero", minimo=1, decimales=2)
INGRESO = Campo("ingreso", "Día de ingreso", "fecha", desde=date(1980, 1, 1), hasta=date(2027, 3, 1))
SECCION = Seccion("asociacion", "Asociación", (ANIOS, HECTAREAS, INGRESO))


def dicho(clave: str, texto: str) -> tuple[Any, list[str]]:
    limpio = limpiar(SECCION, {clave: [texto]})
    hallados = revisar(Cuestionario("curricular", "1", (SECCION,)), limpio, envio=True)
    return limpio.get(clave), [h.mensaje for h in hallados]


@pytest.mark.parametrize(
    ("clave", "texto", "guardado"),
    [
        ("anios", "012", "12"), ("anios", "12.0", "12"), ("anios", "0", "0"), ("hectareas", "1,250.50", "1250.5"),
        ("hectareas", "$ 3 000", "3000"), ("ingreso", "15/03/2024", "2024-03-15"),
        ("ingreso", "15 de marzo de 2024", "2024-03-15"), ("ingreso", "2024-03-15 00:00:00", "2024-03-15"),
    ],
)  # fmt: skip
def test_de_muchas_formas_se_guarda_de_una(clave: str, texto: str, guardado: str) -> None:
    assert dicho(clave, texto) == (guardado, [])


def test_lo_que_admite_una_fecha_se_lee_con_su_coma() -> None:
    assert (
        limites(INGRESO) == "un día, como 15/03/2024, desde el 1 de enero de 1980 hasta el 1 de marzo de 2027"
    )
    assert limites(Campo("dia", "Día", "fecha")) == "un día, como 15/03/2024"


@pytest.mark.parametrize(
    ("clave", "texto", "frase"),
    [
        ("anios", "doce", "Escriba solo el número, entero: 12."),
        ("anios", "-3", "Escriba solo el número, entero: 12."),
        ("anios", "1.250", "Escriba un número entero, sin decimales."),
        ("anios", "61", "El mayor que se admite es 60."),
        ("hectareas", "12,5", "Escriba solo el número, con punto si lleva decimales: 1250 o 12.5."),
        ("hectareas", "1.234", "Escriba un número con 2 decimales como máximo."),
        ("hectareas", "0.5", "El menor que se admite es 1."),
        ("hectareas", "9" * 16, "Escriba un número de 15 cifras como máximo."),
        ("ingreso", "31/02/2024", "Escriba un día que exista, como 15/03/2024."),
        ("ingreso", "2024-W10-5", "Escriba un día que exista, como 15/03/2024."),
        ("ingreso", "31/12/1979", "El primer día que se admite es el 1 de enero de 1980."),
        ("ingreso", "02/03/2027", "El último día que se admite es el 1 de marzo de 2027."),
    ],
)
def test_lo_que_no_se_admite_se_dice_y_se_conserva_como_se_escribio(
    clave: str, texto: str, frase: str
) -> None:
    guardado, frases = dicho(clave, texto)
    assert frases == [frase]
    campo = next(c for c in SECCION.campos if c.clave == clave)
    assert al_escribir(campo, guardado) == texto


def test_se_leen_en_espanol_y_se_vuelven_a_teclear_igual() -> None:
    assert en_palabras(HECTAREAS, "1250.5") == "1,250.5"
    assert en_palabras(INGRESO, "2024-03-15") == "15 de marzo de 2024"
    assert al_escribir(INGRESO, "2024-03-15") == "15/03/2024"
    assert al_escribir(INGRESO, "el martes") == "el martes"


def test_se_cuentan_por_rangos() -> None:
    assert grupos(ANIOS) == [("r0", "0 a 4"), ("r5", "5"), ("r6", "6 a 19"), ("r20", "20 o más")]
    assert [grupo(ANIOS, n) for n in ("0", "4", "5", "19", "60", "61", "")] == [
        "r0", "r0", "r5", "r6", "r20", "", "",
    ]  # fmt: skip
    por_anio = Campo("ingreso", "Día", "fecha", rangos=(1990, 2010))
    assert grupos(por_anio) == [("r1990", "1990 a 2009"), ("r2010", "2010 o después")]
    assert [grupo(por_anio, d) for d in ("1989-12-31", "2009-12-31", "2010-01-01")] == ["", "r1990", "r2010"]


@pytest.mark.parametrize(
    ("mal", "clave", "razon"),
    [
        ({"rangos": [5, 1]}, "rangos", "debe ser una lista de números de menor a mayor, como [0, 5, 10]."),
        ({"rangos": [0, 5]}, "rangos", "un número o una fecha se cuenta por rangos: van juntos `indicador` y `rangos`."),
        ({"tipo": "fecha", "decimales": 2}, "decimales", "solo la lleva una pregunta de tipo numero."),
        ({"desde": date(2024, 1, 1)}, "desde", "solo la lleva una pregunta de tipo fecha."),
        ({"tipo": "fecha", "desde": date(2024, 1, 2), "hasta": date(2024, 1, 1)}, "desde",
         "es posterior a `hasta`: no se admitiría ningún día."),
        ({"tipo": "texto", "indicador": {"clave": "a", "titulo": "A"}}, "indicador",
         "solo la lleva una pregunta de tipo opcion, numero o fecha."),
    ],
)  # fmt: skip
def test_la_carpeta_mal_escrita_se_dice_con_su_clave(mal: dict[str, Any], clave: str, razon: str) -> None:
    faltas = Faltas()
    buena = {"clave": "a", "tipo": "numero", "visibilidad": "publica", "columna": "A"}
    leer_declaracion(Tabla(buena | mal, archivo="c.toml", ruta="campos[a]", faltas=faltas), "curricular")
    assert [(f.clave, f.razon) for f in faltas.lista] == [(f"campos[a].{clave}", razon)]

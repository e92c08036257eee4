"""Lo que una celda no dice con certeza es un error con su frase: ni dos personas en una, ni un aviso como nombre."""

from __future__ import annotations

from dataclasses import replace

import pytest

from candidaturas.sin_base import DIPUTACIONES, dichos, hoja, leer
from conoceles.candidaturas.padron.renglones.nombres import es_de_alguien
from conoceles.candidaturas.padron.renglones.normalizar import calidad, unico
from conoceles.proceso.padron import MapaDePadron
from conoceles.proceso.padron import ReglaDeColumnas as Regla

TITULOS = (
    "PARTIDO", "CARGO", "DISTRITO", "TIPO_CANDIDATO", "NOMBRE COMPLETO", "SEXO", "NACIMIENTO", "CURP", "CORREO",
)  # fmt: skip
ANA = (
    "MC", "Diputación MR", "5", "PROPIETARIA", "Ana Rentería Soto", "MUJER", "04/03/1990", "RESA900304MDGNTN01",
    "mailto:ana@x.example",
)  # fmt: skip


@pytest.mark.parametrize(
    ("nombre", "codigo"),
    [
        ("SIN REGISTRO", "SIN_NOMBRE"), ("No registró", "SIN_NOMBRE"), ("Pendiente de registro", "SIN_NOMBRE"),
        ("VACANTE", "SIN_NOMBRE"), ("Cancelada por acuerdo", "SIN_NOMBRE"), ("No se postuló", "SIN_NOMBRE"),
        ("Sin candidatura", "SIN_NOMBRE"), ("Por definir", "SIN_NOMBRE"), ("Ana", "NOMBRE_INCOMPLETO"),
        ("Ana Rentería Soto / Eva Luna", "NOMBRE_DUDOSO"), ("Ana Rentería (RENUNCIÓ)", "NOMBRE_DUDOSO"),
        ("Ana Rentería Soto\nEva Luna Paz", "NOMBRE_DUDOSO"), ("Ana Rentería 2", ""),
        ("Ana Rentería\nSoto", ""), ("RENTERÍA SOTO, ANA", "NOMBRE_DUDOSO"), ("Ana 😀 Rentería", "NOMBRE_DUDOSO"), ("Ana Soto - Eva Paz", "NOMBRE_DUDOSO"), ("C. Ana Soto", "NOMBRE_DUDOSO"), ("LIC. ANA SOTO", "NOMBRE_DUDOSO"), ("Dra Paz Soto", ""),
        ('Ana "La Güera" Soto', "NOMBRE_DUDOSO"), ("Ma. Ana O'Farrill-Ruiz", ""),
        ("Pendiente Soto Ana", ""), ("Renuncia Vacante Soto", ""),
    ],
)  # fmt: skip
def test_lo_que_no_es_el_nombre_de_una_persona_no_se_registra_como_tal(nombre: str, codigo: str) -> None:
    dichos_: list[str] = []
    hay = es_de_alguien(" ".join(nombre.split()), nombre, lambda codigo, _: dichos_.append(codigo))
    assert (hay, dichos_) == (codigo != "SIN_NOMBRE", [codigo] if codigo else [])


@pytest.mark.parametrize("forma", ["{nombre}", "{primer_apellido} {segundo_apellido} {nombre}"])
def test_partir_un_nombre_no_junta_a_las_dos_personas_de_una_celda(forma: str) -> None:
    """Al partirla, la celda ya no tiene líneas: se pregunta antes."""
    mapa = MapaDePadron(columnas=(Regla(("NOMBRE COMPLETO",), formas=(forma,)),))
    dos = (*ANA[:4], "Rentería Soto Ana\nLuna Paz Eva", *ANA[5:])
    _, informe = leer(replace(DIPUTACIONES, padron=mapa), hoja(TITULOS, dos))
    frase = "«Rentería Soto Ana Luna Paz Eva» parece de dos personas, una en cada línea de la celda."
    assert ("NOMBRE_DUDOSO", frase, 2, "NOMBRE COMPLETO", 1) in dichos(informe.errores)


def test_un_lugar_sin_nadie_no_es_una_persona_ni_su_suplente() -> None:
    titulos, nadie = (*TITULOS, "NOMBRE_SUPLENTE"), "SIN REGISTRO"
    registros, informe = leer(
        DIPUTACIONES, hoja(titulos, (*ANA, nadie), (*ANA[:2], "6", "", nadie, *ANA[5:], "Eva Luna Paz"))
    )
    assert [(r.nombre, r.correo) for r in registros] == [("Ana Rentería Soto", "ana@x.example")]
    frase = "«SIN REGISTRO» no es el nombre de una persona."
    assert dichos(informe.errores) == [
        ("SIN_NOMBRE", frase, 2, "NOMBRE_SUPLENTE", 1), ("SIN_NOMBRE", frase, 3, "NOMBRE COMPLETO", 1),
    ]  # fmt: skip


def test_un_nacimiento_que_no_es_el_de_la_curp_se_dice_sin_repetirlo() -> None:
    al_reves = (*ANA[:6], "03/04/1990", *ANA[7:])
    _, informe = leer(DIPUTACIONES, hoja(TITULOS, ANA, al_reves))
    frase = "La fecha de nacimiento no es la que dice la CURP del renglón: una de las dos está mal."
    assert dichos(informe.errores) == [("NACIMIENTO_DISTINTO", frase, 3, "NACIMIENTO", 1)]


@pytest.mark.parametrize("dicho", ["5 y 6", "5, 6", "5.5"])
def test_de_dos_distritos_en_una_celda_no_se_toma_el_primero(dicho: str) -> None:
    registros, informe = leer(DIPUTACIONES, hoja(TITULOS, (*ANA[:2], dicho, *ANA[3:])))
    assert registros == []
    assert dichos(informe.errores) == [
        ("AMBITO_DESCONOCIDO", f"«{dicho}» no es un distrito de esta elección.", 2, "DISTRITO", 1)
    ]


def test_un_numero_es_el_unico_que_dice_el_texto() -> None:
    dichos_ = {"05": 5, "5.0": 5, "Distrito 5": 5, "5 (distrito 05)": 5, "10.00": 10, "5 y 6": None, "": None}
    assert {texto: unico(texto) for texto in dichos_} == dichos_


def test_una_calidad_que_dice_las_dos_o_ninguna_no_se_supone() -> None:
    dichas = {
        "Propietaria/Suplente": "",
        "No suplente": "",
        "Propietario(a)": "propietaria",
        "SUPL": "suplente",
    }
    assert {texto: calidad(texto) for texto in dichas} == dichas


def test_un_partido_por_su_cuenta_donde_va_en_alianza_se_dice_una_vez_por_contienda() -> None:
    alianza = next(f for f in DIPUTACIONES.fuerzas if f.tipo == "coalicion")
    partido, otro = alianza.integrantes[:2]
    filas = [
        (alianza.siglas, *ANA[1:]), (partido, *ANA[1:]), (partido, *ANA[1:3], "SUPLENTE", *ANA[4:]),
        (otro, *ANA[1:2], "6", *ANA[3:]), ANA,
    ]  # fmt: skip

    _, informe = leer(DIPUTACIONES, hoja(TITULOS, *filas))

    frase = f"{partido} postula aquí por su cuenta y también en {alianza.siglas}: revise cuál es."
    assert [d for d in dichos(informe.avisos) if d[0] == "PARTIDO_Y_ALIANZA"] == [
        ("PARTIDO_Y_ALIANZA", frase, 3, "", 1)
    ]

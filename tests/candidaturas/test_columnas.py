"""Lo que dice el encabezado y lo que hay debajo: el sexo, los renglones recorridos, las columnas que nadie conoce."""

from __future__ import annotations

from collections import Counter

import pytest

from candidaturas.renglones import TITULOS, Importar, Padron, avisos, errores, fila
from candidaturas.sin_base import DIPUTACIONES, hoja, leer
from conoceles.candidaturas.models import Candidatura, Persona
from conoceles.nucleo.errores import ErrorDeDominio

# ------------------------------------------------------------------ el sexo


@pytest.mark.parametrize(
    ("columna", "letras", "esperado"),
    [
        ("GENERO", ("F", "M"), {"mujer": 1, "hombre": 1}),
        ("GENERO", ("M", "H"), {"mujer": 1, "hombre": 1}),
        ("SEXO", ("F", "M"), {"mujer": 1, "hombre": 1}),
        ("SEXO", ("M", "H"), {"mujer": 1, "hombre": 1}),
        ("SEXO", ("Masculino", "M"), {"hombre": 2}),
    ],
)
def test_la_m_se_lee_por_lo_que_trae_su_columna(
    importar_padron: Importar, padron: Padron, columna: str, letras: tuple[str, str], esperado: dict[str, int]
) -> None:
    titulos = [columna if titulo == "SEXO" else titulo for titulo in TITULOS]
    ana, berta = fila(sexo=letras[0]), fila("Berta Luna", distrito="6", sexo=letras[1])
    informe = importar_padron(padron(titulos, ana, berta))

    assert informe.errores == []
    assert Counter(Persona.objects.values_list("sexo", flat=True)) == esperado


@pytest.mark.parametrize("letras", [("M", "M"), ("M", ""), ("F", "M", "H")])
def test_una_m_ambigua_se_pregunta(
    importar_padron: Importar, padron: Padron, letras: tuple[str, ...]
) -> None:
    filas = [fila(f"Ana Soto {n}", distrito=str(5 + n), sexo=letra) for n, letra in enumerate(letras)]
    informe = importar_padron(padron(TITULOS, *filas))

    assert errores(informe) == {"SEXO_AMBIGUO": letras.count("M")}
    assert "escriba Mujer u Hombre" in informe.errores[0].mensaje


def test_sin_columna_de_sexo_se_dice_una_sola_vez(importar_padron: Importar, padron: Padron) -> None:
    titulos = [titulo for titulo in TITULOS if titulo != "SEXO"]
    filas = [[c for i, c in enumerate(fila(f"Ana Soto {n}", distrito=str(n))) if i != 5] for n in (5, 6, 7)]
    informe = importar_padron(padron(titulos, *filas))

    [aviso] = [a for a in informe.avisos if a.codigo == "SEXO_SIN_DATO"]
    assert aviso.valores == 3


# ------------------------------------------------------------------ columnas y renglones


@pytest.mark.parametrize(
    "renglon",
    [
        "Diputación MR,5,MC,PROPIETARIA,Ana Rentería, Soto,MUJER,41",
        "Diputación MR,5,MC,PROPIETARIA,MUJER,41",
    ],
)
def test_un_renglon_mas_ancho_o_mas_angosto_que_su_encabezado_no_entra(
    importar_padron: Importar, padron: Padron, renglon: str
) -> None:
    informe = importar_padron(padron(TITULOS, fila("Berta Luna", distrito="6"), renglon.split(",")))

    assert [(e.codigo, e.fila) for e in informe.errores] == [("ANCHO_DISTINTO", 3)]
    assert not Candidatura.objects.exists()


def test_una_columna_desconocida_dice_cuantos_valores_se_perderian(
    importar_padron: Importar, padron: Padron
) -> None:
    informe = importar_padron(padron((*TITULOS, "Facebook"), [*fila(), "ana.soto"]))
    assert [(e.codigo, e.columna, e.valores) for e in informe.errores] == [
        ("COLUMNA_DESCONOCIDA", "Facebook", 1)
    ]

    vacia = importar_padron(padron((*TITULOS, "Facebook"), [*fila(), ""]))
    assert (vacia.errores, avisos(vacia)["COLUMNA_VACIA"]) == ([], 1)


def test_una_columna_sin_encabezado_con_datos_tambien_se_pierde(
    importar_padron: Importar, padron: Padron
) -> None:
    informe = importar_padron(padron((*TITULOS, ""), [*fila(), "dato"]))

    assert errores(informe) == {"COLUMNA_SIN_ENCABEZADO": 1}


def test_nombre_y_apellidos_en_dos_columnas_son_un_nombre_completo(
    importar_padron: Importar, padron: Padron
) -> None:
    titulos = ["NOMBRE" if titulo == "NOMBRE COMPLETO" else titulo for titulo in TITULOS]
    informe = importar_padron(padron((*titulos, "APELLIDOS"), [*fila("José"), "Rentería Soto"]))

    assert informe.errores == []
    assert Persona.objects.get().nombre == "José Rentería Soto"


def test_un_nombre_sin_apellidos_no_entra(importar_padron: Importar, padron: Padron) -> None:
    informe = importar_padron(padron(TITULOS, fila("JOSE")))

    assert errores(informe) == {"NOMBRE_INCOMPLETO": 1}


def test_la_misma_fila_dos_veces_se_avisa_y_con_otros_datos_falla(
    importar_padron: Importar, padron: Padron
) -> None:
    assert avisos(importar_padron(padron(TITULOS, fila(), fila()), simular=True))["FILA_REPETIDA"] == 1
    assert errores(importar_padron(padron(TITULOS, fila(), fila(edad="50")))) == {"FILA_REPETIDA_DISTINTA": 1}


@pytest.mark.parametrize(
    ("titulos", "dice"),
    [
        (("CARGO", "DISTRITO", "PARTIDO", "CARACTER"), "no trae la columna del nombre"),
        (("CARGO|DISTRITO|PARTIDO|NOMBRE",), "vienen en una sola celda"),
    ],
)
def test_lo_que_no_es_un_padron_dice_que_le_falta(
    importar_padron: Importar, padron: Padron, titulos: tuple[str, ...], dice: str
) -> None:
    with pytest.raises(ErrorDeDominio, match=dice):
        importar_padron(padron(titulos, ["x"] * len(titulos)))


@pytest.mark.parametrize(
    ("titulo", "dichos_", "mensaje"),
    [
        ("SEXO", ("H", "MUJER"), ""),
        ("SEXO", ("H", "M", "M"), "«H» se leyó como hombre (1); «M» se leyó como mujer (2)."),
        ("SEXO", ("F", "X"), "«F» se leyó como mujer (1); «X» se leyó como no binario (1)."),
        (
            "GENERO",
            ("H", "MUJER"),
            "La hoja no trae la columna del sexo y se tomó de esta; «H» se leyó como hombre (1).",
        ),
    ],
)
def test_una_letra_que_puede_decir_otra_cosa_y_un_genero_por_sexo_se_dicen(
    titulo: str, dichos_: tuple[str, ...], mensaje: str
) -> None:
    titulos = ("CARGO", "DISTRITO", "PARTIDO", "CARACTER", "NOMBRE COMPLETO", titulo)
    filas = [("Diputación MR", "5", "MC", "PROPIETARIA", "Ana Soto", dicho) for dicho in dichos_]
    _, informe = leer(DIPUTACIONES, hoja(titulos, *filas))
    assert [a.mensaje for a in informe.avisos if a.codigo == "SEXO_ENTENDIDO"] == (
        [mensaje] if mensaje else []
    )

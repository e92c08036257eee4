"""Archivos como los que manda un instituto, con el mapa que escribe quien solo tiene la guía: nada se pierde ni se adivina."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from candidaturas.test_mapa_hojas import COMUNES, EN_UN_RENGLON, LAS_DOS, SUPLENTE
from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.usefixtures("base")
Renglones = list[tuple[str, ...]]
PRESIDENCIA = "Presidencia municipal"
EN_UNO: Renglones = [
    EN_UN_RENGLON,
    (*LAS_DOS, "33"),
    ("PRI", PRESIDENCIA, "Lerdo", "BETO INVENTADO RÍOS", "Hombre", "51", "LEO INVENTADO PAZ", "Hombre", "44"),
]
EN_DOS: Renglones = [
    COMUNES,
    ("PAN", PRESIDENCIA, "Canatlán", "Propietaria", "DINA INVENTADA LARA", "Mujer", "29"),
    ("PAN", PRESIDENCIA, "Canatlán", "Suplente", "CORA INVENTADA NÚÑEZ", "Mujer", "61"),
]
DE_UNO = {
    "ANA INVENTADA NÁJERA": ("lerdo", "propietaria", 40),
    "EVA INVENTADA SOTO": ("lerdo", "suplente", 33),
    "BETO INVENTADO RÍOS": ("lerdo", "propietaria", 51),
    "LEO INVENTADO PAZ": ("lerdo", "suplente", 44),
}
DE_DOS = {
    "DINA INVENTADA LARA": ("canatlan", "propietaria", 29),
    "CORA INVENTADA NÚÑEZ": ("canatlan", "suplente", 61),
}


def _quienes() -> dict[str, tuple[str, str, int | None]]:
    """Nombre → municipio, calidad y edad."""
    return {
        c.persona.nombre: (
            c.formula.contienda.clave.removeprefix("presidencia-"), c.calidad, c.persona.edad_publicada,
        )
        for c in Candidatura.objects.select_related("persona", "formula__contienda")
    }  # fmt: skip


def _faltas(informe: Any) -> list[tuple[str, int | None, str]]:
    return [(e.codigo, e.fila, e.columna) for e in informe.errores]


def test_un_libro_con_la_formula_junta_en_una_hoja_y_en_dos_renglones_en_otra_entra_entero(
    importar_con_mapa: Callable, libro: Callable
) -> None:
    informe = importar_con_mapa(libro(UNO=EN_UNO, DOS=EN_DOS), SUPLENTE)
    assert (informe.errores, informe.filas, informe.altas) == ([], 4, 6)
    assert _quienes() == DE_UNO | DE_DOS


def test_en_csv_son_dos_archivos_y_el_mapa_de_uno_no_deja_pasar_el_otro_a_medias(
    importar_con_mapa: Callable, padron: Callable
) -> None:
    assert importar_con_mapa(padron(*EN_UNO), SUPLENTE).errores == []
    ajeno = importar_con_mapa(padron(*EN_DOS), SUPLENTE)
    assert {codigo for codigo, *_ in _faltas(ajeno)} == {"MAPA_SIN_COLUMNA"}
    assert (ajeno.altas, _quienes()) == (0, DE_UNO)
    assert importar_con_mapa(padron(*EN_DOS), "").errores == []
    assert _quienes() == DE_UNO | DE_DOS, "y nadie de la primera se fue"


COMBINADO = """
[[hojas]]
nombre = "REGISTRO"
encabezados = [4, 5]
hasta = 10
""" + "".join(
    f'[[columnas]]\nde = "{calidad} {titulo}"\na = "{antes}{campo}"\n'
    for calidad, antes in (("PROPIETARIA", ""), ("SUPLENTE", "suplente."))
    for titulo, campo in (("NOMBRE COMPLETO", "nombre"), ("SEXO", "sexo"), ("EDAD", "edad"))
)


def test_titulos_combinados_en_dos_renglones_partido_combinado_vacios_y_total(
    importar_con_mapa: Callable, tmp_path: Path
) -> None:
    """El partido combinado vale en los renglones que abarca y en ninguno más."""
    nuevo = openpyxl.Workbook()
    nuevo.active.title = "REGISTRO"
    for renglon in (
        ("INSTITUTO ELECTORAL INVENTADO",), ("Candidaturas registradas",), (),
        ("PARTIDO", "MUNICIPIO", "CARGO", "PROPIETARIA", None, None, "SUPLENTE", None, None),
        (None, None, None, *("NOMBRE COMPLETO", "SEXO", "EDAD") * 2),
        ("PAN", "Lerdo", PRESIDENCIA, "ANA INVENTADA NÁJERA", "M", 40, "EVA INVENTADA SOTO", "M", 33),
        (None, "Canatlán", PRESIDENCIA, "BETO INVENTADO RÍOS", "H", 51, "LEO INVENTADO PAZ", "H", 44),
        (),
        ("PRI", "Lerdo", PRESIDENCIA, "DINA INVENTADA LARA", "M", 29, None, None, None),
        (None, "Canatlán", PRESIDENCIA, "CORA INVENTADA NÚÑEZ", "M", 61, None, None, None),
        (), ("TOTAL", 4, None, 4, None, None, 2, None, None),
    ):  # fmt: skip
        nuevo.active.append(renglon)
    for combinada in ("D4:F4", "G4:I4", "A6:A7"):
        nuevo.active.merge_cells(combinada)
    nuevo.save(tmp_path / "registro.xlsx")
    informe = importar_con_mapa(tmp_path / "registro.xlsx", COMBINADO)
    assert _faltas(informe) == [("FUERZA_DESCONOCIDA", 10, "")], "sin combinar, no se supone el de arriba"
    avisos = {a.codigo: a.mensaje for a in informe.avisos}
    assert {"CELDA_COMBINADA", "MAPA_RENGLON_FUERA"} <= {*avisos}


def test_nombres_con_apellidos_primero_sexo_f_y_m_fechas_en_texto_y_correos_repetidos(
    importar_con_mapa: Callable, padron: Callable
) -> None:
    titulos = (
        "Partido",
        "Cargo",
        "Municipio",
        "Calidad",
        "Apellidos y nombre",
        "Sexo",
        "F. Nac.",
        "Correo",
        "Correo",
    )
    renglones = [
        ("PAN", PRESIDENCIA, "Lerdo", "P", "NUÑEZ DE LA O ANA MARÍA", "F", "3 de marzo de 1980", "a@x.example", "b@x.example"),
        ("PAN", PRESIDENCIA, "Lerdo", "S", "PEÃ‘A RUIZ EVA", "F", "03/03/85", "c@x.example", ""),
        ("PRI", PRESIDENCIA, "Lerdo", "P", "RÍOS PAZ BETO", "M", "31-12-1970", "d@x.example", "e@x.example"),
        ("PRI", PRESIDENCIA, "Lerdo", "S", "SOTO LEO", "M", "1980-13-40", "", ""),
    ]  # fmt: skip
    mapa = '[[columnas]]\nde = "Apellidos y nombre"\nformas = ["{primer_apellido} {segundo_apellido} {nombre}"]\n'
    ruta = padron(titulos, *renglones, separador=";", codificacion="cp1252")
    informe = importar_con_mapa(ruta, mapa)
    assert {(codigo, fila) for codigo, fila, _ in _faltas(informe)} == {
        ("COLUMNA_REPETIDA", None), ("TEXTO_DANADO", 3), ("MAPA_SIN_FORMA", 5), ("SIN_NOMBRE", 5),
    }  # fmt: skip
    assert informe.altas == 0
    mapa += '[columnas.partes]\n"SOTO LEO" = { primer_apellido = "SOTO", nombre = "LEO" }\n'
    titulos = (*titulos[:-1], "Otro correo")
    renglones[1] = tuple(c.replace("PEÃ‘A", "PEÑA") for c in renglones[1])
    mapa += '[[columnas]]\nde = ["Correo", "Otro correo"]\na = "correos"\n'
    informe = importar_con_mapa(padron(titulos, *renglones, separador=";", codificacion="cp1252"), mapa)
    assert _faltas(informe) == [("FECHA_ILEGIBLE", 5, "F. Nac.")]
    renglones[3] = (*renglones[3][:6], "", *renglones[3][7:])
    informe = importar_con_mapa(padron(titulos, *renglones, separador=";", codificacion="cp1252"), mapa)
    assert informe.errores == []
    de_hombre = {c.persona.nombre for c in Candidatura.objects.filter(persona__sexo="hombre")}
    assert de_hombre == {"BETO RÍOS PAZ", "LEO SOTO"}, "junto a F, M es de masculino"


SUBTITULOS = '[[hojas]]\nnombre = "Listado"\nencabezados = 2\nsubtitulo = "fuerza"\n'
CALIDADES = '[[columnas]]\nde = "Tipo"\na = "calidad"\n[valores.calidad]\n"Prop." = "Propietaria"\n"Supl." = "Suplente"\n'


def test_subtitulos_abreviaturas_y_una_nota_al_pie_se_leen_o_se_preguntan(
    importar_con_mapa: Callable, libro: Callable
) -> None:
    filas: Renglones = [
        ("PLANILLAS REGISTRADAS",),
        ("No.", "Municipio", "Cargo", "Tipo", "Nombre(s)", "Apellido paterno", "Apellido materno", "Género", "Edad"),
        ("PARTIDO ACCIÓN NACIONAL",),
        ("1", "Lerdo", PRESIDENCIA, "Prop.", "ANA", "INVENTADA", "NÁJERA", "Mujer", "40"),
        ("2", "Lerdo", PRESIDENCIA, "Supl.", "EVA", "INVENTADA", "", "MUJER", "s/d"),
        ("",) * 9,
        ("PARTIDO REVOLUCIONARIO INSTITUCIONAL",),
        ("3", "Lerdo, Dgo.", PRESIDENCIA, "Prop.", "BETO", "INVENTADO", "RÍOS", "Hombre", "51"),
        ("Fuente: Secretaría Ejecutiva",),
    ]  # fmt: skip
    primero = importar_con_mapa(libro(Listado=filas), SUBTITULOS)
    assert {("COLUMNA_DESCONOCIDA", None, "Tipo"), ("MAPA_SUBTITULO_SUELTO", 9, "")} <= {*_faltas(primero)}
    [suelto] = [e.mensaje for e in primero.errores if e.codigo == "MAPA_SUBTITULO_SUELTO"]
    assert suelto.startswith("«Fuente: Secretaría Ejecutiva» se lee como subtítulo")
    segundo = importar_con_mapa(libro(Listado=filas), SUBTITULOS + "hasta = 8\n" + CALIDADES)
    assert _faltas(segundo) == [("AMBITO_DESCONOCIDO", 8, "Municipio")]
    filas[7] = ("3", "Lerdo", *filas[7][2:])
    ultimo = importar_con_mapa(libro(Listado=filas), SUBTITULOS + "hasta = 8\n" + CALIDADES)
    assert (ultimo.errores, ultimo.altas) == ([], 3)
    assert {"MAPA_RENGLON_FUERA", "COLUMNA_NO_USADA", "RELLENO_COMO_VACIO"} <= {
        a.codigo for a in ultimo.avisos
    }

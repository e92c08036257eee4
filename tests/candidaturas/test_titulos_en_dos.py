"""Un padrón con títulos en dos renglones, celdas combinadas, la fuerza en un subtítulo y un total al pie se lee sin editarlo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from conoceles.candidaturas.models import Candidatura
from conoceles.candidaturas.padron.mapa.plan import titulos_en_dos
from conoceles.proceso.carga import DefinicionInvalida

from .renglones import avisos

MAYORIA = [
    ("CANDIDATURAS REGISTRADAS",),
    (),
    ("NO.", "MUNICIPIO", "POSTULA", "PROPIETARIA", None, None, "SUPLENTE", None, None),
    (None, None, None, "NOMBRE", "SEXO", "EDAD", "NOMBRE", "SEXO", "EDAD"),
    (1, "Lerdo", "PAN", "ANA INVENTADA NÁJERA", "Mujer", 40, "EVA INVENTADA SOTO", "Mujer", 33),
    (2, None, "MC", "BETO INVENTADO RÍOS", "Hombre", 51, "CORA INVENTADA PEÑA", "Mujer", 29),
    ("TOTAL", None, None, 2),
    ("* Al 10 de mayo.",),
]
COMBINADAS = ("A1:I1", "D3:F3", "G3:I3", "A3:A4", "B3:B4", "C3:C4", "B5:B6")
MAPA = """
[[hojas]]
nombre = "MAYORIA"
encabezados = [3, 4]
hasta = 6
fijos = { cargo = "Presidencia municipal" }
[[hojas]]
nombre = "OTRAS"
subtitulo = "fuerza"
fijos = { cargo = "Presidencia municipal" }
[[columnas]]
de = "POSTULA"
a = "fuerza"
[[columnas]]
de = "PROPIETARIA NOMBRE"
a = "nombre"
[[columnas]]
de = "PROPIETARIA SEXO"
a = "sexo"
[[columnas]]
de = "PROPIETARIA EDAD"
a = "edad"
[[columnas]]
de = "SUPLENTE NOMBRE"
a = "suplente.nombre"
[[columnas]]
de = "SUPLENTE SEXO"
a = "suplente.sexo"
[[columnas]]
de = "SUPLENTE EDAD"
a = "suplente.edad"
"""
SIN_LA_OTRA = MAPA[: MAPA.index('[[hojas]]\nnombre = "OTRAS"')] + MAPA[MAPA.index("[[columnas]]") :]


@pytest.fixture
def mayoria(libro: Callable[..., Path]) -> Callable[..., Path]:
    def _mayoria(**otras: list[tuple[object, ...]]) -> Path:
        ruta = libro(MAYORIA=MAYORIA, **otras)
        abierto = openpyxl.load_workbook(ruta)
        for rango in COMBINADAS:
            abierto["MAYORIA"].merge_cells(rango)
        abierto.save(ruta)
        return ruta

    return _mayoria


def test_el_padron_con_titulos_en_dos_renglones_entra_entero_y_dice_que_hizo(
    importar_con_mapa: Callable, mayoria: Callable
) -> None:
    otras = [
        ("NOMBRE", "CARACTER", "MUNICIPIO", "SEXO", "EDAD"),
        ("PARTIDO DEL TRABAJO",),
        ("DINA INVENTADA CANO", "Propietaria", "Lerdo", "Mujer", 44),
        ("Morena",),
        ("FLOR INVENTADA MEZA", "Propietaria", "Canatlán", "Mujer", 38),
    ]
    informe = importar_con_mapa(mayoria(OTRAS=otras), MAPA)

    assert informe.errores == []
    assert (informe.filas, informe.altas) == (4, 6)
    quienes = Candidatura.objects.values_list(
        "persona__nombre", "calidad", "formula__fuerza__siglas", "formula__contienda__clave", "persona__edad_publicada"
    )  # fmt: skip
    assert set(quienes) == {
        ("ANA INVENTADA NÁJERA", "propietaria", "PAN", "presidencia-lerdo", 40),
        ("EVA INVENTADA SOTO", "suplente", "PAN", "presidencia-lerdo", 33),
        ("BETO INVENTADO RÍOS", "propietaria", "MC", "presidencia-lerdo", 51),
        ("CORA INVENTADA PEÑA", "suplente", "MC", "presidencia-lerdo", 29),
        ("DINA INVENTADA CANO", "propietaria", "PT", "presidencia-lerdo", 44),
        ("FLOR INVENTADA MEZA", "propietaria", "MORENA", "presidencia-canatlan", 38),
    }
    dichos = {aviso.codigo: aviso.mensaje for aviso in informe.avisos}
    assert dichos["CELDA_COMBINADA"] == "4 celdas combinadas con la de arriba valen lo mismo que ella."
    assert dichos["MAPA_RENGLON_FUERA"].endswith("quedan fuera 2 con algo escrito.")


def test_sin_decir_hasta_donde_el_total_es_un_error_y_no_una_persona(
    importar_con_mapa: Callable, mayoria: Callable
) -> None:
    informe = importar_con_mapa(mayoria(), SIN_LA_OTRA.replace("hasta = 6\n", ""))
    assert {error.fila for error in informe.errores} == {7, 8}
    assert not Candidatura.objects.exists()


def test_una_celda_combinada_no_llena_un_renglon_que_no_tiene_nada_suyo(
    importar_padron: Callable, libro: Callable
) -> None:
    """Combinar hasta el final de la tabla no inventa renglones; la de varias columnas no es de ninguna."""
    ruta = libro(
        A=[
            ("PARTIDO", "CARGO", "DISTRITO", "CARACTER", "NOMBRE COMPLETO", "SEXO", "EDAD"),
            ("MC", "Diputación MR", "5", "Propietaria", "ANA INVENTADA NÁJERA", "Mujer", 41),
            ("MC", "Diputación MR", None, "Suplente", "EVA INVENTADA SOTO", "Mujer", 30),
            (),
        ]
    )
    abierto = openpyxl.load_workbook(ruta)
    abierto["A"].merge_cells("C2:C4")
    abierto.save(ruta)
    informe = importar_padron(ruta)
    assert (informe.errores, informe.altas, avisos(informe)["CELDA_COMBINADA"]) == ([], 2, 1)


@pytest.mark.parametrize("renglones", ["[4]", "[4, 6]", "[5, 4]", '["a", "b"]', "[0, 1]"])
def test_dos_renglones_de_titulos_van_seguidos(
    importar_con_mapa: Callable, mayoria: Callable, renglones: str
) -> None:
    with pytest.raises(DefinicionInvalida, match=r"encabezados: diga el renglón de los títulos, o los dos"):
        importar_con_mapa(mayoria(), SIN_LA_OTRA.replace("[3, 4]", renglones))


def test_el_titulo_de_arriba_vale_para_las_columnas_que_abarca() -> None:
    assert titulos_en_dos(("NO.", "PROPIETARIA", "", "OBS"), ("NO.", "NOMBRE", "EDAD", "")) == (
        "NO.", "PROPIETARIA NOMBRE", "PROPIETARIA EDAD", "OBS",
    )  # fmt: skip

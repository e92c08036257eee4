"""Celdas que no traen lo que parecen, y personas que dos renglones o dos cortes dicen distinto."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import openpyxl
import pytest

from candidaturas.renglones import TITULOS, Importar, Padron, avisos, errores, fila
from conoceles.candidaturas.models import Candidatura, Persona

# ------------------------------------------------------------------ celdas que no traen lo que parecen


@pytest.mark.parametrize("error", ["#NAME?", "#¿NOMBRE?", "#REF!", "#¡VALOR!", "#N/D", "########"])
def test_un_error_de_la_hoja_no_vale_como_texto_ni_como_vacio(
    importar_padron: Importar, padron: Padron, error: str
) -> None:
    informe = importar_padron(padron((*TITULOS, "SOBRENOMBRE"), [*fila(), error]))

    assert errores(informe) == {"CELDA_CON_ERROR": 1}
    assert not Candidatura.objects.exists()


@pytest.mark.parametrize(("celda", "tipo"), [("=1/0", "f"), ("#NAME?", "e")])
def test_una_formula_sin_resultado_y_un_error_de_excel_se_dicen(
    importar_padron: Importar, tmp_path: Path, celda: str, tipo: str
) -> None:
    libro = openpyxl.Workbook()
    libro.active.append((*TITULOS, "SOBRENOMBRE"))
    libro.active.append([*fila(), celda])
    libro.active.cell(2, 8).data_type = tipo
    libro.save(tmp_path / "p.xlsx")
    informe = importar_padron(tmp_path / "p.xlsx")

    assert [(e.codigo, e.fila, e.columna) for e in informe.errores] == [("CELDA_CON_ERROR", 2, "SOBRENOMBRE")]
    assert ("fórmula sin resultado" in informe.errores[0].mensaje) is (tipo == "f")


@pytest.mark.parametrize("nombre", ["Ana MUÃ‘OZ", "Ana MU\ufffdOZ", "Ana MUÃ\x91OZ", "Ana MU?OZ"])
def test_un_texto_danado_se_encuentra(importar_padron: Importar, padron: Padron, nombre: str) -> None:
    assert "TEXTO_DANADO" in errores(importar_padron(padron(TITULOS, fila(nombre))))


@pytest.mark.parametrize("nombre", ["João Muñoz", "ANTÔNIO JOÃO", "¿Quién Sabe?"])
def test_un_texto_con_otros_acentos_no_esta_danado(
    importar_padron: Importar, padron: Padron, nombre: str
) -> None:
    assert importar_padron(padron(TITULOS, fila(nombre))).errores == []


@pytest.mark.parametrize("control", ["\x02", "\x07", "\u202e"])
def test_un_caracter_que_no_se_ve_nunca_se_borra_en_silencio(
    importar_padron: Importar, padron: Padron, control: str
) -> None:
    ruta = padron((*TITULOS, "SOBRENOMBRE"), [*fila(), f"COYOACAN{control}XOCHIMILCO"])
    assert errores(importar_padron(ruta)) == {"CARACTER_DE_CONTROL": 1}

    importar_padron(ruta, aceptar=["CARACTER_DE_CONTROL"])
    assert Candidatura.objects.get().sobrenombre == "COYOACAN XOCHIMILCO"


def test_el_mismo_texto_con_acentos_sueltos_no_cambia_nada(importar_padron: Importar, padron: Padron) -> None:
    importar_padron(padron(TITULOS, fila("Íñigo Muñoz Peña")))
    suelto = fila(unicodedata.normalize("NFD", "Íñigo Muñoz Peña"))
    informe = importar_padron(padron(TITULOS, suelto))

    assert (informe.cambios, informe.sin_cambio) == (0, 1)


@pytest.mark.parametrize(
    ("edad", "codigo"), [("45.5", "EDAD_ILEGIBLE"), ("cuarenta", "EDAD_ILEGIBLE"), ("150", "EDAD_IMPOSIBLE")]
)
def test_una_edad_que_no_es_un_entero_posible_no_entra(
    importar_padron: Importar, padron: Padron, edad: str, codigo: str
) -> None:
    assert errores(importar_padron(padron(TITULOS, fila(edad=edad)))) == {codigo: 1}


@pytest.mark.parametrize("relleno", ["n/d", "N/D", "Sin información", "XX", "NINGUNO"])
def test_un_relleno_no_es_un_sobrenombre(importar_padron: Importar, padron: Padron, relleno: str) -> None:
    importar_padron(padron((*TITULOS, "SOBRENOMBRE"), [*fila(), relleno]))

    assert Candidatura.objects.get().sobrenombre == ""


# ------------------------------------------------------------------ quién es quién, y cortes posteriores


def test_la_misma_persona_con_y_sin_acento_en_dos_renglones_no_cambia_al_repetir(
    importar_padron: Importar, padron: Padron
) -> None:
    titulos = (*TITULOS, "NO. LISTA")
    ruta = padron(
        titulos,
        [*fila("ANA SOLIS PEÑA"), ""],
        [*fila("ANA SOLÍS PEÑA", cargo="Diputación RP", distrito=""), "2"],
    )
    informe = importar_padron(ruta)
    assert (informe.errores, informe.personas, avisos(informe)["NOMBRE_CON_DOS_GRAFIAS"]) == ([], 1, 1)
    assert Persona.objects.get().nombre == "ANA SOLÍS PEÑA"

    for _ in range(2):
        informe = importar_padron(ruta)
        assert (informe.altas, informe.cambios, informe.sin_cambio) == (0, 0, 2)


def test_dos_renglones_de_una_persona_que_se_contradicen_se_preguntan(
    importar_padron: Importar, padron: Padron
) -> None:
    titulos = (*TITULOS, "NO. LISTA", "CORREO")
    ruta = padron(
        titulos,
        [*fila(), "", "una@prueba.mx"],
        [*fila(cargo="Diputación RP", distrito=""), "2", "otra@prueba.mx"],
    )
    assert errores(importar_padron(ruta)) == {"PERSONA_CON_DATOS_DISTINTOS": 1}

    aceptar = ["PERSONA_CON_DATOS_DISTINTOS"]
    assert importar_padron(ruta, aceptar=aceptar).altas == 2
    assert importar_padron(ruta, aceptar=aceptar).cambios == 0


def test_una_celda_vacia_o_una_columna_que_falta_no_borra_y_la_marca_si(
    importar_padron: Importar, padron: Padron
) -> None:
    titulos = (*TITULOS, "SOBRENOMBRE")
    importar_padron(padron(titulos, [*fila(), "La Güera"]))
    for sin_dato in (padron(titulos, [*fila(), ""]), padron(TITULOS, fila())):
        assert importar_padron(sin_dato).cambios == 0
    assert Candidatura.objects.get().sobrenombre == "La Güera"

    assert importar_padron(padron(titulos, [*fila(), "(borrar)"])).cambios == 1
    assert Candidatura.objects.get().sobrenombre == ""
    assert importar_padron(padron(titulos, [*fila(), "(borrar)"])).cambios == 0


def test_la_marca_de_borrar_no_se_admite_en_lo_que_no_puede_faltar(
    importar_padron: Importar, padron: Padron
) -> None:
    assert "BORRADO_NO_ADMITIDO" in errores(importar_padron(padron(TITULOS, fila("(borrar)"))))

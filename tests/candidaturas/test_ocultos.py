"""Lo que un libro esconde —un renglón, una columna, una hoja— se lee, y alguien lo acepta: nunca entra ni sale callado."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from struct import pack

import openpyxl
import pytest

from candidaturas.sin_base import DIPUTACIONES, dichos, hoja, leer
from candidaturas.test_xls import _registro, escribir
from conoceles.candidaturas.padron.archivo import lectura
from conoceles.candidaturas.padron.archivo.lectura import Hoja
from conoceles.candidaturas.padron.archivo.piezas import Ocultos
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.renglones.corte import armar
from conoceles.proceso.padron import HojaDelMapa, MapaDePadron
from conoceles.proceso.padron import ReglaDeColumnas as Regla

TITULOS = ("PARTIDO", "CARGO", "DISTRITO", "TIPO_CANDIDATO", "NOMBRE COMPLETO", "SEXO")
ANA = ("MC", "Diputación MR", "5", "PROPIETARIA", "Ana Rentería Soto", "MUJER")
EVA = ("MC", "Diputación MR", "6", "PROPIETARIA", "Eva Luna Paz", "MUJER")
RENGLON = "El renglón está oculto en el archivo y entraría como los demás. Muéstrelo, o quítelo si no va"
COLUMNA = "La columna está oculta en el archivo: {}. Muéstrela, o quítela si no va."
_TRANSICION, _ESTRICTO = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
UNA_HOJA = "La hoja está oculta en el archivo: {}. Muéstrela, o quítela si no va."


def _escondida(ocultos: Ocultos, *filas: tuple[str, ...], nombre: str = "A") -> Hoja:
    return replace(hoja(*filas, nombre=nombre), ocultos=ocultos)


def _estricto(ruta: Path) -> Path:
    """El mismo libro, guardado como «Strict Open XML»: los mismos nombres en otro espacio."""
    nueva = ruta.with_name("estricto.xlsx")
    with zipfile.ZipFile(ruta) as antes, zipfile.ZipFile(nueva, "w") as despues:
        for nombre in antes.namelist():
            dicho = (
                antes.read(nombre)
                .decode()
                .replace(f"{_TRANSICION}/spreadsheetml/2006", f"{_ESTRICTO}/spreadsheetml")
            )
            despues.writestr(
                nombre, dicho.replace(f"{_TRANSICION}/officeDocument/2006", f"{_ESTRICTO}/officeDocument")
            )
    return nueva


@pytest.mark.parametrize("estricto", [False, True])
def test_de_un_libro_de_excel_se_dice_cada_renglon_columna_y_hoja_que_no_se_ve(
    tmp_path: Path, estricto: bool
) -> None:
    nuevo = openpyxl.Workbook()
    vista = nuevo.worksheets[0]
    vista.title = "A"
    for fila in (TITULOS, ANA, EVA):
        vista.append(fila)
    vista.row_dimensions[2].hidden = True
    vista.column_dimensions["C"].hidden = True
    for fila in (TITULOS, (*ANA[:2], "7", *ANA[3:])):
        oculta = nuevo["B"] if "B" in nuevo.sheetnames else nuevo.create_sheet("B")
        oculta.append(fila)
    oculta.sheet_state = "hidden"
    oculta.auto_filter.ref = "A1:F2"
    oculta.auto_filter.add_filter_column(0, ["PAN"])
    oculta.row_dimensions[2].hidden = True
    nuevo.save(tmp_path / "p.xlsx")

    ruta = _estricto(tmp_path / "p.xlsx") if estricto else tmp_path / "p.xlsx"
    leida = lectura.leer(ruta)
    informe = Informe()
    corte = armar(leida, DIPUTACIONES, informe)
    assert [(a.hoja, *d) for a, d in zip(informe.errores, dichos(informe.errores), strict=True)] == [
        ("A", "RENGLON_OCULTO", f"{RENGLON}.", 2, "", 1),
        ("A", "COLUMNA_OCULTA", COLUMNA.format("2 valores entrarían"), None, "C (DISTRITO)", 2),
        ("B", "HOJA_OCULTA", UNA_HOJA.format("1 renglón entraría"), None, "", 1),
        ("B", "RENGLON_OCULTO", f"{RENGLON}; la hoja trae un filtro puesto, y puede ser lo que lo esconde.", 2, "", 1),
    ]  # fmt: skip
    assert [r.fila for r in corte.registros] == [2, 3, 2]


def test_un_xls_dice_lo_que_oculta(tmp_path: Path) -> None:
    """El renglón sin alto y la columna oculta, según [MS-XLS]: los demás tienen los mismos datos sin esas marcas."""
    renglones = b"".join(
        _registro(0x0208, pack("<8H", n, 0, 7, 255, 0, 0, marca, 0))
        for n, marca in ((0, 0x0100), (1, 0x0120))
    )
    columnas = b"".join(
        _registro(0x007D, pack("<6H", a, b, 2560, 15, marca, 0)) for a, b, marca in ((0, 1, 2), (2, 3, 3))
    )
    ruta = escribir(tmp_path / "p.xls", renglones + columnas, en_sectores_chicos=False)
    esperado = Ocultos(renglones=(1,), columnas=((2, 2), (3, 3)))
    assert lectura.leer(ruta).hojas[0].ocultos == esperado
    filtrado = escribir(
        tmp_path / "f.xls", renglones + columnas + _registro(0x9B, b""), en_sectores_chicos=True
    )
    assert lectura.leer(filtrado).hojas[0].ocultos == replace(esperado, filtro=True)


def test_lo_oculto_que_nadie_lee_no_se_pregunta() -> None:
    """Los títulos, un renglón vacío, una columna sin valores o que el sistema no usa: nada de eso entra."""
    ocultos = Ocultos(renglones=(0, 2), columnas=((6, 6), (7, 7)))
    titulos = (*TITULOS, "SOBRENOMBRE", "Ocupación")
    _, informe = leer(DIPUTACIONES, _escondida(ocultos, titulos, (*ANA, "", "Abogada"), ("",) * 8))
    assert informe.errores == []


def test_de_la_hoja_oculta_que_no_entra_se_dice_que_lo_esta() -> None:
    oculta = _escondida(Ocultos(hoja=True), ("Catálogo",), ("MC",), nombre="Listas")
    _, informe = leer(DIPUTACIONES, hoja(TITULOS, ANA), oculta)
    assert informe.errores[0].mensaje.startswith("La hoja, que está oculta, no es un padrón y se perderían")
    mapa = replace(DIPUTACIONES, padron=MapaDePadron(hojas=(HojaDelMapa("A"),)))
    _, informe = leer(mapa, hoja(TITULOS, ANA), oculta)
    assert [a.mensaje for a in informe.avisos if a.codigo == "MAPA_HOJA_FUERA"] == [
        "padron.toml no nombra esta hoja, que está oculta: no se leyeron sus 2 valores."
    ]
    assert informe.errores == []


@pytest.mark.parametrize("descarta", [(), ("Clave",)])
def test_con_mapa_lo_oculto_se_dice_por_su_lugar_en_el_archivo_y_lo_que_deja_fuera_no(
    descarta: tuple[str, ...],
) -> None:
    ocultos = Ocultos(renglones=(1, 3), columnas=((0, 0), (5, 5)))
    titulos = ("Clave", "Postula", "CARGO", "DISTRITO", "TIPO_CANDIDATO", "Persona", "SEXO")
    mapa = MapaDePadron(
        columnas=(Regla(("Postula",), a="fuerza"), Regla(("Persona",), a="nombre"), *(() if descarta else (Regla(("Clave",), a="numero"),))),
        descarta=descarta,
        salta=("TOTAL",),
    )  # fmt: skip
    filas = [("1", *ANA), ("2", *EVA), ("TOTAL", *[""] * 5, "x")]
    _, informe = leer(replace(DIPUTACIONES, padron=mapa), _escondida(ocultos, titulos, *filas))
    clave = [("COLUMNA_OCULTA", "A (Clave)", None)] if not descarta else []
    assert sorted((e.codigo, e.columna, e.fila) for e in informe.errores) == [
        *clave, ("COLUMNA_OCULTA", "F (Persona)", None), ("RENGLON_OCULTO", "", 2),
    ]  # fmt: skip

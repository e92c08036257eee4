"""La plantilla del padrón: se llena, se importa y no falta nada."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conoceles.arranque import cli, preparacion
from conoceles.candidaturas.models import Candidatura
from conoceles.candidaturas.padron.admitidas import tabla_de_codigos, tabla_de_columnas
from conoceles.candidaturas.padron.archivo.lectura import Hoja
from conoceles.candidaturas.padron.codigos import ACEPTABLES
from conoceles.candidaturas.padron.encabezados import admitidos, reconocer
from conoceles.candidaturas.padron.pedidas import pedidas
from conoceles.candidaturas.padron.plantilla import plantilla
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.consultas import definicion

DIPUTACIONES, ARCHIVO = "durango-2023-2024", "durango-2021-2022"
ANA = {
    "PARTIDO_COALICION": "MC", "CARGO": "Diputación de mayoría relativa", "DISTRITO_LOCAL": "5",
    "TIPO_CANDIDATO": "PROPIETARIA", "NOMBRES": "Ana", "PRIMER_APELLIDO": "Rentería", "SEGUNDO_APELLIDO": "Soto",
    "SEXO": "MUJER", "FECHA_DE_NACIMIENTO": "03/05/1980", "SOBRENOMBRE": "La HDM", "REELECCION": "NO",
    "CORREO_DE_AVISOS": "ana@partido.demo",
}  # fmt: skip


def _libro(clave: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(plantilla(definicion(clave), ahora=reloj.ahora())))


def test_la_plantilla_llena_se_importa_sin_errores_ni_avisos(
    importar_padron: Callable[..., Any], tmp_path: Path
) -> None:
    libro = _libro(DIPUTACIONES)
    hoja = libro["Padrón"]
    titulos = [celda.value for celda in hoja[1]]
    berta = ANA | {"NOMBRES": "Berta", "TIPO_CANDIDATO": "SUPLENTE", "FECHA_DE_NACIMIENTO": "04/06/1981"}
    for quien in (ANA, berta):
        hoja.append([quien.get(titulo, "") for titulo in titulos])
    libro.save(tmp_path / "lleno.xlsx")
    informe = importar_padron(tmp_path / "lleno.xlsx")

    assert (informe.errores, informe.avisos, informe.altas) == ([], [], 2)
    assert set(ANA) <= set(titulos)
    ana = Candidatura.objects.get(calidad="propietaria")
    assert (ana.persona.nombre, ana.sobrenombre) == ("Ana Rentería Soto", "La HDM")


def test_la_ayuda_dice_como_se_llena_antes_de_explicar_cada_columna(elecciones: None) -> None:
    ayuda = [
        [celda for celda in fila if celda]
        for fila in _libro(DIPUTACIONES)["Ayuda del padrón"].iter_rows(values_only=True)
    ]
    assert ayuda[1:5] == [
        ["Una persona en cada renglón. No cambie los encabezados de la otra hoja."],
        ["Una celda vacía no borra lo que ya se tenía; para borrar un dato, escriba (borrar)."],
        [],
        ["Columna", "¿Es obligatoria?", "Qué se escribe"],
    ]
    explicadas = {
        fila[0]: fila[1:] for fila in ayuda[5 : ayuda.index(["Valores que admite cada columna"]) - 1]
    }
    assert explicadas.keys() == {columna.titulo for columna in pedidas(definicion(DIPUTACIONES))}
    assert explicadas["REELECCION"] == ["No", "Si busca la elección consecutiva."]


@pytest.mark.parametrize("clave", [DIPUTACIONES, ARCHIVO])
def test_cada_encabezado_de_la_plantilla_lo_reconoce_el_importador(elecciones: None, clave: str) -> None:
    columnas = pedidas(definicion(clave))
    hoja = Hoja("Padrón", (tuple(columna.titulo for columna in columnas), ("x",)))
    tabla = reconocer(hoja, admitidos(definicion(clave)))

    assert tabla is not None
    assert set(tabla.columnas) == {columna.clave for columna in columnas}


def test_las_listas_de_la_plantilla_son_las_de_la_eleccion(elecciones: None) -> None:
    libro = _libro(DIPUTACIONES)
    reglas = {str(r.sqref)[:1]: r.formula1 for r in libro["Padrón"].data_validations.dataValidation}
    titulos = {celda.value: celda.column_letter for celda in libro["Padrón"][1]}
    rango = reglas[titulos["PARTIDO_COALICION"]].partition("!")[2].replace("$", "")
    admitidas = [celda.value for (celda,) in libro["Ayuda del padrón"][rango]]

    assert admitidas == [fuerza.siglas for fuerza in definicion(DIPUTACIONES).fuerzas]


def test_la_orden_escribe_la_plantilla_y_rechaza_otra_extension(
    elecciones: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparacion, "preparar", lambda: None)
    salida = tmp_path / "padron.xlsx"

    assert cli.main(["padron", "plantilla", str(salida), "--proceso", DIPUTACIONES]) == 0
    assert openpyxl.load_workbook(salida).sheetnames == ["Padrón", "Ayuda del padrón"]
    assert cli.main(["padron", "plantilla", str(tmp_path / "p.csv"), "--proceso", DIPUTACIONES]) == 2
    assert "debe terminar en .xlsx" in capsys.readouterr().err


def test_el_manual_trae_las_columnas_y_los_codigos_que_el_importador_admite() -> None:
    manual = (RAIZ_PROYECTO / "docs/manuales/operacion.md").read_text(encoding="utf-8")
    assert tabla_de_columnas() in manual
    assert tabla_de_codigos() in manual


def test_cada_codigo_de_perdida_del_importador_esta_en_la_tabla() -> None:
    import re

    carpetas = ("candidaturas/padron", "expediente")
    fuente = "".join(
        ruta.read_text(encoding="utf-8")
        for carpeta in carpetas
        for ruta in (RAIZ_PROYECTO / "src/conoceles" / carpeta).rglob("*.py")
    )
    usados = set(re.findall(r'(?:_?fallar|_perder)\(\s*"([A-Z_]+)"', fuente))
    assert usados - {"NADA_DE_ESTA_ELECCION", "MAPA_PROHIBIDO", "MAPA_ALTERNA"} == set(ACEPTABLES)


def test_la_orden_de_columnas_agrega_los_valores_de_la_eleccion(
    elecciones: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparacion, "preparar", lambda: None)
    assert cli.main(["padron", "columnas"]) == 0
    assert "valores:" not in capsys.readouterr().out
    assert cli.main(["padron", "columnas", "--proceso", DIPUTACIONES]) == 0
    salida = capsys.readouterr().out
    assert "tipo_candidato" in salida
    assert "valores: PROPIETARIA, SUPLENTE" in salida

"""El archivo real del INE de 2022, de principio a fin."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura, Formula, Persona
from conoceles.candidaturas.padron.renglones.normalizar import linea, parrafos
from conoceles.curricular.models import VersionCurricular
from conoceles.identidad.totales.conteos import conteos_sueltos

pytestmark = [pytest.mark.muestras, pytest.mark.lenta]
PROCESO = "durango-2021-2022"
ROL = ("ROL_CORREGIDO",)  # la hoja principal dice PROPIETARIA de toda mujer: se acepta el de la otra


@pytest.fixture
def archivo() -> Path:
    return settings.CONOCELES_MUESTRAS / "ine_local_2022" / "baseDatosCandidatos.xls"


def _codigos(informe) -> Counter[str]:
    return Counter(aviso.codigo for aviso in informe.avisos)


def test_importar_el_archivo_del_ine_da_las_cifras_esperadas(
    importar_padron: Callable, archivo: Path
) -> None:
    informe = importar_padron(archivo, PROCESO, aceptar=ROL)
    esperadas = json.loads((archivo.parent / "cifras_esperadas.json").read_text())["durango"]
    codigos = _codigos(informe)

    assert informe.errores == []
    assert (informe.filas, informe.fuera, informe.altas) == (479, 231, 248)
    assert (informe.candidaturas, informe.formulas) == (esperadas["rows"], esperadas["formulas"])
    assert codigos["FUERA_DE_PROCESO"] == 5
    assert codigos["ROL_CORREGIDO"] == 70
    [resumen] = [a for a in informe.avisos if a.codigo == "ROLES_DISTINTOS_EN_HOJAS"]
    assert "126" in resumen.mensaje
    assert "SIN_PAREJA_EN_OTRA_HOJA" not in codigos
    assert Candidatura.objects.count() == 248
    assert Formula.objects.count() == 127
    assert Candidatura.objects.values("formula__contienda").distinct().count() == 40
    assert Counter(Candidatura.objects.values_list("calidad", flat=True)) == {
        "suplente": 121,
        "propietaria": 127,
    }
    assert Counter(Persona.objects.values_list("sexo", flat=True)) == {"mujer": 137, "hombre": 111}
    assert Counter(Candidatura.objects.values_list("estado", flat=True)) == {"publicada": 129, "omisa": 119}


def test_importar_el_archivo_del_ine_conserva_grado_y_estatus(
    importar_padron: Callable, archivo: Path
) -> None:
    importar_padron(archivo, PROCESO, aceptar=ROL)
    versiones = list(VersionCurricular.objects.all())

    assert len(versiones) == 129
    assert {v.origen for v in versiones} == {"importada"}
    assert Counter(v.contenido["estatus_grado"] for v in versiones)["trunco"] == 6
    assert Counter(v.contenido["grado"] for v in versiones)["licenciatura"] == 61


def test_importar_el_archivo_del_ine_cuenta_identidad_sin_persona(
    importar_padron: Callable, archivo: Path
) -> None:
    informe = importar_padron(archivo, PROCESO, aceptar=ROL)
    conteos = conteos_sueltos(PROCESO)

    assert conteos["p1"] == {"no": 129, "sin_respuesta": 113, "si": 4, "pnc": 2}
    assert all(sum(cuenta.values()) == 248 for cuenta in conteos.values())
    assert len(conteos) == 20
    assert _codigos(informe)["RESPUESTA_FUERA_DE_CATALOGO"] == 0


def test_importar_dos_veces_el_archivo_del_ine_no_cambia_nada(
    importar_padron: Callable, archivo: Path
) -> None:
    importar_padron(archivo, PROCESO, aceptar=ROL)
    entradas, conteos = Entrada.objects.count(), conteos_sueltos(PROCESO)
    informe = importar_padron(archivo, PROCESO, aceptar=ROL)

    assert (informe.altas, informe.cambios, informe.sin_cambio) == (0, 0, 248)
    assert Entrada.objects.count() == entradas
    assert conteos_sueltos(PROCESO) == conteos


def test_las_respuestas_importadas_se_pueden_volver_a_escribir_iguales(
    importar_padron: Callable, archivo: Path
) -> None:
    from python_calamine import CalamineWorkbook

    importar_padron(archivo, PROCESO, aceptar=ROL)
    hoja = CalamineWorkbook.from_path(archivo).get_sheet_by_name("CANDIDATOS").to_python()
    versiones = {v.candidatura.persona.nombre: v.contenido for v in VersionCurricular.objects.all()}
    indices = {titulo: i for i, titulo in enumerate(hoja[0])}
    comparadas = 0
    for fila in hoja[1:]:
        contenido = versiones.get(fila[indices["NOMBRE_CANDIDATO"]]) if fila[2] == "DURANGO" else None
        if contenido is None:
            continue
        comparadas += 1
        assert ", ".join(contenido.get("redes", [])) == linea(fila[indices["REDES"]])
        assert ",".join(contenido.get("cursos", [])) == parrafos(fila[indices["CURSOS"]])
        assert contenido.get("casa_campana", {}).get("texto", "") == linea(
            fila[indices["DIRECCION_CASA_CAMPAÑA"]]
        )
        assert contenido.get("historia", "") == parrafos(fila[indices["HISTORIA_PROFESIONAL"]])
        assert contenido.get("propuesta_genero", "") == parrafos(fila[indices["PROPUESTA_GENERO"]])
    assert comparadas == 129


def test_simular_el_archivo_del_ine_no_escribe_nada(importar_padron: Callable, archivo: Path) -> None:
    informe = importar_padron(archivo, PROCESO, simular=True, aceptar=ROL)

    assert informe.altas == 248
    assert informe.aceptadas == ["ROL_CORREGIDO"]
    assert not Candidatura.objects.exists()
    assert conteos_sueltos(PROCESO) == {}


@pytest.mark.lenta
def test_el_orden_del_archivo_del_ine_no_cambia_el_resultado(
    importar_padron: Callable, archivo: Path, tmp_path: Path
) -> None:
    import random

    import openpyxl
    from python_calamine import CalamineWorkbook

    libro, original = openpyxl.Workbook(), CalamineWorkbook.from_path(archivo)
    libro.remove(libro.active)
    for nombre in reversed(original.sheet_names):
        titulos, *filas = original.get_sheet_by_name(nombre).to_python()
        random.Random(7).shuffle(filas)
        hoja = libro.create_sheet(nombre)
        for fila in (titulos, *filas):
            hoja.append(fila)
    libro.save(tmp_path / "barajado.xlsx")

    barajado = importar_padron(tmp_path / "barajado.xlsx", PROCESO, aceptar=ROL)
    assert barajado.altas == 248
    derecho = importar_padron(archivo, PROCESO, aceptar=ROL)
    assert (derecho.altas, derecho.cambios, derecho.sin_cambio) == (0, 0, 248)
    assert _codigos(barajado) == _codigos(derecho)

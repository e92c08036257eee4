"""Formas de escribir lo mismo."""

from __future__ import annotations

from datetime import date

import pytest

from conoceles.candidaturas.padron import encabezados
from conoceles.candidaturas.padron.archivo.lectura import Hoja
from conoceles.candidaturas.padron.renglones import normalizar
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta


@pytest.mark.parametrize(
    "texto",
    [
        "1980-05-03", "03/05/1980", "3-5-1980", "3.5.1980", "3 de mayo de 1980", "03-may-1980",
        "19800503", "29344", "29344.0", "1980-05-03 00:00:00",
    ],
)  # fmt: skip
def test_fecha_en_cualquier_forma_es_la_misma(texto: str) -> None:
    assert normalizar.fecha(texto) == date(1980, 5, 3)


@pytest.mark.parametrize("texto", ["31/02/1980", "ayer", "", "1980", "12/31/1980"])
def test_fecha_que_no_se_entiende_no_se_adivina(texto: str) -> None:
    assert normalizar.fecha(texto) is None


@pytest.mark.parametrize(
    "texto",
    [
        "",
        " ",
        "...",
        "\u00a0no\taplica",
        "ñ/a",
        "ⓝⓓ",
        "No proporcionó",
        "NO APLICA",
        "Sin cursos",
        "Sin curso.",
        "N/A",
        "—",
        " – ",
    ],
)
def test_los_rellenos_valen_como_vacio(texto: str) -> None:
    assert normalizar.vacio(texto)
    assert normalizar.parrafos(texto) == ""


def test_parrafos_limpia_retornos_y_tabuladores_sin_tocar_el_resto() -> None:
    assert normalizar.parrafos(" uno\r\ndos\ttres  cuatro ") == "uno\ndos tres  cuatro"


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("MUJER", "mujer"), ("H", "hombre"), ("M", ""), ("Femenino", "mujer"), ("F", "mujer"),
        ("Masculino", "hombre"), ("No binario", "no_binario"), ("X", "no_binario"), ("?", ""),
    ],
)  # fmt: skip
def test_sexo_se_reconoce(texto: str, esperado: str) -> None:
    assert normalizar.sexo(texto) == esperado


@pytest.mark.parametrize(
    "titulos",
    [
        ("ACTOR POLÍTICO", "CARGO", "Distrito o municipio", "Nombre y apellidos", "Calidad"),
        (
            "FUERZA_POLITICA_POSTULANTE",
            "TIPO DE CARGO",
            "MUNICIPIO/DISTRITO",
            "nombre_candidata_to",
            "TIPO_CANDIDATO",
        ),
        (
            "PARTIDO, COALICIÓN O CANDIDATURA COMÚN",
            "Cargo",
            "Ámbito territorial",
            "Candidatura propietaria",
            "Sexo",
        ),
        (
            "ESTADO_ELECCION",
            "PARTIDO",
            "NOMBRE_PROPIETARIO",
            "NOMBRE_SUP",
            "DISTRITO_ELECCION",
            "SEXO_PROP",
            "SEXO_SUP",
        ),
        ("Nombre", "Apellido", "Propietario o Suplente", "Principio de Representación"),
        ("Edo", "Cargo", "Candidato"),
        ("partido", "cargo", "distritolocal", "nombre", "primer apellido", "segundo apellido", "carácter"),
    ],
)
def test_se_reconocen_los_encabezados_de_otros_institutos(titulos: tuple[str, ...]) -> None:
    tabla = encabezados.reconocer(
        Hoja("Hoja1", (("TÍTULO",), titulos, ("a",) * len(titulos))), encabezados.admitidos()
    )

    assert tabla is not None
    assert len(tabla.columnas) == len(titulos)
    assert tabla.filas[0][0] == 3


@pytest.mark.muestras
def test_se_reconocen_todos_los_sinonimos_conocidos() -> None:
    import csv

    from django.conf import settings

    with (settings.CONOCELES_MUESTRAS / "ine_local_2022" / "sinonimos.csv").open(encoding="utf-8") as entrada:
        sinonimos = [s for renglon in csv.DictReader(entrada) for s in renglon["sinonimos"].split("|")]
    eleccion = leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2021-2022")
    conocidos = encabezados.admitidos(eleccion)
    desconocidos = []
    for sinonimo in sinonimos:
        titulos = ("nombre_completo", "cargo", "municipio", "partido", sinonimo)
        tabla = encabezados.reconocer(Hoja("h", (titulos, ("a",) * 5)), conocidos)
        assert tabla is not None
        desconocidos += [tabla.encabezados[i] for i in tabla.desconocidas]

    assert desconocidos == []

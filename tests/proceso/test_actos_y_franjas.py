"""Actos que autorizan, franjas y días inhábiles de la definición."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from conoceles.proceso.actos import faltan, sin_aprobar
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.definicion import Acuerdo, Definicion

from .conftest import Editar

ACTO = '{ numero = "IEPC/CG30/2024", fecha = 2024-04-05, organo = "Consejo General" }'


def test_faltan_los_actos_de_captura_y_el_de_publicacion(durango: Definicion) -> None:
    assert tuple(map(str, faltan(durango, "captura"))) == (
        "Falta el acuerdo que aprueba el registro de candidaturas.",
        "Falta el acuerdo que determina el proceso técnico operativo.",
        "Falta el acto del Comité de Transparencia que aprueba el aviso de privacidad simplificado.",
        "Falta el acto del Comité de Transparencia que aprueba el aviso de privacidad integral.",
        "Falta el acto del Comité de Transparencia que aprueba el formato de consentimiento expreso.",
    )
    (falta,) = faltan(durango, "publicacion")
    assert str(falta) == "Falta el acuerdo que fija el inicio de la publicación."


def test_al_archivo_no_le_faltan_actos(durango_2022: Definicion) -> None:
    assert faltan(durango_2022, "captura") == faltan(durango_2022, "publicacion") == ()


def test_con_sus_actos_no_falta_nada(editar: Editar, carpeta: Path) -> None:
    editar("proceso.toml", "2024-04-05, supuesto = true", f"2024-04-05, acuerdo = {ACTO}")
    editar(
        "proceso.toml",
        "publicacion_inicio = { dia = 2024-04-10, supuesto = true",
        f"publicacion_inicio = {{ dia = 2024-04-10, acuerdo = {ACTO}",
    )
    for aviso in ("simplificado", "integral"):
        editar(
            "proceso.toml",
            f'archivo = "avisos/{aviso}.md"',
            f'archivo = "avisos/{aviso}.md"\nacuerdo = {ACTO}',
        )
    actos = f"proceso_tecnico_operativo = {ACTO}\nformato_consentimiento = {ACTO}"
    editar("proceso.toml", "[veda]", f"[actos]\n{actos}\n\n[veda]")
    definicion = leer_carpeta(carpeta)
    assert faltan(definicion, "captura") == faltan(definicion, "publicacion") == sin_aprobar(definicion) == ()
    assert definicion.actos["proceso_tecnico_operativo"] == Acuerdo(
        "IEPC/CG30/2024", date(2024, 4, 5), "Consejo General"
    )


@pytest.mark.parametrize(
    ("agregado", "clave", "razon"),
    [
        ('[actos]\notro = { numero = "1" }', "actos.otro", "clave desconocida"),
        ("[actos]\nproceso_tecnico_operativo = { fecha = 2024-01-01 }", "actos.proceso_tecnico_operativo.numero", "falta"),
        ('[franjas.sitio]\ntexto = "Hola"\ndesde = 2024-05-02\nhasta = 2024-05-01', "franjas.sitio.hasta", "antes de empezar"),
        ('[franjas.sitio]\ntexto = "Hola"\ndesde = 2024-05-02', "franjas.sitio.hasta", "falta esta clave"),
        (f'[franjas.sitio]\ntexto = "{"x" * 301}"\ndesde = 2024-05-02\nhasta = 2024-05-02', "franjas.sitio.texto", "caben 300"),
        ('[franjas.portada]\ntexto = "Hola"', "franjas.portada", "clave desconocida"),
    ],
)  # fmt: skip
def test_actos_y_franjas_mal_escritos_dicen_donde(
    editar: Editar, agregado: str, clave: str, razon: str
) -> None:
    carpeta = editar("proceso.toml", "[veda]", f"{agregado}\n\n[veda]")
    with pytest.raises(DefinicionInvalida) as error:
        leer_carpeta(carpeta)
    assert [(f.clave, razon in f.razon) for f in error.value.errores] == [(clave, True)]


def test_los_festivos_oficiales_se_suman_solo_si_se_dice(editar: Editar, durango: Definicion) -> None:
    assert {
        date(2024, 3, 18),
        date(2024, 5, 1),
        date(2024, 3, 28),
        date(2024, 6, 2),
    } <= durango.calendario.inhabiles
    sin = leer_carpeta(editar("proceso.toml", "festivos_oficiales = true", "festivos_oficiales = false"))
    assert sin.calendario.inhabiles == {date(2024, 3, 28), date(2024, 3, 29)}


def test_cada_tema_de_identidad_cita_la_fuente_de_su_definicion(durango: Definicion) -> None:
    sin_fuente = [s.clave for s in durango.identidad.secciones if not re.search(r"\([^)]{8,}\)", s.ayuda)]
    assert sin_fuente == []
    assert durango.identidad.por_que
    assert durango.identidad.que_pasa

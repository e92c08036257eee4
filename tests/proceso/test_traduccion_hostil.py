"""Quien traduce está en contra: lo que su hoja no puede traer, y la frase con que se le devuelve."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.lenguas import marco
from conoceles.publicacion.lectura import markdown
from publicacion.hoja_de_lengua import copia, llenada, solo

CUENTA = "{1} de {2} candidaturas tienen información publicada."
COLUMNAS = "Una fila por candidatura; las 25 columnas del INE y las propias."


def _clave(frase: str) -> str:
    return next(c for c, f in marco.del_sitio().items() if f == frase)


@pytest.mark.parametrize(
    ("frase", "dicho", "razon"),
    [
        (CUENTA, "{1} de {1}", "debe llevar {1} {2}"),
        (CUENTA, "{1} de {2} y {3}", "debe llevar {1} {2}"),
        (CUENTA, "{1.__class__} de {2!r}", "debe llevar {1} {2}"),
        (CUENTA, "{{1}} de {2} {2}", "debe llevar {1} {2}"),
        (CUENTA, "{1} de {2}, o sea 100 %", "lleva «100», que el español no dice"),
        (COLUMNAS, "Las 52 columnas", "lleva «52», que el español no dice"),
        (COLUMNAS, "Las ٢٥ columnas", "lleva «٢٥», que el español no dice"),
        (COLUMNAS, "Vea https://otro.example/x.", "lleva a «https://otro.example/x», que el español no dice"),
        (COLUMNAS, "Vea www.otro.example", "lleva a «www.otro.example»"),
        (COLUMNAS, "Escriba a uno@otro.example", "lleva a «uno@otro.example»"),
        (COLUMNAS, "se lee \u202eal revés", "Trae un carácter que no se ve"),
        (COLUMNAS, "una marca \ue000 de la casa", "Trae un carácter que no se ve"),
        (COLUMNAS, "a" * 2000, "no debe pasar de"),
    ],
)
def test_lo_que_cambia_un_dato_o_lleva_a_otra_parte_no_carga(
    tmp_path: Path, frase: str, dicho: str, razon: str
) -> None:
    carpeta = copia(tmp_path / "traducida")
    llenada(carpeta, solo(_clave(frase), traduccion=dicho))
    with pytest.raises(DefinicionInvalida, match=re.escape(razon)):
        leer_carpeta(carpeta)


@pytest.mark.parametrize(
    "dicho",
    [
        "[aquí](https://otro.example)",
        "![x](//otro.example/x.png)",
        "<https://otro.example>",
        "[a](javascript:alert(1))",
    ],
)
def test_un_aviso_de_privacidad_traducido_no_enlaza_a_donde_el_espanol_no(tmp_path: Path, dicho: str) -> None:
    carpeta = copia(tmp_path / "traducida")
    llenada(carpeta, solo("avisos.integral.texto", traduccion=dicho))
    with pytest.raises(DefinicionInvalida, match="que el español no dice"):
        leer_carpeta(carpeta)


def test_las_mismas_cifras_con_otro_separador_o_con_letra_se_aceptan(tmp_path: Path) -> None:
    carpeta = copia(tmp_path / "traducida")
    for dicho in ("Prueba 25", "Prueba con veinticinco", "{2} prueba {1}"):
        frase = CUENTA if "{1}" in dicho else COLUMNAS
        llenada(carpeta, solo(_clave(frase), traduccion=dicho))
        leer_carpeta(carpeta)


def test_el_html_de_un_texto_largo_se_lee_como_texto() -> None:
    assert "<script>" not in markdown.html("<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>")
    assert "<img" not in markdown.html("a <img src=x onerror=alert(1)>")

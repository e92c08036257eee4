"""Cada pregunta declara quién la ve, en qué columna va, cómo se cuenta y dónde se muestra; nada se adivina."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.carga.preguntas.declaraciones import COLUMNAS_FIJAS
from conoceles.publicacion.datos import curricular, identidad
from conoceles.publicacion.datos.columnas import SELLO

PREGUNTA = """
[[secciones]]
clave = "aficiones"
titulo = "Aficiones"
{seccion}
[[secciones.campos]]
clave = "aficion"
etiqueta = "¿Qué hace en su tiempo libre?"
tipo = "{tipo}"
{dicho}
"""
DE_IDENTIDAD = PREGUNTA.replace("titulo =", 'grupo = "nacimiento"\ntitulo =')


def _faltas(
    tmp_path: Path, dicho: str, *, cual: str = "curricular", tipo: str = "texto", seccion: str = ""
) -> list[str]:
    """Las faltas de Durango con una pregunta más; vacía si la carpeta se lee."""
    carpeta = shutil.copytree(RAIZ_PROYECTO / "procesos" / "durango-2023-2024", tmp_path / "eleccion")
    toml = carpeta / f"{cual}.toml"
    texto, molde = toml.read_text(encoding="utf-8"), PREGUNTA if cual == "curricular" else DE_IDENTIDAD
    pregunta = molde.format(dicho=dicho, tipo=tipo, seccion=seccion)
    antes, marca, despues = texto.partition("\n# Catálogos:")
    toml.write_text(antes + pregunta + marca + despues, encoding="utf-8")
    try:
        leer_carpeta(carpeta)
    except DefinicionInvalida as error:
        return [str(falta) for falta in error.errores]
    return []


def test_una_pregunta_completa_se_lee(tmp_path: Path) -> None:
    assert _faltas(tmp_path, 'visibilidad = "publica"\ncolumna = "AFICION"') == []


@pytest.mark.parametrize(
    ("cual", "escriba"),
    [("curricular", ("publica", "interna")), ("identidad", ("con_consentimiento", "solo_estadistica"))],
)
def test_sin_visibilidad_no_se_carga_y_la_frase_dice_que_escribir(
    tmp_path: Path, cual: str, escriba: tuple[str, str]
) -> None:
    [falta] = _faltas(tmp_path, "", cual=cual)
    assert falta.startswith(f"{cual}.toml: secciones[aficiones].campos[aficion].visibilidad:")
    assert all(f'visibilidad = "{una}"' in falta for una in escriba)


def test_lo_que_se_publica_dice_su_columna_o_que_no_tiene(tmp_path: Path) -> None:
    [falta] = _faltas(tmp_path, 'visibilidad = "publica"')
    assert 'columna = "AFICION", o columna = ""' in falta
    assert _faltas(tmp_path / "otra", 'visibilidad = "publica"\ncolumna = ""') == []


@pytest.mark.parametrize(
    ("dicho", "dice"),
    [
        ('visibilidad = "secreta"', "no es válido"),
        ('visibilidad = "con_consentimiento"', "no es válido"),
        ('visibilidad = "interna"\ncolumna = "AFICION"', "no sale: quite esta clave"),
        ('visibilidad = "interna"\ncompara = true', "no sale: quite esta clave"),
        ('visibilidad = "publica"\ncolumna = "FOLIO"', "ya nombra otra cosa"),
        ('visibilidad = "publica"\ncolumna = "REDES"', "ya nombra otra cosa"),
        ('visibilidad = "publica"\ncolumna = ""\nfiltro = "Aficiones"', "solo la lleva una pregunta de tipo opcion"),
        (
            'visibilidad = "publica"\ncolumna = ""\nindicador = { clave = "a", titulo = "A" }',
            "solo la lleva una pregunta de tipo opcion",
        ),
        ('visibilidad = "publica"\ncolumna = ""\ndetalla = "historia"', "no es una pregunta anterior"),
        ('visibilidad = "publica"\ncolumna = ""\nencabezados = ["Redes sociales"]', "ya nombra otra cosa"),
    ],
)  # fmt: skip
def test_lo_que_no_cuadra_se_dice(tmp_path: Path, dicho: str, dice: str) -> None:
    faltas = _faltas(tmp_path, dicho)
    assert faltas
    assert all(dice in falta for falta in faltas)


def test_un_medio_de_contacto_solo_cabe_en_una_seccion_que_no_pasa_al_archivo(tmp_path: Path) -> None:
    publica = 'visibilidad = "publica"\ncolumna = ""'
    [falta] = _faltas(tmp_path, publica, tipo="telefonos")
    assert 'escriba clase = "medios_de_contacto"' in falta
    seccion = 'clase = "medios_de_contacto"'
    assert _faltas(tmp_path / "otra", publica, tipo="telefonos", seccion=seccion) == []


def test_las_columnas_reservadas_son_las_que_el_archivo_ya_tiene() -> None:
    assert {c.nombre for c in (*curricular.LUGAR, *curricular.PROPIAS, curricular.PUESTO, SELLO)} == set(
        COLUMNAS_FIJAS["curricular"]
    )
    assert {c.nombre for c in (*identidad.FIJAS, SELLO)} == set(COLUMNAS_FIJAS["identidad"])


@pytest.mark.parametrize(("depende", "se_carga"), [('{ campo = "p1", valores = ["si"] }', False), ("", True)])
def test_de_identidad_no_se_cuenta_lo_que_depende_de_otra_respuesta(
    tmp_path: Path, depende: str, se_carga: bool
) -> None:
    """Si los «sí» a p1 son todas las que faltan por saber, su tabla no sale; la de la otra diría que son todas."""
    faltas = _faltas(
        tmp_path,
        'visibilidad = "solo_estadistica"\nindicador = { clave = "aficion", titulo = "A" }\n'
        'opciones = [{ clave = "si", etiqueta = "Sí" }, { clave = "no", etiqueta = "No" }]'
        + (f"\nvisible_si = {depende}" if depende else ""),
        cual="identidad", tipo="opcion",
    )  # fmt: skip
    assert ("diría qué contestaron a la otra" in "".join(faltas)) is not se_carga
    assert (faltas == []) is se_carga

"""El catálogo de temas: entra si se nombra, agrega una pregunta por propuesta y no deja elegir más de dos."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conoceles.candidaturas.padron.encabezados import columna_de
from conoceles.candidaturas.padron.renglones.respuestas import leer
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.actos import faltan
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.preguntas.validacion import revisar_seccion

MODELO = RAIZ_PROYECTO / "procesos" / "durango-2023-2024"


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    carpeta = shutil.copytree(MODELO, tmp_path / "con-temas")
    raiz = carpeta / "proceso.toml"
    texto = raiz.read_text("utf-8").replace("[archivos]\n", '[archivos]\ntemas = "temas.toml"\n', 1)
    raiz.write_text(texto, "utf-8")
    return carpeta


def test_cada_propuesta_recibe_su_pregunta_despues_de_lo_que_la_detalla(carpeta: Path) -> None:
    curricular = leer_carpeta(carpeta).curricular
    claves = [c.clave for c in curricular.campos()]
    for propuesta in ("propuesta_1", "propuesta_2", "propuesta_genero"):
        suyos = [c for c in claves if c.startswith(propuesta)]
        assert suyos[-1] == f"{propuesta}_temas"
    assert (
        claves[: claves.index("propuesta_1")]
        == [c.clave for c in leer_carpeta(MODELO).curricular.campos()][: claves.index("propuesta_1")]
    )
    assert curricular.version != leer_carpeta(MODELO).curricular.version
    temas = [c for c in curricular.campos() if c.clave.endswith("_temas")]
    assert all(len(c.opciones) == 12 and not c.obligatorio and not c.recomendado for c in temas)


def test_no_nombrado_no_entra(tmp_path: Path) -> None:
    assert leer_carpeta(MODELO).temas.temas == ()


def test_sin_su_acuerdo_se_advierte_y_con_el_no(carpeta: Path) -> None:
    pedido = "Falta el acuerdo que aprueba el catálogo de temas de las propuestas."
    assert pedido in map(str, faltan(leer_carpeta(carpeta), "captura"))
    raiz = carpeta / "proceso.toml"
    acto = '[actos]\ntemas = { numero = "IEPC/CG9/2024", fecha = 2024-03-01 }\n\n[archivos]\n'
    raiz.write_text(raiz.read_text("utf-8").replace("[archivos]\n", acto, 1), "utf-8")
    assert pedido not in map(str, faltan(leer_carpeta(carpeta), "captura"))
    assert pedido not in map(str, faltan(leer_carpeta(MODELO), "captura"))


@pytest.mark.parametrize(
    ("antes", "despues", "frase"),
    [
        ('nombre = "Agua y saneamiento"', 'nombre = "Zonas"', "orden alfabético"),
        ('clave = "campo"', 'clave = "agua"', "misma clave"),
        ('nombre = "Salud"', 'nombre = "Salud; cuidados"', "punto y coma"),
        ("[[temas]]", '[[temas]]\nclave = "aa"\nnombre = "Aa"\nabarca = "Otro."\n\n[[temas]]', "caben 12"),
    ],
)
def test_un_catalogo_mal_hecho_no_se_carga(carpeta: Path, antes: str, despues: str, frase: str) -> None:
    archivo = carpeta / "temas.toml"
    archivo.write_text(archivo.read_text("utf-8").replace(antes, despues, 1), "utf-8")
    with pytest.raises(DefinicionInvalida) as error:
        leer_carpeta(carpeta)
    assert frase in str(error.value)


def test_elegir_tres_se_explica_y_elegir_dos_no(carpeta: Path) -> None:
    [seccion] = [s for s in leer_carpeta(carpeta).curricular.secciones if s.de_propuestas]

    def dicho(*temas: str) -> list[str]:
        hallazgos = revisar_seccion(seccion, {"propuesta_1_temas": list(temas)}, envio=False)
        return [h.mensaje for h in hallazgos if h.campo == "propuesta_1_temas"]

    assert dicho("agua", "salud") == dicho() == []
    assert dicho("agua", "salud", "campo") == ["Elija 2 como máximo; hay 3."]
    assert dicho("inventado") == ["Elija una de las respuestas de la lista."]


def test_un_padron_con_temas_los_trae_y_uno_ajeno_se_pregunta(carpeta: Path) -> None:
    definicion = leer_carpeta(carpeta)
    columna = next(columna_de(c) for c in definicion.curricular.campos() if c.clave == "propuesta_1_temas")
    leidas = leer({columna: "Agua y saneamiento; salud"}, definicion)
    assert leidas.contenido == {"propuesta_1_temas": ["agua", "salud"]}
    ajenas = leer({columna: "agua; Marcianos"}, definicion).ajenas
    assert ajenas[columna][0] == "Marcianos"

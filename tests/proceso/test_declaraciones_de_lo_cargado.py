"""Lo ya cargado se declara al migrar: la elección que rige queda como si su carpeta lo hubiera dicho siempre."""

from __future__ import annotations

import json
import re
import shutil
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso import consultas
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.contenido.fuentes import de_carpeta, definir
from conoceles.proceso.models import Proceso, VersionDeDefinicion
from conoceles.proceso.operaciones import cargar
from conoceles.proceso.serie import a_json
from personas import SISTEMA

MIGRACION = import_module("conoceles.proceso.migrations.0003_declaraciones")
CARPETAS = ("durango-2023-2024", "durango-2021-2022")
NUEVAS = (*MIGRACION.DE_CAMPO, "clase", "lugar")


def _antes(definicion: dict[str, Any]) -> dict[str, Any]:
    """Lo guardado como estaba: sin nada de lo que ahora se declara."""
    return definicion | {cual: _sin_declarar(definicion[cual]) for cual in ("curricular", "identidad")}


def _sin_declarar(datos: Any) -> Any:
    if isinstance(datos, dict):
        quitar = NUEVAS if {"clave", "etiqueta", "tipo"} <= datos.keys() else ("clase", "lugar", "indicador")
        return {k: _sin_declarar(v) for k, v in datos.items() if k not in quitar}
    return [_sin_declarar(d) for d in datos] if isinstance(datos, list) else datos


def _textos_de_antes(fuentes: dict[str, str]) -> dict[str, str]:
    de_antes = "|".join(NUEVAS)
    una_linea = rf"^(?:{de_antes}) = (?:\[\n(?:  .*\n)*\]|.*)\n"
    return {
        n: re.sub(una_linea, "", t, flags=re.MULTILINE) if n in ("curricular.toml", "identidad.toml") else t
        for n, t in fuentes.items()
    }


SUERTES = {"curricular": "interna", "identidad": "solo_estadistica"}  # la de lo que el código no conocía


@pytest.fixture
def carpetas_de_entonces(tmp_path: Path) -> Path:
    """Las carpetas de hoy sin las preguntas ni las columnas que se agregaron después: de esas la migración no sabe nada."""
    procesos = Path(shutil.copytree(RAIZ_PROYECTO / "procesos", tmp_path / "procesos"))
    for cual, suerte in SUERTES.items():
        toml = procesos / CARPETAS[0] / f"{cual}.toml"
        bloques = re.split(r"^(?=\[\[secciones)", toml.read_text("utf-8"), flags=re.MULTILINE)
        toml.write_text("".join(_como_entonces(cual, suerte, b) for b in bloques), "utf-8")
    return procesos


def _como_entonces(cual: str, suerte: str, bloque: str) -> str:
    dicho = dict(re.findall(r'^(clave|tipo|visibilidad) = "(.*)"$', bloque, re.MULTILINE))
    if not bloque.startswith("[[secciones.campos]]") or dicho["visibilidad"] == suerte:
        return bloque
    declarada = MIGRACION.de_campo(cual, dicho, [dicho["clave"]])
    if declarada == {"visibilidad": suerte}:
        return ""
    sin_columna = declarada.get("columna") == ""
    return re.sub(r'^columna = ".*"$', 'columna = ""', bloque, flags=re.MULTILINE) if sin_columna else bloque


@pytest.mark.parametrize("clave", CARPETAS)
def test_los_textos_guardados_se_leen_como_la_carpeta_de_hoy(clave: str, carpetas_de_entonces: Path) -> None:
    definicion, fuentes = de_carpeta(carpetas_de_entonces / clave)
    antes = _textos_de_antes(fuentes)
    assert "visibilidad =" not in antes["identidad.toml"]
    assert definir(MIGRACION.textos(antes)) == definicion


def test_una_pregunta_que_el_codigo_no_conocia_no_salia_y_sigue_sin_salir() -> None:
    for cual, suerte in SUERTES.items():
        assert MIGRACION.de_campo(cual, {"clave": "x21", "tipo": "opcion"}, ["x21"]) == {
            "visibilidad": suerte
        }


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("clave", CARPETAS)
def test_lo_que_rige_queda_declarado_y_lo_que_rigio_no_se_toca(
    clave: str, carpetas_de_entonces: Path, ahora: datetime
) -> None:
    carpeta = carpetas_de_entonces / clave
    cargar(carpeta, por=SISTEMA, ahora=ahora)
    hoy = json.loads(json.dumps(a_json(leer_carpeta(carpeta))))
    proceso = Proceso.objects.get(pk=clave)
    proceso.definicion, proceso.huella = _antes(hoy), "0" * 64
    proceso.fuentes = _textos_de_antes(proceso.fuentes)
    proceso.save()
    VersionDeDefinicion.objects.create(
        proceso=proceso, huella="0" * 64, definicion=proceso.definicion, en=ahora
    )
    MIGRACION.declarar_lo_cargado(apps, SimpleNamespace(connection=SimpleNamespace(alias="default")))
    assert consultas.definicion(clave) == leer_carpeta(carpeta)
    assert VersionDeDefinicion.objects.get(proceso=clave, huella="0" * 64).definicion == _antes(hoy)
    assert consultas.version_vigente(clave) is not None
    assert not cargar(carpeta, por=SISTEMA, ahora=ahora)[
        "cambio"
    ]  # la misma huella: nada se vuelve a publicar

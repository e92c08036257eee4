"""`docs/definicion.md` y su esquema salen del cargador y están al día; lo que dicen es lo que pasa."""

from __future__ import annotations

import argparse
import json
import tomllib
from datetime import date
from typing import Any

import pytest

from conoceles import leyes
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from taller import lenguaje
from taller.ordenes import definicion

PROCESOS = RAIZ_PROYECTO / "procesos"


def test_la_referencia_esta_al_dia() -> None:
    assert definicion.ejecutar(argparse.Namespace(revisar=True)) == {"ok": True, "cambian": []}


def test_de_toda_clave_se_dice_que_es() -> None:
    """Una clave nueva se explica en `src/taller/que_es.toml`."""
    assert [(c.archivo, c.ruta, c.nombre) for c in lenguaje.claves() if not c.que_es] == []
    revision = {c.nombre: c.que_es for c in lenguaje.claves() if c.ruta == "revision"}
    captura = {c.nombre: c.que_es for c in lenguaje.claves() if c.ruta == "calendario.captura"}
    assert revision["dias"] != captura["dias"]  # cada tabla dice lo suyo


def test_toda_clave_escrita_en_una_carpeta_esta_en_la_referencia() -> None:
    conocidas = {(c.archivo, c.ruta, c.nombre) for c in lenguaje.claves()}
    for archivo in PROCESOS.glob("*/proceso.toml"):
        for ruta, nombre in _claves(tomllib.loads(archivo.read_text("utf-8")), ""):
            assert ("proceso.toml", ruta, nombre) in conocidas, (archivo, ruta, nombre)


def _claves(datos: dict[str, Any], ruta: str) -> list[tuple[str, str]]:
    halladas = []
    for nombre, valor in datos.items():
        halladas.append((ruta, nombre))
        dentro = f"{ruta}.{nombre}".strip(".")
        if isinstance(valor, dict):
            halladas += _claves(valor, dentro)
        elif isinstance(valor, list) and valor and isinstance(valor[0], dict):
            halladas += [c for uno in valor for c in _claves(uno, f"{dentro}[]")]
    return halladas


@pytest.mark.parametrize("carpeta", sorted(p.parent.name for p in PROCESOS.glob("*/proceso.toml")))
def test_el_esquema_admite_cada_carpeta_del_repositorio(carpeta: str) -> None:
    datos = tomllib.loads((PROCESOS / carpeta / "proceso.toml").read_text("utf-8"))
    assert _faltas(lenguaje.esquema(), datos, "") == []


def test_el_esquema_rechaza_una_clave_de_mas_un_tipo_y_una_opcion() -> None:
    datos = tomllib.loads((PROCESOS / "ejemplo-gubernatura" / "proceso.toml").read_text("utf-8"))
    datos |= {"otra": 1, "nombre": 5}
    datos["cargos"][0]["ambito"] = "colonia"
    del datos["entidad"]
    assert _faltas(lenguaje.esquema(), datos, "") == [
        "entidad: falta", "nombre: no es string", "cargos.ambito: no es opción", "otra: sobra",
    ]  # fmt: skip


def _faltas(esquema: dict[str, Any], valor: Any, lugar: str) -> list[str]:
    """Lo que del esquema usa un editor, juzgado aparte: tipos, opciones, claves de más y de menos."""
    if "type" not in esquema:
        return []
    tipos = {"string": (str, date), "integer": int, "boolean": bool, "array": list, "object": dict}
    if not isinstance(valor, tipos[esquema["type"]]):
        return [f"{lugar}: no es {esquema['type']}"]
    if "enum" in esquema and valor not in esquema["enum"]:
        return [f"{lugar}: no es opción"]
    if esquema["type"] == "array":
        return [f for uno in valor for f in _faltas(esquema["items"], uno, lugar)]
    if esquema["type"] != "object":
        return []
    propias = esquema["properties"]
    dichas = [f"{n}: falta" for n in esquema.get("required", ()) if n not in valor]
    for nombre, suyo in valor.items():
        dentro = f"{lugar}.{nombre}".strip(".")
        sobra = nombre not in propias and not esquema.get("additionalProperties", True)
        dichas += (
            [f"{dentro}: sobra"]
            if sobra
            else _faltas(propias[nombre], suyo, dentro)
            if nombre in propias
            else []
        )
    return dichas


def test_se_dicen_las_reglas_que_se_citan_y_las_leyes_que_pueden_no_regir() -> None:
    """Quien escribe su propio marco no tiene de dónde más tomar sus claves."""
    renglones = set(lenguaje.documento().splitlines())
    primeras = {renglon.split("|")[1].strip(" `") for renglon in renglones if renglon.startswith("| `")}
    del_pais = {ley.clave for ley in leyes.escritas().leyes if not ley.entidad}
    assert leyes.reglas().keys() | del_pais <= primeras


def test_las_tablas_que_se_escriben_igual_se_explican_una_vez() -> None:
    """Veinticinco fechas con las mismas tres claves eran la quinta parte de la página."""
    titulos = [r for r in lenguaje.documento().splitlines() if r.startswith("### `[")]
    assert "### `[calendario.fechas.…]`, `[calendario.grupos.fechas.…]`" in titulos
    assert [t for t in titulos if "calendario.fechas.jornada" in t] == []
    assert "### `[secciones.campos.opciones.visible_si]`, `[secciones.campos.visible_si]`" in titulos


def test_la_frase_de_error_es_la_que_de_verdad_se_lee() -> None:
    [ambito] = [c for c in lenguaje.claves() if (c.ruta, c.nombre) == ("cargos[]", "ambito")]
    assert ambito.error == "«otra cosa» no es válido; use «estado», «distrito», «municipio»."
    assert (
        json.loads((RAIZ_PROYECTO / "docs" / "definicion.schema.json").read_text("utf-8"))["title"]
        == "proceso.toml"
    )

"""Ningún artículo se escribe fuera de `procesos/_derecho`: ni en el código, ni en una plantilla, ni en una carpeta."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

ARTICULO = re.compile(
    r"\b(art[ií]culos?|arts?\.|fracci[oó]n)\s+([0-9]+|[IVXLC]+\b)|LGPDPPSO|\bRRA \d|INE/CG\d+/20|órgano garante|\bINAI\b|\bIDAIP\b",
    re.IGNORECASE,
)
MARCA = re.compile(r"\[\[derecho:[\w-]+\]\]")
COMENTARIO = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
# Un apartado del plan de trabajo de una elección: la carpeta puede nombrar el suyo; el código no es de ninguna.
APARTADO = re.compile(r"§\s*\d")
# Lo que no es fundamento de ningún acto.
APARTE = {
    "src/conoceles/leyes": "la sala que lee las leyes",
    "src/taller": "la demostración: textos inventados de personas inventadas",
    "src/conoceles/nucleo/estatico": "licencias de las tipografías",
}


def _sueltos(texto: str) -> list[str]:
    return [m.group(0) for m in ARTICULO.finditer(MARCA.sub("", texto))]


def _cadenas(codigo: str) -> Iterator[str]:
    """Los textos del programa; un comentario o un docstring explica y puede decir su artículo."""
    arbol = ast.parse(codigo)
    explicaciones = {
        id(nodo.body[0].value)
        for nodo in ast.walk(arbol)
        if isinstance(nodo, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and nodo.body
        and isinstance(nodo.body[0], ast.Expr)
    }
    for nodo in ast.walk(arbol):
        if isinstance(nodo, ast.Constant) and isinstance(nodo.value, str) and id(nodo) not in explicaciones:
            yield nodo.value


def _valores(dicho: Any) -> Iterator[str]:
    if isinstance(dicho, dict):
        for valor in dicho.values():
            yield from _valores(valor)
    elif isinstance(dicho, list):
        for valor in dicho:
            yield from _valores(valor)
    elif isinstance(dicho, str):
        yield dicho


def _textos(archivo: Path) -> list[str]:
    contenido = archivo.read_text("utf-8")
    if archivo.suffix == ".py":
        return list(_cadenas(contenido))
    if archivo.suffix == ".toml":
        return list(_valores(tomllib.loads(contenido)))
    return [COMENTARIO.sub("", contenido)]


def _archivos() -> list[Path]:
    hallados = [
        a
        for carpeta in ("src", "procesos")
        for a in (RAIZ_PROYECTO / carpeta).rglob("*")
        if a.suffix in (".py", ".toml", ".html", ".typ", ".txt", ".md", ".csv", ".js")
        and "_derecho" not in a.parts
    ]
    return [
        a
        for a in hallados
        if not any(a.is_relative_to(RAIZ_PROYECTO / aparte) for aparte in APARTE)
        and "migrations" not in a.parts
    ]


def test_ningun_articulo_se_escribe_fuera_del_derecho() -> None:
    sueltos = {
        a.relative_to(RAIZ_PROYECTO).as_posix(): dichos
        for a in _archivos()
        if (dichos := [s for texto in _textos(a) for s in _sueltos(texto)])
    }
    assert sueltos == {}


def test_ningun_apartado_de_un_plan_se_escribe_en_el_codigo() -> None:
    codigo = [a for a in _archivos() if a.is_relative_to(RAIZ_PROYECTO / "src")]
    assert {"pasos.py", "tratamientos.py", "ruta.html"} <= {a.name for a in codigo}
    sueltos = {
        a.relative_to(RAIZ_PROYECTO).as_posix(): texto
        for a in codigo
        for texto in _textos(a)
        if APARTADO.search(texto)
    }
    assert sueltos == {}


def test_se_miran_el_codigo_las_plantillas_y_las_carpetas() -> None:
    vistos = {a.suffix for a in _archivos()}
    assert {".py", ".toml", ".html", ".typ", ".md"} <= vistos
    assert len(_archivos()) > 500


@pytest.mark.parametrize(
    ("nombre", "texto"),
    [
        ("a.py", '"""Art. 5."""\nX = "LGPDPPSO (2017), art. 55"\n'),
        ("a.toml", 'articulo = "Lineamientos, art. 19, fracción I"\n'),
        ("a.html", "<p>Según el artículo 55.</p>"),
        ("a.md", "Ante el órgano garante."),
    ],
)
def test_un_articulo_suelto_se_encuentra(tmp_path: Path, nombre: str, texto: str) -> None:
    (tmp_path / nombre).write_text(texto, "utf-8")
    assert any(_sueltos(t) for t in _textos(tmp_path / nombre))


def test_un_comentario_y_una_marca_no_cuentan(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('"""Plazos (art. 5)."""\n# artículo 7\nX = "nada"\n', "utf-8")
    (tmp_path / "a.md").write_text("Se funda en [[derecho:arco-acceso]].", "utf-8")
    for nombre in ("a.py", "a.md"):
        assert not any(_sueltos(t) for t in _textos(tmp_path / nombre))

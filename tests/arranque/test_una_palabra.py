"""En el sitio, las pantallas privadas, los manuales y los correos, cada cosa se llama de una sola manera: la del glosario."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from taller.mensajes import documento

CODIGO = RAIZ_PROYECTO / "src" / "conoceles"
MANUALES = [
    p for p in (RAIZ_PROYECTO / "docs" / "manuales").glob("*.md") if p.stem != "operacion"
]  # ese es de máquinas
# De la definición, sus fuentes: sus ejemplos salen de las carpetas, que dicen lo suyo.
SUELTOS = (
    "README.md", "docs/especificacion-registro.md", "procesos/_derecho/reglas.toml", "src/taller/definicion_principio.md",
    "src/taller/que_es.toml",
)  # fmt: skip
DE_LEER = (".html", ".txt", ".typ")
NO_SE_LEE = (  # palabras que una contraseña no debe llevar; el usuario de la máquina
    "cuentas/contrasenas.py",
    "arranque/comprobar/configuracion.py",
    "arranque/ordenes/espejo.py",
    "arranque/vigilancia/causas.py",
)
DE_MAQUINA = re.compile(r"\w_\w|^(SELECT|INSERT|CREATE|DELETE|UPDATE|REPLACE) ", re.MULTILINE)
MARCAS = re.compile(
    r"\{%.*?%\}|\{\{.*?\}\}|<script.*?</script>|<style.*?</style>|<[^>]+(?:>|$)|`[^`]*`", re.DOTALL
)


def prohibidas() -> dict[str, str]:
    """Lo que no se dice → lo que se dice en su lugar, de la tabla del glosario."""
    glosario = (RAIZ_PROYECTO / "docs" / "glosario.md").read_text(encoding="utf-8")
    tabla = glosario.partition("## En pantalla, manual y correo")[2].partition("\n## ")[0]
    filas = [r.strip("| ").split(" | ") for r in tabla.splitlines() if r.startswith("| ")][1:]
    return {mala.strip(): buena for buena, malas, *_ in filas for mala in malas.split(",")}


def _escritos(arbol: ast.Module) -> Iterator[str]:
    """Las frases de un módulo, sin sus docstrings ni lo que solo lee una máquina: SQL y nombres de columnas."""
    con_docstring = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {id(n.body[0].value) for n in ast.walk(arbol) if isinstance(n, con_docstring) and ast.get_docstring(n) and isinstance(n.body[0], ast.Expr)}  # fmt: skip
    for nodo in ast.walk(arbol):
        if (
            isinstance(nodo, ast.Constant)
            and isinstance(nodo.value, str)
            and id(nodo) not in docstrings
            and " " in nodo.value
            and not DE_MAQUINA.search(nodo.value)
        ):
            yield nodo.value


@cache
def textos() -> tuple[tuple[str, str], ...]:
    """Dónde y qué: plantillas, manuales, mensajes y las frases de las salas con pantallas."""
    return tuple(_textos())


def _textos() -> Iterator[tuple[str, str]]:
    for plantilla in sorted(p for p in CODIGO.rglob("*") if p.suffix in DE_LEER):
        yield plantilla.name, MARCAS.sub(" ", plantilla.read_text(encoding="utf-8"))
    for manual in MANUALES:
        yield manual.name, MARCAS.sub(" ", manual.read_text(encoding="utf-8"))
    yield "mensajes", documento.leido(documento.mensajes())
    for modulo in (m for m in sorted(CODIGO.rglob("*.py")) if "migrations" not in m.parts):
        if (ruta := modulo.relative_to(CODIGO).as_posix()) not in NO_SE_LEE:
            escritas = _escritos(ast.parse(modulo.read_text(encoding="utf-8")))
            yield ruta, "\n".join(MARCAS.sub(" ", frase) for frase in escritas)


def hallar(texto: str, palabra: str) -> list[str]:
    """Dónde se dice, con lo que la rodea; en plural también."""
    dicha = re.escape(palabra).replace(r"\ ", r"\s+")
    halladas = re.finditer(rf"\b{dicha}s?\b(?!/|\(| Nacional| Electoral)", texto)
    return [texto[max(0, m.start() - 30) : m.end() + 20] for m in halladas]


@pytest.mark.parametrize(("mala", "buena"), prohibidas().items())
def test_ninguna_pantalla_manual_ni_correo_le_da_otro_nombre(mala: str, buena: str) -> None:
    halladas = {donde: dichas for donde, texto in textos() if (dichas := hallar(texto, mala))}
    assert halladas == {}, f"se dice «{buena}»"


def test_la_autoridad_se_dice_igual_en_un_atributo_y_en_un_guion() -> None:
    """Lo que no es frase suelta, y lo que se lee fuera de las pantallas: hay organismos que no se llaman Instituto."""
    malas = [mala for mala, buena in prohibidas().items() if buena == "la autoridad electoral"]
    archivos = [p for p in CODIGO.rglob("*") if p.suffix in (".html", ".js")] + [
        RAIZ_PROYECTO / p for p in SUELTOS
    ]
    assert {"el instituto", "del instituto", "al instituto"} <= {*malas}
    assert len(archivos) > len(SUELTOS)
    assert [p.name for p in archivos if any(hallar(p.read_text(encoding="utf-8"), m) for m in malas)] == []


def test_lo_que_no_se_dice_se_hallaria() -> None:
    assert len(prohibidas()) >= 12
    assert hallar("Vea las fichas de todas", "ficha")
    assert not hallar("La dosificación", "ficha")
    assert hallar("pida al\ninstituto", "al instituto")
    assert not hallar("Instituto Nacional Electoral", "Instituto")
    assert [*_escritos(ast.parse('"""Una ficha."""\nX = "Es 1 ficha."'))] == ["Es 1 ficha."]

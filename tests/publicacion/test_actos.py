"""Qué se retira de lo publicado lo dice una lista de actos, completa: nada se decide por cómo se llama el acto."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from conoceles.publicacion.actos import NO_RETIRAN, RETIRAN_IDENTIDAD, RETIRAN_TODO, retira

CODIGO = Path(__file__).parents[2] / "src" / "conoceles"
FUERA = (
    "migrations",
    "arranque",
    "proceso/carga",
    "candidaturas/padron/columnas.py",
    "publicacion/supresion.py",
)
ESCRIBEN = {"anotar", "registrar", "_anotar", "_crear", "_registrar", "_reducir", "_cambiar", "_constancia"}
TABLAS = {"Retiro", "Transicion"}
CONOCIDOS = RETIRAN_TODO | RETIRAN_IDENTIDAD | NO_RETIRAN


def _constantes(arbol: ast.Module) -> dict[str, str]:
    """Los nombres en mayúsculas de un archivo que valen un texto."""
    return {
        nombre.id: n.value.value
        for n in arbol.body
        if isinstance(n, ast.Assign) and isinstance(n.value, ast.Constant) and isinstance(n.value.value, str)
        for nombre in n.targets
        if isinstance(nombre, ast.Name)
    }


def _textos(nodo: ast.expr, nombres: dict[str, str]) -> Iterator[str]:
    if isinstance(nodo, ast.Constant) and isinstance(nodo.value, str):
        yield nodo.value
    elif isinstance(nodo, ast.IfExp):
        yield from _textos(nodo.body, nombres)
        yield from _textos(nodo.orelse, nombres)
    elif isinstance(nodo, ast.Name) and nodo.id in nombres:
        yield nombres[nodo.id]
    elif isinstance(nodo, ast.JoinedStr):
        [inicio, *_] = nodo.values
        assert isinstance(inicio, ast.Constant)
        yield f"{inicio.value}*"


def _asignados(arbol: ast.Module, nombres: dict[str, str]) -> Iterator[str]:
    """`acto = "a" if … else "b"` y los diccionarios de actos."""
    for n in ast.walk(arbol):
        if isinstance(n, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id in ("acto", "hecho") for t in n.targets
        ):
            yield from _textos(n.value, nombres)
        if isinstance(n, ast.keyword) and n.arg == "acto":
            yield from _textos(n.value, nombres)


def _escritos() -> dict[str, str]:
    """Acto → archivo que lo escribe."""
    hallados: dict[str, str] = {}
    for archivo in CODIGO.rglob("*.py"):
        donde = archivo.relative_to(CODIGO).as_posix()
        if any(parte in donde for parte in FUERA):
            continue
        arbol = ast.parse(archivo.read_text(encoding="utf-8"))
        nombres = _constantes(arbol)
        dichos = (
            set(_asignados(arbol, nombres)) if "registrar(" in archivo.read_text(encoding="utf-8") else set()
        )
        for n in ast.walk(arbol):
            quien = n.func.id if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) else ""
            if isinstance(n, ast.Call) and quien in ESCRIBEN:
                dichos |= {t for a in n.args for t in _textos(a, nombres)}
        hallados |= {acto: donde for acto in dichos if acto.strip("*").replace("_", "").isalpha()}
    return hallados


# Lo que se pasa junto al acto y no lo es: la base, un motivo, el origen de una versión, una dirección.
NO_SON_ACTOS = {
    "default", "identidad", "revocacion", "restitucion", "ese registro", "ajuste", "correccion", "captura_seccion",
}  # fmt: skip


def test_cada_acto_que_el_codigo_escribe_dice_que_retira() -> None:
    escritos = {a: d for a, d in _escritos().items() if a not in NO_SON_ACTOS}
    assert len(escritos) > 70
    faltan = {
        a: d
        for a, d in escritos.items()
        if not (any(c.startswith(a[:-1]) for c in CONOCIDOS) if a.endswith("*") else a in CONOCIDOS)
    }
    assert faltan == {}


def test_un_acto_tiene_un_solo_efecto() -> None:
    for unos, otros in combinations((RETIRAN_TODO, RETIRAN_IDENTIDAD, NO_RETIRAN), 2):
        assert not unos & otros


def test_suprimir_la_identidad_no_es_suprimir_a_la_persona() -> None:
    assert retira("suprimida") is True
    assert retira("identidad_suprimida") is False
    assert retira("identidad_sin_enviar_descartada") is None
    assert retira("suprimida_por_otra_ley") is None

"""Quien espera un error de la base o escribe SQL declara `postgres`: ahí el motor importa (decisión 0084)."""

from __future__ import annotations

import ast
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

PRUEBAS = RAIZ_PROYECTO / "tests"
ESPERAN = {
    "IntegrityError",
    "InternalError",
    "DatabaseError",
    "RECHAZO",
}  # el texto de la regla es de cada motor
ESCRIBEN = {"cursor", "executescript"}
# Leen lo que SQLite dejó en su archivo, o prueban que sin la marca no se toca ninguna base.
DE_UN_MOTOR = {"tests/arranque/test_tablas.py", "tests/taller/test_orden_pruebas.py"}


def _marcado(nodo: ast.AST) -> bool:
    return any(isinstance(n, ast.Attribute) and n.attr in ("postgres", "simulacro") for n in ast.walk(nodo))


def _le_importa(prueba: ast.AST) -> bool:
    pedidos = {n.attr for n in ast.walk(prueba) if isinstance(n, ast.Attribute)}
    nombres = {n.id for n in ast.walk(prueba) if isinstance(n, ast.Name)}
    return bool((nombres | pedidos) & ESPERAN or pedidos & ESCRIBEN)


def sin_declarar(archivo: Path) -> list[str]:
    """Las pruebas de un archivo a las que el motor les importa y no lo dicen."""
    arbol = ast.parse(archivo.read_text("utf-8"))
    if any(isinstance(n, ast.Assign) and _marcado(n.value) for n in arbol.body):
        return []
    pruebas = [n for n in arbol.body if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")]
    return [p.name for p in pruebas if _le_importa(p) and not any(map(_marcado, p.decorator_list))]


def test_quien_espera_un_error_de_la_base_o_escribe_sql_declara_postgres() -> None:
    hallados = {
        str(a.relative_to(RAIZ_PROYECTO)): nombres
        for a in PRUEBAS.rglob("test_*.py")
        if (nombres := sin_declarar(a))
    }
    assert {a: n for a, n in hallados.items() if a not in DE_UN_MOTOR} == {}


def test_una_sin_declarar_se_encuentra(tmp_path: Path) -> None:
    (tmp_path / "test_x.py").write_text(
        "def test_a(base):\n    with pytest.raises(IntegrityError): ...\n"
        "@pytest.mark.postgres\ndef test_b(base):\n    connection.cursor()\n"
        "def test_c(base):\n    connection.cursor()\n"
    )
    assert sin_declarar(tmp_path / "test_x.py") == ["test_a", "test_c"]

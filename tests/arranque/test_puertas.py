"""Una elección se mueve solo por lo que un instituto tiene: pantallas, órdenes y el calendario del obrero."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

PRODUCTO, TALLER = RAIZ_PROYECTO / "src" / "conoceles", RAIZ_PROYECTO / "src" / "taller"
ESCRIBEN = {
    "create",
    "bulk_create",
    "get_or_create",
    "update_or_create",
    "bulk_update",
    "update",
    "save",
    "delete",
}
# Lo que el banco siembra para medir; `test_siembra_del_banco` lo compara con lo que dejan las operaciones.
SIEMBRA = ("banco/siembra/lotes.py", "banco/siembra/lotes_de_identidad.py")
# Escribir lo propio en un archivo, un diccionario o una huella no es escribir en la base.
MODELO = ("objects", "filter", "exclude", "all", "using")


def _arbol(archivo: Path) -> ast.Module:
    return ast.parse(archivo.read_text(encoding="utf-8"))


def _actos(arbol: ast.Module) -> set[str]:
    """Las operaciones públicas que declara: las que piden por nombre quién actúa y cuándo."""
    return {
        nodo.name
        for nodo in arbol.body
        if isinstance(nodo, ast.FunctionDef)
        and {"por", "ahora"} <= {a.arg for a in nodo.args.kwonlyargs}
        and not nodo.name.startswith("_")
    }


def _nombrados(arbol: ast.Module) -> set[str]:
    """Lo que usa; importarlo no es usarlo."""
    nombres = {n.id for n in ast.walk(arbol) if isinstance(n, ast.Name)}
    return nombres | {n.attr for n in ast.walk(arbol) if isinstance(n, ast.Attribute)}


def _pedidos(arbol: ast.Module) -> set[str]:
    """Lo que toma de otros módulos, por su nombre o por el del módulo."""
    traidos = {a.name for n in ast.walk(arbol) if isinstance(n, ast.ImportFrom) for a in n.names}
    return traidos | {n.attr for n in ast.walk(arbol) if isinstance(n, ast.Attribute)}


def sin_puerta(carpeta: Path) -> list[str]:
    """Operaciones que nada del producto llama: quien las use entra por donde ningún instituto entra."""
    arboles = {archivo: _arbol(archivo) for archivo in carpeta.rglob("*.py")}
    usan = defaultdict(set)
    for archivo, arbol in arboles.items():
        for nombre in _nombrados(arbol):
            usan[nombre].add(archivo)
    return sorted(
        f"{archivo.relative_to(carpeta)}: {acto}"
        for archivo, arbol in arboles.items()
        for acto in _actos(arbol)
        if not usan[acto]
    )


def escrituras(carpeta: Path) -> list[str]:
    """Llamadas que escriben en un modelo sin pasar por una operación."""
    hallados = []
    for archivo in sorted(carpeta.rglob("*.py")):
        for nodo in ast.walk(_arbol(archivo)):
            if isinstance(nodo, ast.Call) and isinstance(nodo.func, ast.Attribute):
                texto = ast.unparse(nodo.func)
                if (nodo.func.attr in ESCRIBEN and any(f".{m}" in texto for m in MODELO)) or (
                    nodo.func.attr == "save" and "update_fields" in {k.arg for k in nodo.keywords}
                ):
                    hallados.append(f"{archivo.relative_to(carpeta)}: {texto}")
    return hallados


def test_toda_operacion_la_llama_algo_del_producto() -> None:
    assert sin_puerta(PRODUCTO) == []


def test_el_taller_no_escribe_en_los_modelos() -> None:
    assert [e for e in escrituras(TALLER) if not e.startswith(SIEMBRA)] == []


def test_nadie_fuera_del_producto_mueve_un_estado() -> None:
    fuera = [*TALLER.rglob("*.py"), *(RAIZ_PROYECTO / "tests" / "recorridos").glob("*.py")]
    mueven = {"mover", "mover_varias", "marcar_publicadas", "habilitar", "habilitar_varias", "_habilitar"}
    assert [a.name for a in fuera if _pedidos(_arbol(a)) & mueven] == ["lotes.py"]


def test_una_puerta_de_mas_se_encuentra(tmp_path: Path) -> None:
    (tmp_path / "operaciones.py").write_text("def atajo(*, por, ahora): ...\ndef uso(*, por, ahora): ...\n")
    (tmp_path / "views.py").write_text(
        "uso(por=1, ahora=2)\nModelo.objects.filter(pk=1).update(estado='x')\n"
    )
    assert sin_puerta(tmp_path) == ["operaciones.py: atajo"]
    assert escrituras(tmp_path) == ["views.py: Modelo.objects.filter(pk=1).update"]

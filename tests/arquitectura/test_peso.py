"""Lo que pesa cada sala no crece sin decirlo: se cuenta en palabras de Python, que escribir más ancho no quita.

`peso.txt` dice el tope de cada una. La que adelgaza baja el suyo en el mismo cambio; la que engorda lo sube a la vista de todos.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections import Counter
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

TOPES = Path(__file__).with_name("peso.txt")
HOLGURA = 500  # palabras que una sala puede quedar debajo de su tope sin bajarlo
_ABRE, _CIERRA = (
    getattr(tokenize, "FSTRING_START", -1),
    getattr(tokenize, "FSTRING_END", -1),
)  # desde Python 3.12
_NO_CUENTAN = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.ENDMARKER,
}  # fmt: skip


def palabras(fuente: str) -> int:
    """Las de un archivo, sin comentarios ni lo que se dice de cada cosa al declararla."""
    dichas, cuantas, dentro = _documentacion(fuente), 0, 0
    for parte in tokenize.generate_tokens(io.StringIO(fuente).readline):
        dentro -= parte.type == _CIERRA
        cuenta = parte.type not in _NO_CUENTAN and parte.start not in dichas
        cuantas += (
            cuenta and not dentro and parte.type != _CIERRA
        )  # una f-string es una, como antes de Python 3.12
        dentro += parte.type == _ABRE
    return cuantas


def _documentacion(fuente: str) -> set[tuple[int, int]]:
    con_ella = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    primeras = (n.body[0] for n in ast.walk(ast.parse(fuente)) if isinstance(n, con_ella) and n.body)
    return {
        (p.lineno, p.col_offset)
        for p in primeras
        if isinstance(p, ast.Expr) and isinstance(p.value, ast.Constant) and isinstance(p.value.value, str)
    }


def pesos() -> Counter[str]:
    """Sala → sus palabras, sin migraciones."""
    suma = Counter[str]()
    fuentes = RAIZ_PROYECTO / "src"
    for archivo in fuentes.rglob("*.py"):
        partes = archivo.relative_to(fuentes).parts
        if "migrations" not in partes:
            suma["/".join(partes[:2]) if len(partes) > 2 else partes[0]] += palabras(
                archivo.read_text("utf-8")
            )
    return suma


def topes() -> dict[str, int]:
    """Sala → su tope, según `peso.txt`."""
    renglones = (renglon.split() for renglon in TOPES.read_text("utf-8").splitlines())
    return {sala: int(tope) for sala, tope in renglones}


def test_cada_sala_pesa_lo_que_se_dijo() -> None:
    hoy, dicho = pesos(), topes()
    assert hoy.keys() == dicho.keys(), "una sala nueva, o que se fue, cambia también peso.txt"
    de_mas = {sala: n for sala, n in hoy.items() if n > dicho[sala]}
    assert de_mas == {}, f"pesan más que su tope: {de_mas}"
    bajaron = {sala: n for sala, n in hoy.items() if n + HOLGURA < dicho[sala]}
    assert bajaron == {}, f"adelgazaron; baje su tope en peso.txt: {bajaron}"


def test_lo_que_se_escribe_ancho_no_pesa_menos() -> None:
    angosto, ancho = "x = (\n    1 +\n    2\n)  # por qué\n", "x = (1 + 2)\n"
    assert palabras(angosto) == palabras(ancho) == 7
    assert palabras("x = f'{a} y {b!r:>{c}}'\n") == 3
    assert palabras('def f():\n    """Qué hace."""\n    return 1\n') == palabras("def f():\n    return 1\n")

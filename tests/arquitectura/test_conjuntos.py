"""Lo que crece con la elección no se copia entero a cada paso."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO


def _se_copian(texto: str) -> Iterator[int]:
    """Los renglones donde un conjunto `|=` (o `-=`, `&=`) las llaves de un diccionario: Python hace otro y tira el de antes."""
    for nodo in ast.walk(ast.parse(texto)):
        match nodo:
            case ast.AugAssign(value=ast.Call(func=ast.Attribute(attr="keys"))):
                yield nodo.lineno


@pytest.mark.parametrize("raiz", ["conoceles", "taller"])
def test_ningun_conjunto_crece_copiandose(raiz: str) -> None:
    """Con treinta mil candidaturas, la mitad de una publicación era copiar dos conjuntos con cada página."""
    carpeta: Path = RAIZ_PROYECTO / "src" / raiz
    hallados = {
        f"{archivo.relative_to(carpeta).as_posix()}:{n}"
        for archivo in carpeta.rglob("*.py")
        for n in _se_copian(archivo.read_text("utf-8"))
    }
    assert hallados == set()


def test_el_que_se_copia_se_reconoce() -> None:
    assert [*_se_copian("vivas = set()\nvivas |= nuevas.keys()\nvivas.update(nuevas)\n")] == [2]

"""Cualquier valor en cualquier clave se carga o se rechaza con sus faltas: nunca revienta."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime
from typing import Any

import pytest

from conoceles.proceso.carga import DefinicionInvalida, Falta, leer_carpeta
from conoceles.proceso.carga.piezas import archivos as modulo

from .conftest import PROCESOS

CARPETA = PROCESOS / "durango-2023-2024"
DISPARATES: tuple[Any, ...] = (
    "", "x", 0, -7, True, 1.5, [], [1], ["x"], {}, {"x": 1}, [{}], [{"clave": 3}], date(1900, 1, 1), datetime(2024, 1, 1),
)  # fmt: skip
Ruta = tuple[str | int, ...]

SIN_NOMBRAR = {"temas.toml"}  # está para quien lo apruebe: `[archivos]` no lo nombra y no se lee
# Los que la carpeta tenga: uno nuevo se prueba sin que nadie lo apunte aquí.
ARCHIVOS = sorted({archivo.name for archivo in CARPETA.glob("*.toml")} - SIN_NOMBRAR)


@pytest.mark.parametrize("archivo", ARCHIVOS)
def test_ningun_disparate_revienta(archivo: str, monkeypatch: pytest.MonkeyPatch) -> None:
    originales = {n: (CARPETA / n).read_text() for n in ARCHIVOS}
    leidos = {texto: tomllib.loads(texto) for texto in originales.values()}
    original = leidos[originales[archivo]]
    leer = tomllib.loads
    monkeypatch.setattr(  # lo que no es de la carpeta, como las leyes que cita, se lee de verdad
        modulo.tomllib, "loads", lambda texto: leidos[texto] if texto in leidos else leer(texto)
    )
    faltas: list[Falta] = []
    for numero, ruta in enumerate(_una_de_cada_forma(original)):
        for disparate in (
            DISPARATES[numero % len(DISPARATES)],
            DISPARATES[(numero * 7 + 3) % len(DISPARATES)],
        ):
            leidos[originales[archivo]] = _con(original, ruta, disparate)
            try:
                leer_carpeta(CARPETA)
            except DefinicionInvalida as rechazo:
                faltas += rechazo.errores
    assert len(faltas) > 20
    assert [f for f in faltas if not (f.archivo and f.clave and f.razon)] == []


def _una_de_cada_forma(dato: Any) -> list[Ruta]:
    """Una ruta por cada combinación de claves: las preguntas se parecen y basta una de cada forma."""
    unicas: dict[tuple[str, ...], Ruta] = {}
    for ruta in _rutas(dato):
        unicas.setdefault(tuple(p for p in ruta if isinstance(p, str)), ruta)
    return list(unicas.values())


def _rutas(dato: Any, previa: Ruta = ()) -> Iterator[Ruta]:
    pares: Any = dato.items() if isinstance(dato, dict) else enumerate(dato) if isinstance(dato, list) else ()
    for clave, valor in pares:
        yield (*previa, clave)
        yield from _rutas(valor, (*previa, clave))


def _con(dato: Any, ruta: Ruta, valor: Any) -> Any:
    copia = deepcopy(dato)
    donde = copia
    for paso in ruta[:-1]:
        donde = donde[paso]
    donde[ruta[-1]] = valor
    return copia

"""Publicar entera no guarda la elección entera en la memoria, y lo que se escribe por partes son los octetos de siempre."""

from __future__ import annotations

import gc
import json
from collections.abc import Collection
from datetime import datetime
from io import StringIO
from pathlib import Path
from random import Random
from string import ascii_lowercase
from typing import Any

import pytest

from conoceles.publicacion.armado import armado, leer
from conoceles.publicacion.armado.corrida import Corrida
from conoceles.publicacion.armado.leer import Leido
from conoceles.publicacion.datos.escribir import EnJson
from conoceles.publicacion.instantanea.comprimir import TROZO, por_trozos, variantes
from conoceles.publicacion.lectura.fichas import Ficha
from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import PERSONAS, PROCESO


def test_de_la_eleccion_solo_vive_una_tanda_a_la_vez(
    eleccion: dict[str, Any], ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    vistas, antes = 0, _con_textos()
    vivas: list[int] = []
    de_verdad = leer.leer

    def contar(corrida: Corrida, contiendas: Collection[str]) -> Leido:
        nonlocal vistas
        vivas.append(_con_textos() - antes)
        leido = de_verdad(corrida, contiendas)
        vistas += len(leido.fichas)
        assert _con_textos() - antes >= len(leido.fichas)
        return leido

    monkeypatch.setattr(leer, "TANDA", 1)
    monkeypatch.setattr(armado, "leer", contar)
    publicar(PROCESO, ahora=ahora)
    assert vistas >= len(PERSONAS)
    assert len(vivas) >= 3  # hay gente en tres boletas, y con tandas de una van aparte
    assert max(vivas) == 0


def _con_textos() -> int:
    """Las fichas enteras que hay en la memoria. `isinstance` despertaría a los valores que Django aplaza."""
    gc.collect()
    return sum(type(uno) is Ficha and bool(uno.secciones) for uno in gc.get_objects())


@pytest.mark.parametrize(
    ("cuentas", "grupos"),
    [
        ([], []),
        ([("a", 2), ("b", 2), ("c", 1)], [["a", "b"], ["c"]]),
        ([("a", 9), ("b", 1), ("c", 0)], [["a"], ["b", "c"]]),
        ([("a", 0), ("b", 9)], [["a"], ["b"]]),
    ],
)
def test_una_boleta_nunca_se_parte_y_ninguna_falta(
    cuentas: list[tuple[str, int]], grupos: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leer, "TANDA", 4)
    hechos = [*leer.repartir(cuentas)]
    assert [list(grupo.contiendas) for grupo in hechos] == grupos
    assert sum(grupo.personas for grupo in hechos) == sum(personas for _, personas in cuentas)


@pytest.mark.parametrize("octetos", [0, 10, TROZO - 1, TROZO, 3 * TROZO + 7])
def test_comprimir_por_trozos_da_los_mismos_octetos(tmp_path: Path, octetos: int) -> None:
    azar = Random(octetos)
    palabras = ["".join(azar.choices(ascii_lowercase, k=azar.randint(2, 9))) for _ in range(3_000)]
    contenido = " ".join(azar.choices(palabras, k=octetos // 3 + 1)).encode()[:octetos]
    origen = tmp_path / "grande.csv"
    origen.write_bytes(contenido)
    hechas = {
        f"grande.csv{fin}": Path(f"{origen}{fin}").read_bytes() for fin in por_trozos("grande.csv", origen)
    }
    assert hechas == variantes("grande.csv", contenido)


@pytest.mark.parametrize("renglones", [[], [["uno", 'dos\n«"»']], [["a", "b"], ["", "\u2028"]]])
def test_el_json_de_datos_renglon_por_renglon_es_el_de_una_vez(renglones: list[list[str]]) -> None:
    salida = StringIO()
    tabla = EnJson(salida, ["A", "B"], "2024-04-25")
    for renglon in renglones:
        tabla.agregar(renglon)
    tabla.cerrar()
    entero = {"corte": "2024-04-25", "renglones": [dict(zip("AB", r, strict=True)) for r in renglones]}
    assert salida.getvalue() == json.dumps(entero, ensure_ascii=False, indent=1)

"""Cuánto miden las que cambian con cualquier corrección: mientras no estrenen cifra, la lista de lo publicado se remienda en su lugar."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conoceles.publicacion.publicador import publicar
from lector.instantaneas import archivos_de
from publicacion.eleccion import PROCESO, version

AHORA = datetime.fromisoformat("2024-04-25T10:00:00-06:00")
DESPUES = AHORA + timedelta(minutes=5)
MINIMOS = [
    ("candidaturas/", ".json", 10_000, 1024),
    ("datos/api/candidaturas/", ".json", 10_000, 1024),
    ("indice/palabras/", ".trozo", 1_000, 128),
]


@pytest.mark.parametrize(("carpeta", "fin", "minimo", "redondo"), MINIMOS)
def test_publicar_deja_con_las_mismas_cifras_lo_que_cambia_con_cualquiera(
    eleccion: dict[str, Any], datos: Path, carpeta: str, fin: str, minimo: int, redondo: int
) -> None:
    publicar(PROCESO, ahora=AHORA)
    miden = [a["octetos"] for r, a in archivos_de(_actual(datos)).items() if _es(r, carpeta, fin)]
    assert miden
    assert min(miden) >= minimo
    assert len({medida % redondo for medida in miden}) == 1, "siguen siendo redondos"


def test_corregir_no_mueve_los_renglones_de_nadie(eleccion: dict[str, Any], datos: Path) -> None:
    publicar(PROCESO, ahora=AHORA)
    version(eleccion["ANA"], 2, AHORA, historia="Otra historia, corregida. " * 12)
    publicar(PROCESO, ahora=AHORA)
    antes = _largos(datos)
    version(eleccion["ANA"], 3, AHORA, historia="La tercera, con muchas más palabras que las de antes. " * 75)
    publicar(PROCESO, ahora=DESPUES)
    ahora = _largos(datos)
    assert {r: ahora[r] for r in antes if r in ahora} == {r: antes[r] for r in antes if r in ahora}


def _actual(datos: Path) -> Path:
    return datos / "sitio" / PROCESO / "actual"


def _es(ruta: str, carpeta: str, fin: str) -> bool:
    return ruta.startswith(carpeta) and ruta.endswith(fin)


def _largos(datos: Path) -> dict[str, int]:
    """Lo que ocupa cada renglón de esas."""
    lineas = (_actual(datos) / "manifiesto.renglones").read_text(encoding="utf-8").splitlines()
    rutas = {linea.partition("\t")[0]: len(linea) for linea in lineas}
    return {r: n for r, n in rutas.items() if any(_es(r, *suyo[:2]) for suyo in MINIMOS)}

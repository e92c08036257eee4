"""La carpeta de trabajo siguiente sale del árbol que se poda: lo que no cambió ni se escribe ni se enlaza otra vez."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conoceles.publicacion.instantanea import arbol
from conoceles.publicacion.instantanea.arbol import Arbol, reciclar
from conoceles.publicacion.instantanea.manifiesto import (
    RENGLONES,
    Manifiesto,
    distintas,
    sin_renglones,
)
from conoceles.publicacion.instantanea.renglones.renglon import renglon
from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import PROCESO, sale, version
from publicacion.test_publicador import comprobar

RUTAS = st.sampled_from(["a", "a.gz", "a/x", "b/c/d", "ñ", "z"])
ARBOLES = st.dictionaries(RUTAS.filter(lambda r: r != "a/x"), st.binary(max_size=2), max_size=6)


def _escribir(carpeta: Path, octetos: dict[str, bytes], previo: Manifiesto | None = None) -> Manifiesto:
    hecho = Manifiesto("eleccion", "2024-04-25")
    for ruta, contenido in octetos.items():
        arbol.escribir(carpeta / ruta, contenido)
        antes = previo.archivos.get(ruta) if previo else None
        hecho.archivos[ruta] = antes if antes and antes.es_de(contenido) else renglon(ruta, contenido)
    carpeta.mkdir(exist_ok=True)
    hecho.archivos.escribir(carpeta / RENGLONES)
    return hecho


def _contenido(carpeta: Path) -> dict[str, bytes]:
    archivos = (p for p in carpeta.rglob("*") if p.is_file() and p.name != RENGLONES)
    return {p.relative_to(carpeta).as_posix(): p.read_bytes() for p in archivos}


@given(antes=ARBOLES, ahora=ARBOLES)
def test_reciclado_es_igual_que_clonado(
    antes: dict[str, bytes], ahora: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    carpeta = tmp_path_factory.mktemp("arboles")
    viejo = _escribir(carpeta / "viejo", antes)
    _escribir(carpeta / "nuevo", ahora, viejo)
    cambian = [ruta for ruta, _ in distintas(carpeta / "viejo" / RENGLONES, carpeta / "nuevo" / RENGLONES)]
    assert reciclar(carpeta / "viejo", carpeta / "nuevo")
    assert _contenido(carpeta / "viejo") == ahora
    assert sorted(cambian) == sorted(r for r in antes.keys() | ahora.keys() if antes.get(r) != ahora.get(r))
    assert not [
        d
        for d, carpetas, archivos in os.walk(carpeta / "viejo")
        if not carpetas and not archivos and d != str(carpeta / "viejo")
    ]


def test_lo_que_se_suprimio_del_arbol_viejo_no_vuelve(tmp_path: Path) -> None:
    viejo = _escribir(tmp_path / "viejo", {"a": b"1", "b": b"suprimido", "c": b"1"})
    _escribir(tmp_path / "nuevo", {"a": b"1", "b": b"neutro"}, viejo)
    lista = tmp_path / "viejo" / RENGLONES
    arbol.escribir(lista, sin_renglones(lista.read_bytes(), {"b"}))
    (tmp_path / "viejo/b").unlink()
    assert reciclar(tmp_path / "viejo", tmp_path / "nuevo")
    assert _contenido(tmp_path / "viejo") == {"a": b"1", "b": b"neutro"}


def test_del_archivo_de_busqueda_no_se_escribe_lo_que_otra_copia_comparte(tmp_path: Path) -> None:
    for nombre in ("viejo", "nuevo"):
        _escribir(tmp_path / nombre, {"busqueda.sqlite": nombre.encode()})
    os.link(tmp_path / "viejo/busqueda.sqlite", tmp_path / "respaldo")
    assert reciclar(tmp_path / "viejo", tmp_path / "nuevo")
    assert (tmp_path / "respaldo").read_bytes() == b"viejo"
    assert (tmp_path / "viejo/busqueda.sqlite").read_bytes() == b"nuevo"
    assert not (tmp_path / "viejo/busqueda.sqlite").samefile(tmp_path / "nuevo/busqueda.sqlite")


def test_una_correccion_no_vuelve_a_enlazar_lo_que_no_cambio(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    enlazados: list[str] = []
    de_veras = os.link
    monkeypatch.setattr(arbol, "CONSERVAR", 1)
    publicar(PROCESO, ahora=ahora)
    for n in range(2, 5):
        version(eleccion["ANA"], n, ahora, historia=f"Otra historia, corregida {n} veces. " * 12)
        publicar(PROCESO, ahora=ahora + timedelta(minutes=n))
    monkeypatch.setattr(os, "link", lambda *a, **k: (enlazados.append(str(a[1])), de_veras(*a, **k)))
    version(eleccion["ANA"], 5, ahora, historia="Otra historia, corregida al final. " * 12)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=9))
    assert enlazados
    ajenos = [r for r in enlazados if "BETO" in r or "/estatico/" in r or "DINA" in r]
    assert ajenos == []
    assert len(enlazados) < len(comprobar(Arbol(PROCESO).ruta(Arbol(PROCESO).actual()))["archivos"]) / 2
    assert (
        _contenido(Arbol(PROCESO)._lista()).keys()
        == comprobar(datos / "sitio" / PROCESO / "actual")["archivos"].keys()
    )


def test_quien_sale_no_queda_en_la_carpeta_reciclada(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arbol, "CONSERVAR", 1)
    publicar(PROCESO, ahora=ahora)
    version(eleccion["ANA"], 2, ahora, historia="Otra historia, corregida. " * 12)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=3))
    sale(eleccion, "EVA", ahora + timedelta(minutes=4))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=5))
    version(eleccion["ANA"], 3, ahora, historia="Otra historia, y otra. " * 12)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=6))
    for carpeta in (Arbol(PROCESO)._lista(), datos / "sitio" / PROCESO / "actual"):
        assert (carpeta / "candidaturas/ANA.json").exists()
        assert not [r for r in _contenido(carpeta) if "EVA" in r]


def test_todo_lo_que_se_estrena_bajo_antes_al_disco(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    bajaron: set[tuple[str, str]] = set()
    de_veras, sitio = arbol.sincronizar, Arbol(PROCESO)

    def anotar(rutas: list[Path]) -> None:
        suyas = (r.relative_to(sitio.carpeta).as_posix().partition("/")[2] for r in rutas)
        bajaron.update((sitio.actual(), ruta) for ruta in suyas)
        de_veras(rutas)

    publicar(PROCESO, ahora=ahora)
    antes = sitio.actual()
    monkeypatch.setattr(arbol, "sincronizar", anotar)
    version(eleccion["ANA"], 2, ahora, historia="Otra historia, corregida. " * 12)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=3))
    ahora_sirve = sitio.ruta(sitio.actual())
    escritos = {
        r for r in _contenido(ahora_sirve) if not _es_el_mismo(sitio.ruta(antes) / r, ahora_sirve / r)
    }
    assert {"busqueda.sqlite", "candidaturas/ANA/index.html", "manifiesto.json"} < escritos
    assert {(antes, ruta) for ruta in (*escritos, RENGLONES)} <= bajaron


def _es_el_mismo(uno: Path, otro: Path) -> bool:
    return uno.exists() and uno.samefile(otro)

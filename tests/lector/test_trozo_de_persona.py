"""Lo que se muestra de cada persona sale de su trozo, y lo publicado por la versión anterior se sigue leyendo."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from conoceles.lector.busqueda import pagina_buscar
from conoceles.lector.comparar import pagina_comparar
from conoceles.lector.indice import Indice
from conoceles.lector.sitio import Instantanea
from publicacion.fichas_de_prueba import FICHAS, actualizar, entrada, escribir

BUSCADO = ("", "agua", "núñez", "seguridad", "la güera", "nuñes")
DE_ANTES = """
DROP TABLE tarjeta; DROP TABLE texto; DELETE FROM meta WHERE clave <> 'total';
CREATE TABLE tarjeta (orden INTEGER PRIMARY KEY, folio TEXT NOT NULL UNIQUE, nombre TEXT NOT NULL,
    html TEXT NOT NULL, valores TEXT NOT NULL, huella TEXT NOT NULL);
CREATE TABLE celda (folio TEXT, campo TEXT, html TEXT NOT NULL, PRIMARY KEY (folio, campo)) WITHOUT ROWID;
CREATE VIRTUAL TABLE texto USING fts5(nombre, sobrenombre, propuestas, trayectoria,
    tokenize="unicode61 remove_diacritics 2", detail=column, prefix='2 3');
"""


@pytest.fixture
def archivo(tmp_path: Path) -> Path:
    (tmp_path / "ahora").mkdir()
    return escribir(tmp_path / "ahora/busqueda.sqlite")


def de_antes(archivo: Path, destino: Path) -> Path:
    """El mismo, como lo dejaba la versión anterior: con todo adentro y sin trozos junto a él."""
    shutil.copyfile(archivo, destino)
    with closing(sqlite3.connect(destino)) as base, base:
        base.executescript(DE_ANTES)
        for orden, suyos in enumerate(entrada(f).renglones() for f in FICHAS):
            folio, nombre, valores = suyos.quien
            fila = (orden, folio, nombre, suyos.tarjeta, valores, "")
            base.execute("INSERT INTO tarjeta VALUES (?, ?, ?, ?, ?, ?)", fila)
            base.executemany(
                "INSERT INTO celda VALUES (?, ?, ?)", [(folio, *c) for c in suyos.celdas.items()]
            )
            base.execute(
                "INSERT INTO texto(rowid, nombre, sobrenombre, propuestas, trayectoria) VALUES (?, ?, ?, ?, ?)",
                (orden, *suyos.texto),
            )
    return destino


def paginas(indice: Indice) -> list[str]:
    return [
        *(pagina_buscar(indice, urlencode({"q": q})) for q in BUSCADO),
        pagina_comparar(indice, "c=F1&c=F2"),
        pagina_comparar(indice, "c=F1"),
    ]


def test_lo_publicado_por_la_version_anterior_contesta_lo_mismo(archivo: Path, tmp_path: Path) -> None:
    anterior = de_antes(archivo, tmp_path / "buscar.sqlite")
    assert paginas(Indice(anterior)) == paginas(Indice(archivo))


def test_la_instantanea_que_dejo_la_version_anterior_se_busca_con_su_archivo(
    archivo: Path, tmp_path: Path
) -> None:
    de_antes(archivo, tmp_path / "buscar.sqlite")
    (tmp_path / "vacia").mkdir()
    for carpeta, hay in ((archivo.parent, True), (tmp_path, True), (tmp_path / "vacia", False)):
        assert (Instantanea("una", carpeta).indice() is not None) == hay


def test_lo_que_dejo_la_version_anterior_no_se_remienda(archivo: Path, tmp_path: Path) -> None:
    anterior = de_antes(archivo, archivo.with_name("anterior.sqlite"))
    octetos = anterior.read_bytes()
    assert not actualizar(anterior, FICHAS[:1], {"F1": FICHAS[0]}, FICHAS)
    assert anterior.read_bytes() == octetos


def test_el_archivo_no_lleva_lo_que_se_lee_de_nadie(archivo: Path) -> None:
    octetos = archivo.read_bytes()
    for suyos in (entrada(f).renglones() for f in FICHAS):
        dichos = (suyos.tarjeta, *suyos.celdas.values(), *(t for t in suyos.texto[2:] if t))
        assert not [d for d in dichos if d.encode() in octetos]


def test_quien_acaba_de_retirarse_deja_de_salir_y_lo_demas_sigue(archivo: Path) -> None:
    indice = Indice(archivo)
    assert 'data-folio="F1"' in pagina_buscar(indice, "q=agua")
    (archivo.parent / "indice/personas/F1.trozo").unlink()
    html = pagina_buscar(indice, "q=agua")
    assert ('data-folio="F1"' in html, 'data-folio="F2"' in html) == (False, True)
    assert "propuesta de F1" not in pagina_comparar(indice, "c=F1&c=F2")


def test_un_folio_que_es_una_ruta_no_se_abre(archivo: Path, tmp_path: Path) -> None:
    shutil.copyfile(archivo.parent / "indice/personas/F1.trozo", tmp_path / "ajeno.trozo")
    assert Indice(archivo).persona("../../../ajeno") is None

"""El archivo de búsqueda que el publicador entrega al lector."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from conoceles.publicacion.busqueda import escritura, facetas, trozos
from conoceles.publicacion.lectura.fichas import Rasgo
from publicacion.fichas_de_prueba import (
    ALIANZA,
    BUSCAR,
    CAMPOS,
    COMPARAR,
    FICHAS,
    actualizar,
    entrada,
    escribir,
    ficha,
    sitio,
)

TABLAS = ("tarjeta", "faceta", "filtro", "palabra", "campo", "pieza", "meta")
PRIMARIA = Rasgo("grado", "Estudios", "primaria", "Primaria", 0)
PAGINAS = escritura.Paginas(BUSCAR, COMPARAR)


def leer(ruta: Path, orden: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(ruta)) as base:
        return base.execute(orden).fetchall()


def indexado(ruta: Path) -> set[tuple[object, ...]]:
    """(palabra, orden, columna) de todo lo que el índice tiene, que no guarda los textos."""
    with closing(sqlite3.connect(ruta)) as base:
        base.execute("CREATE VIRTUAL TABLE temp.dichas USING fts5vocab('main', 'texto', 'instance')")
        return {fila[:3] for fila in base.execute("SELECT term, doc, col FROM temp.dichas")}


def test_escribir_numera_en_el_orden_neutral_y_guarda_los_mapas(tmp_path: Path) -> None:
    ruta = escribir(tmp_path / "busqueda.sqlite")
    assert leer(ruta, "SELECT orden, folio FROM tarjeta ORDER BY orden") == [
        (n, f"F{n + 1}") for n in range(5)
    ]
    [(mapa,)] = leer(ruta, "SELECT mapa FROM faceta WHERE campo = 'fuerza' AND valor = 'VE'")
    assert int.from_bytes(mapa, "little") == 0b01010  # type: ignore[arg-type]


def test_escribir_pone_las_edades_por_tramo_y_deja_fuera_a_quien_no_la_dio(tmp_path: Path) -> None:
    ruta = escribir(tmp_path / "busqueda.sqlite")
    assert leer(ruta, "SELECT etiqueta, hex(mapa) FROM faceta WHERE campo = 'edad' ORDER BY orden") == [
        ("30 a 39 años", "19"),
        ("60 años o más", "02"),
    ]


def test_los_grados_van_en_el_orden_del_cuestionario_y_no_en_el_del_alfabeto(tmp_path: Path) -> None:
    estudios = ("maestria", "Maestría", 2), ("primaria", "Primaria", 0), ("doctorado", "Doctorado", 3)
    fichas = [
        ficha(f"G{n}", "Ana", rasgos=(Rasgo("grado", "Estudios", *rasgo),))
        for n, rasgo in enumerate(estudios)
    ]
    renglones = (entrada(f).renglones() for f in fichas)
    escritura.escribir(tmp_path / "b", sitio(), fichas, renglones, campos=CAMPOS, paginas=PAGINAS)
    leidos = leer(tmp_path / "b", "SELECT valor FROM faceta WHERE campo = 'grado' ORDER BY orden")
    assert [g for (g,) in leidos] == ["primaria", "maestria", "doctorado"]


def test_escribir_sin_una_marca_dice_cual_falta(tmp_path: Path) -> None:
    paginas = escritura.Paginas(BUSCAR.replace("<!--resultados-->", ""), COMPARAR)
    with pytest.raises(ValueError, match="resultados"):
        escritura.escribir(tmp_path / "b", sitio(), [], [], campos=CAMPOS, paginas=paginas)
    assert not (tmp_path / "b").exists()


def test_partir_separa_los_fragmentos_de_la_pagina() -> None:
    piezas = escritura.partir("<p><!--q--></p><!--pieza:opcion--> <b><!--valor--></b> <!--/pieza--><hr>")
    assert piezas == {"pagina": "<p><!--q--></p><hr>", "opcion": "<b><!--valor--></b>"}


@pytest.mark.parametrize("borra", sorted({escritura.BORRA_LO_RETIRADO, False}))
def test_actualizar_equivale_a_escribir_de_nuevo_y_no_deja_rastro_de_lo_retirado(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, borra: bool
) -> None:
    monkeypatch.setattr(escritura, "BORRA_LO_RETIRADO", borra)
    previa = ficha("F1", "Ana Xochiquetzal", "palabrasecreta")
    archivo = escribir(tmp_path / "busqueda.sqlite", [previa, *FICHAS[1:]])
    assert actualizar(archivo, [FICHAS[0]], {"F1": previa}, FICHAS)
    assert leer(archivo, "SELECT v FROM texto_config WHERE k = 'version'") == [(5 if borra else 4,)]
    completa = escribir(tmp_path / "completa.sqlite")
    for tabla in TABLAS:
        assert leer(archivo, f"SELECT * FROM {tabla}") == leer(completa, f"SELECT * FROM {tabla}"), tabla
    assert indexado(archivo) == indexado(completa)
    assert b"palabrasecreta" not in archivo.read_bytes()
    assert b"xochiquetzal" not in archivo.read_bytes().lower()


@pytest.mark.parametrize(
    ("cambio", "remendado"),
    [
        ({"sexo": "mujer", "edad": 35, "fuerza": ALIANZA}, True),
        ({"sexo": "", "edad": None}, True),
        ({"con_informacion": False, "municipios": ("007",)}, True),
        ({"edad": 19}, False),
        ({"rasgos": ()}, False),
        ({"acciones_claves": ("joven", "rural"), "acciones_afirmativas": ("Joven", "Rural")}, False),
        ({"rasgos": (replace(PRIMARIA, texto="Educación primaria"),)}, False),
    ],
)
def test_los_mapas_que_se_remiendan_son_los_que_se_escriben_de_nuevo(
    tmp_path: Path, cambio: dict[str, Any], remendado: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`remendado`: si basta prender y apagar sus bits; si no, una opción se estrena, se queda sin nadie o se dice de otra manera."""
    previas = {f.folio: replace(f, rasgos=(PRIMARIA,)) for f in (FICHAS[1], FICHAS[4])}
    todas = [*FICHAS[:3], replace(FICHAS[3], edad=61), FICHAS[4], ficha("F6", "Eva", "Luz")]
    todas = [previas.get(f.folio, f) for f in todas]
    archivo = escribir(tmp_path / "busqueda.sqlite", todas)
    otras = [replace(f, **cambio) if f.folio in previas else f for f in todas]
    vueltos = list[str]()
    de_verdad = facetas.escribir
    monkeypatch.setattr(
        facetas, "escribir", lambda base, filtro, *a: (vueltos.append(filtro[0]), de_verdad(base, filtro, *a))
    )
    assert actualizar(archivo, [otras[1], otras[4]], previas, otras)
    assert (vueltos == []) is remendado
    completa = escribir(tmp_path / "completa.sqlite", otras)
    for tabla in TABLAS:
        assert leer(archivo, f"SELECT * FROM {tabla}") == leer(completa, f"SELECT * FROM {tabla}"), tabla


@pytest.mark.parametrize("tantas", [0, 1, 2, 9, 64, 999])
def test_un_mapa_dice_los_ordenes_de_quienes_estan_en_el(tantas: int) -> None:
    ordenes = sorted(Random(tantas).sample(range(1_000), tantas))
    mapa = bytearray(126)
    for orden in ordenes:
        mapa[orden >> 3] |= 1 << (orden & 7)
    assert trozos.de_mapa(bytes(mapa)) == trozos.diferencias(ordenes)


def test_actualizar_lo_de_un_sqlite_mas_nuevo_pide_escribir_de_nuevo_y_no_toca_nada(tmp_path: Path) -> None:
    """Una copia de un Debian 13 repuesta en uno 12: sin esto, ahí no se publicaría nada más."""
    archivo = escribir(tmp_path / "busqueda.sqlite")
    with closing(sqlite3.connect(archivo)) as base, base:
        base.execute("UPDATE texto_config SET v = 99 WHERE k = 'version'")
    antes = archivo.read_bytes()
    assert not actualizar(archivo, [FICHAS[0]], {"F1": FICHAS[0]}, FICHAS)
    assert archivo.read_bytes() == antes


def test_actualizar_con_otro_orden_pide_escribir_de_nuevo_y_no_toca_nada(tmp_path: Path) -> None:
    archivo = escribir(tmp_path / "busqueda.sqlite")
    antes = archivo.read_bytes()
    assert not actualizar(archivo, [], {}, [FICHAS[1], FICHAS[0], *FICHAS[2:]])
    assert archivo.read_bytes() == antes


def test_escribir_no_indexa_el_contacto(tmp_path: Path) -> None:
    contacto = replace(FICHAS[0].secciones[0], de_contacto=True)
    ruta = escribir(tmp_path / "b.sqlite", [replace(FICHAS[0], secciones=(contacto,))])
    assert not {f for f in indexado(ruta) if f[2] in ("propuestas", "trayectoria")}

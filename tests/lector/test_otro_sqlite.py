"""Quien publica puede llevar un SQLite más nuevo que el de un espejo: un Debian 13 que corrige, y uno 12 que lo sirve."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from conoceles.lector.wsgi import crear
from lector.instantaneas import publicar
from lector.peticiones import pedir
from publicacion.fichas_de_prueba import escribir

ARCHIVOS = {
    "index.html": "elección",
    "404.html": "no está",
    "buscar/index.html": "se busca en el navegador",
    "comparar/index.html": "se compara en el navegador",
}


@pytest.mark.parametrize("formato", [4, 99])
def test_un_indice_de_un_sqlite_mas_nuevo_lo_busca_el_navegador(tmp_path: Path, formato: int) -> None:
    archivo = escribir(tmp_path / "busqueda.sqlite")
    with closing(sqlite3.connect(archivo)) as base, base:
        base.execute("UPDATE texto_config SET v = ? WHERE k = 'version'", (formato,))
    sitio = tmp_path / "sitio"
    publicar(sitio / "_raiz", {"index.html": "portada", "404.html": "no está"})
    publicar(sitio / "durango", ARCHIVOS, buscar=archivo)
    lector = crear(sitio)
    for ruta in ("buscar", "comparar"):
        for consulta in ("q=agua", "q=maestra", ""):
            dicho = pedir(lector, f"/durango/{ruta}/", consulta)
            assert dicho.estado == 200
            assert (b"en el navegador" in dicho.cuerpo) is (formato == 99)

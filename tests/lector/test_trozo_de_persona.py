"""Lo que se muestra de cada persona sale de su trozo."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conoceles.lector.busqueda import pagina_buscar
from conoceles.lector.comparar import pagina_comparar
from conoceles.lector.indice import Indice
from publicacion.fichas_de_prueba import FICHAS, entrada, escribir


@pytest.fixture
def archivo(tmp_path: Path) -> Path:
    (tmp_path / "ahora").mkdir()
    return escribir(tmp_path / "ahora/busqueda.sqlite")


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

"""Valores únicos en respuestas de identidad no consentidas, o de grupos no consentidos, o por firmar: cero apariciones en ninguna parte.

Se siembra en una carpeta de datos de verdad y en otro proceso, para buscar en los octetos tal como quedan
en disco: bases, WAL, instantáneas descomprimidas, registros, correo, respaldo, y lo que cada papel puede
abrir. Una candidatura consintió todo y otra un grupo: su valor debe aparecer, o la búsqueda no estaría buscando.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest

import migradas
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from personas import CLAVE
from recorridos.sembrar_canarios import CONSENTIDO, DEL_GRUPO, PRINCIPIO, TODO, UN_GRUPO, canarios


@dataclass(frozen=True)
class Sembrado:
    """Una corrida entera: sus datos, las páginas que cada quien vio, lo que salió y lo que se dijo."""

    datos: Path
    paginas: Path
    salidas: Path


@pytest.fixture(scope="module")
def sembrado(tmp_path_factory: pytest.TempPathFactory) -> Sembrado:
    raiz = tmp_path_factory.mktemp("canarios")
    hecho = Sembrado(raiz / "datos", raiz / "paginas", raiz / "salidas")
    migradas.poner(hecho.datos)
    hecho.salidas.mkdir()
    for numero, orden in enumerate(
        (
            ("recorridos.sembrar_canarios", str(hecho.paginas)),
            ("conoceles", "estadistica", "--proceso", CLAVE, "--json"),
            ("conoceles", "resguardo", "hacer", str(hecho.salidas / "respaldo"), "--json"),
        )
    ):
        _correr(hecho, numero, *orden)
    return hecho


def _correr(hecho: Sembrado, numero: int, *orden: str) -> None:
    """Lo que el proceso diga por sus dos salidas también se revisa."""
    entorno = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_BD_")}
    entorno |= {
        "CONOCELES_DATOS": str(hecho.datos),
        "CONOCELES_AHORA": "2024-04-25T10:00:00-06:00",
        "PYTHONPATH": os.pathsep.join(str(RAIZ_PROYECTO / carpeta) for carpeta in ("src", "tests")),
    }
    with (hecho.salidas / f"{numero}.txt").open("wb") as dicho:
        codigo = subprocess.run(
            [sys.executable, "-m", *orden], env=entorno, stdout=dicho, stderr=dicho, check=False
        ).returncode
    assert codigo == 0, (hecho.salidas / f"{numero}.txt").read_text()[-3000:]


def _octetos(carpeta: Path) -> Iterator[tuple[str, bytes]]:
    """Cada archivo como está y, si viene comprimido, también abierto; en minúsculas."""
    for archivo in sorted(p for p in carpeta.rglob("*") if p.is_file() and not p.is_symlink()):
        crudo = archivo.read_bytes()
        nombre = str(archivo.relative_to(carpeta))
        yield nombre, crudo.lower()
        if archivo.suffix == ".gz":
            yield nombre, gzip.decompress(crudo).lower()
        elif archivo.suffix == ".br":
            yield nombre, brotli.decompress(crudo).lower()
        elif zipfile.is_zipfile(io.BytesIO(crudo)):
            with zipfile.ZipFile(io.BytesIO(crudo)) as paquete:
                for dentro in paquete.namelist():
                    yield f"{nombre}!{dentro}", paquete.read(dentro).lower()


def _apariciones(carpeta: Path, valores: list[str]) -> list[str]:
    """Donde no está ni el principio que todos comparten, no está ninguno."""
    agujas = {valor: _formas(valor) for valor in valores}
    principio = _formas(PRINCIPIO)
    return [
        f"{valor} en {nombre}"
        for nombre, contenido in _octetos(carpeta)
        if any(forma in contenido for forma in principio)
        for valor, formas in agujas.items()
        if any(forma in contenido for forma in formas)
    ]


def _formas(valor: str) -> tuple[bytes, ...]:
    return valor.encode(), valor.encode("utf-16-le"), valor.encode().hex().encode()


def test_son_cincuenta_y_nueve_y_ninguno_contiene_a_otro() -> None:
    valores = canarios()
    assert len(valores) == len(set(valores)) == 59
    assert not [a for a in valores for b in valores if a != b and a in b]
    assert all(v.startswith(PRINCIPIO) for v in (*valores, CONSENTIDO, DEL_GRUPO))


@pytest.mark.parametrize("carpeta", ["datos", "salidas"])
def test_ningun_canario_queda_en_disco(sembrado: Sembrado, carpeta: str) -> None:
    assert _apariciones(getattr(sembrado, carpeta), canarios()) == []


@pytest.mark.parametrize("quien", ["anonima", "beto", "cora", "dina", "comision", "ana"])
def test_ninguna_pagina_ensena_un_canario(sembrado: Sembrado, quien: str) -> None:
    """Tampoco a Ana, que los escribió: después de enviar ya no se leen. Ni antes de publicar ni después."""
    for momento in ("antes", "publicado"):
        paginas = sembrado.paginas / momento / quien
        assert len(list(paginas.iterdir())) > 50
        assert _apariciones(paginas, canarios()) == []


@pytest.mark.parametrize(("valor", "quien"), [(CONSENTIDO, TODO), (DEL_GRUPO, UN_GRUPO)])
def test_lo_consentido_si_se_publica(sembrado: Sembrado, valor: str, quien: int) -> None:
    """El control: la búsqueda encuentra lo que sí debe estar, también dentro de lo comprimido."""
    folio = json.loads((sembrado.paginas / "folios.json").read_text())[quien]
    donde = " ".join(_apariciones(sembrado.datos / "sitio" / CLAVE, [valor]))
    for archivo in (f"candidaturas/{folio}/index.html", f"{folio}.json", ".br", ".gz", "datos/identidad"):
        assert archivo in donde, archivo


def test_se_revisaron_las_bases_su_wal_y_los_respaldos(sembrado: Sembrado) -> None:
    nombres = {nombre for nombre, _ in _octetos(sembrado.datos)}
    assert {Path(n).name for n in nombres} >= {"curricular.sqlite3", "identidad.sqlite3", "llaves.sqlite3"}
    assert any((sembrado.salidas / "respaldo").rglob("*"))


def test_el_tropiezo_quedo_registrado_sin_respuestas(sembrado: Sembrado) -> None:
    """Dónde y de qué clase fue; ni siquiera el texto del error, que podría traer lo contestado."""
    dicho = (sembrado.salidas / "0.txt").read_text()
    caidas = [json.loads(linea) for linea in dicho.splitlines() if "Se contestó 500." in linea]
    assert [(c["ruta"], c["error"]) for c in caidas] == [
        ("POST candidaturas/<slug:folio>/enviar/", "RuntimeError"),
        ("POST candidaturas/<slug:folio>/identidad/", "RuntimeError"),
    ]
    assert "se cayó" not in dicho

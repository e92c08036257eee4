"""De lo que alguien retira no queda con qué adivinarlo, tampoco para quien guardó los renglones de entonces."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest

from conoceles.identidad.operaciones import sellar as sellar_respuestas
from conoceles.identidad.permisos.consentimiento import revocar
from conoceles.publicacion.instantanea.sello import sellar
from conoceles.publicacion.publicador import publicar
from personas import de_ella, respaldar, titular
from publicacion import atacante_de_renglones as atacante
from publicacion.atacante_de_renglones import PREGUNTAS, RUTA, Sabido
from publicacion.eleccion import PROCESO

TODO_SI = {"tratamiento": True, "publicacion": True, "estadistica": True}
DE_ANA = ("Sí", "No", "Sí", "No", "No", "Sí", "Sí", "No")
DE_CORA = ("No", "No", "Sí", "No", "Sí", "No", "Sí", "No")
CLAVES = {"Sí": "si", "No": "no"}


@pytest.fixture
def retirada(eleccion: dict[str, Any], datos: Path, ahora: datetime) -> tuple[Path, bytes, str]:
    """Ana y Cora publicaron su identidad y Ana la retiró: el árbol de hoy, y el archivo y los renglones de entonces."""
    for folio, dichas in (("ANA", DE_ANA), ("CORA", DE_CORA)):
        sellar_respuestas(
            candidatura=eleccion[folio], respuestas={p: CLAVES[r] for p, r in zip(PREGUNTAS, dichas, strict=True)},
            consentimiento=TODO_SI, aviso_version="a1", origen="envio", por=titular(eleccion[folio]), ahora=ahora,
        )  # fmt: skip
        respaldar(eleccion[folio], ahora)
    publicar(PROCESO, ahora=ahora, cortes=True)
    actual = datos / "sitio" / PROCESO / "actual"
    archivo, renglones = (actual / RUTA).read_bytes(), (actual / "manifiesto.renglones").read_text()
    encabezado, *filas = atacante.tabla(archivo)
    assert (
        atacante.escrita(encabezado, filas) == archivo
    )  # el atacante sabe escribirlo: si no acierta, no es por eso
    publicar(PROCESO, ahora=ahora + timedelta(minutes=1), cortes=True)
    assert (
        atacante.medidas(renglones)[RUTA]
        == atacante.medidas((actual / "manifiesto.renglones").read_text())[RUTA]
    )
    revocar(candidatura=eleccion["ANA"], por=de_ella(eleccion["ANA"]), ahora=ahora + timedelta(minutes=2))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=3), cortes=True)
    return actual, archivo, renglones


def _sabido(actual: Path, medidas: dict[str, tuple[int, str]]) -> Sabido:
    encabezado, *demas = atacante.tabla((actual / RUTA).read_bytes())
    ficha = json.loads((actual / "candidaturas/ANA.json").read_text())
    ella = {
        "FOLIO": "ANA", "CARGO": ficha["cargo_nombre"], "CONTIENDA": ficha["contienda_nombre"],
        "PARTIDO_COALICION": ficha["fuerza"]["nombre"], "NOMBRE_CANDIDATO": ficha["nombre"],
    }  # fmt: skip
    return Sabido(medidas, encabezado, demas, ella)


def _sin_sello(s: Sabido, archivo: bytes) -> Sabido:
    """Lo mismo con la regla de antes: ni el archivo de hoy ni el de entonces llevaban esa columna."""
    encabezado, *filas = (fila[:-1] for fila in atacante.tabla(archivo))
    viejo = atacante.escrita(encabezado, filas)
    medidas = {
        RUTA: (len(viejo), hashlib.sha256(viejo).hexdigest()),
        f"{RUTA}.gz": (len(gzip.compress(viejo, 9, mtime=0)), ""),
        f"{RUTA}.br": (len(brotli.compress(viejo, quality=5)), ""),
    }
    return Sabido(medidas, encabezado, [fila[:-1] for fila in s.demas], s.ella)


def test_con_los_renglones_de_entonces_nadie_adivina_y_con_la_regla_vieja_se_lee_todo(
    retirada: tuple[Path, bytes, str],
) -> None:
    actual, archivo, renglones = retirada
    hoy = _sabido(actual, atacante.medidas(renglones))
    assert "ANA" not in {fila[0] for fila in hoy.demas}  # ya no está: hay algo que adivinar
    assert atacante.por_huella(_sin_sello(hoy, archivo)) == [DE_ANA]
    assert atacante.por_huella(hoy) == []


def test_los_tamanos_de_entonces_no_dicen_nada_y_con_la_regla_vieja_determinan_respuestas(
    retirada: tuple[Path, bytes, str],
) -> None:
    actual, archivo, renglones = retirada
    hoy = _sabido(actual, atacante.medidas(renglones))
    antes, ahora = atacante.creencia(_sin_sello(hoy, archivo), 1), atacante.creencia(hoy, 24)
    assert any(uno in (0, 1) for uno in antes)
    assert all(0.2 < uno < 0.8 for uno in ahora), ahora


def test_una_pagina_sellada_mide_casi_lo_mismo_diga_lo_que_diga() -> None:
    def pagina(largo: int) -> bytes:
        return b"<title>x</title>" + b"a" * largo

    miden = {len(sellar("a/index.html", pagina(n), bytes([n % 256]) * 32)) for n in range(2000, 2500)}
    assert len(miden) <= 2
    assert len({len(pagina(n)) for n in range(2000, 2500)}) == 500

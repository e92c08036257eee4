"""De una observada sale lo que no se observó; lo demás espera con su razón y sin el motivo."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.expediente.actos.decisiones import Reparo, observar_secciones, validar
from conoceles.proceso.consultas import definicion
from conoceles.publicacion.lectura import mostradas
from conoceles.publicacion.lectura.consultas import filas, ultima_actualizacion
from conoceles.publicacion.lectura.fila import Cuales
from conoceles.publicacion.mapa.parciales import pendientes
from conoceles.publicacion.publicador import publicar
from personas import CORA, LARGO, capturar, enviar, firmar, guardar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

EXPLICA = "EXPLICACION CANARIA: diga en qué años trabajó."
CANARIO = "Pueblo Canario Zzyzx"


@pytest.fixture
def enviada(candidatura: Candidatura, carpeta_de_datos: Path, ahora: datetime) -> Candidatura:
    """Con permiso de publicar una respuesta reconocible."""
    capturar(candidatura, ahora, publicacion=True, p1="si", p3="otro", p3_otro=CANARIO)
    enviar(candidatura, ahora)
    firmar(candidatura, ahora)
    return candidatura


def _observar(candidatura: Candidatura, ahora: datetime, *secciones: str) -> None:
    reparos = [Reparo(s, "incompleta", EXPLICA) for s in secciones]
    observar_secciones(candidatura=candidatura, reparos=reparos, por=CORA, ahora=ahora)
    candidatura.refresh_from_db()


def _publicada(candidatura: Candidatura, datos: Path, ahora: datetime) -> tuple[dict[str, Any], str]:
    """La ficha en JSON y todo lo servido que se puede leer, junto."""
    publicar(candidatura.proceso_id, ahora=ahora, cortes=True)
    sitio = (datos / "sitio" / candidatura.proceso_id / "actual").resolve()
    ficha = json.loads((sitio / f"candidaturas/{candidatura.folio}.json").read_text())
    todo = "".join(p.read_bytes().decode("utf-8", "ignore") for p in sitio.rglob("*") if p.is_file())
    return ficha, todo


def _campo(ficha: dict[str, Any], clave: str) -> dict[str, Any]:
    campos = (c for s in ficha["secciones"] for c in s["campos"])
    encontrado: dict[str, Any] = next(c for c in campos if c["clave"] == clave)
    return encontrado


def test_lo_mas_reciente_es_de_lo_que_se_muestra_y_no_de_lo_que_espera(
    enviada: Candidatura, ahora: datetime
) -> None:
    d = definicion(enviada.proceso_id)
    mostradas.guardar(d.clave, filas(d))
    assert ultima_actualizacion(d) is None
    _observar(enviada, ahora, "historia")
    mostradas.guardar(d.clave, filas(d))
    assert ultima_actualizacion(d) == enviada.versiones.get().en
    assert pendientes(d, Cuales(["otra"])) == {}
    assert pendientes(d, Cuales([enviada.formula.contienda.clave])) == pendientes(d)


@pytest.mark.lenta
def test_enviada_no_publica_nada_ni_lo_consentido(enviada: Candidatura, datos: Path, ahora: datetime) -> None:
    ficha, todo = _publicada(enviada, datos, ahora)
    assert ficha["identidad"] == []
    assert CANARIO not in todo
    assert LARGO not in todo


def test_observada_publica_lo_demas_y_calla_el_motivo(
    enviada: Candidatura, datos: Path, ahora: datetime
) -> None:
    _observar(enviada, ahora, "historia", "identidad")
    ficha, todo = _publicada(enviada, datos, ahora)
    assert _campo(ficha, "trayectoria")["valores"]
    historia = _campo(ficha, "historia")
    assert historia["valores"] == []
    assert "pidió corregir" in historia["razon"]
    assert "opcional" in _campo(ficha, "motivo")["razon"]
    assert ficha["estado"] == "observada"
    assert CANARIO not in todo
    assert "EXPLICACION CANARIA" not in todo


def test_subsanada_espera_a_validarse(enviada: Candidatura, datos: Path, ahora: datetime) -> None:
    _observar(enviada, ahora, "historia")
    guardar(enviada, "historia", {"historia": LARGO + " De 2010 a 2022."}, ahora)
    enviar(enviada, ahora)
    ficha, todo = _publicada(enviada, datos, ahora)
    assert "De 2010 a 2022" not in todo
    assert CANARIO in todo  # la identidad consentida no se observó
    assert _campo(ficha, "trayectoria")["valores"]
    validar(candidatura=enviada, por=CORA, ahora=ahora)
    ficha, todo = _publicada(enviada, datos, ahora + timedelta(minutes=1))
    assert "De 2010 a 2022" in todo
    assert ficha["estado"] == "completa"


def test_esperan_solo_las_secciones_observadas_de_esa_eleccion(
    registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    """La enviada sin observar no publica nada todavía; la que se validó después ya no espera."""
    observada, enviada, validada = (registrar(f) for f in ("aaaa1111", "bbbb2222", "cccc3333"))
    for una in (observada, enviada, validada):
        capturar(una, ahora)
        enviar(una, ahora)
    _observar(observada, ahora, "fotografia", "historia")
    _observar(validada, ahora, "historia")
    guardar(validada, "historia", {"historia": LARGO + " De 2010 a 2022."}, ahora)
    enviar(validada, ahora)
    validar(candidatura=validada, por=CORA, ahora=ahora)
    d = definicion(observada.proceso_id)
    assert pendientes(d) == {observada.pk: {"fotografia", "historia"}}
    assert pendientes(replace(d, clave="otra-eleccion")) == {}

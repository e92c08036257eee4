"""De identidad solo sale lo consentido, y la frase es la misma para todas las personas."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from conoceles.proceso.consultas import definicion
from conoceles.publicacion.lectura import consultas
from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import PROCESO


def test_solo_aparece_lo_que_la_sala_de_identidad_da_por_consentido(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    consentida = {eleccion["ANA"].clave_identidad: {"p1": "si", "p99": "CANARIO"}}
    monkeypatch.setattr(consultas, "publicables", lambda claves, cuestionario, sin_consentir: consentida)
    publicar(PROCESO, ahora=ahora)
    sitio = datos / "sitio" / PROCESO / "actual"
    fichas = {f: json.loads((sitio / f"candidaturas/{f}.json").read_text()) for f in eleccion}
    assert [f.identidad for f in consultas.filas(definicion(PROCESO)) if f.folio == "ANA"] == [{"p1": "si"}]
    assert [r["respuesta"] for r in fichas["ANA"]["identidad"]] == ["Sí"]
    assert all(fichas[f]["identidad"] == [] for f in eleccion if f != "ANA")
    assert len({f["identidad_frase"] for f in fichas.values()}) == 1
    assert not [p for p in sitio.resolve().rglob("*") if p.is_file() and b"CANARIO" in p.read_bytes()]

"""El reloj de la demo: mismo momento en todos los procesos, nunca en producción."""

from __future__ import annotations

import json
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio

INICIO = datetime.fromisoformat("2024-04-25T10:00:00-06:00")


@pytest.fixture(autouse=True)
def corriendo(monkeypatch: pytest.MonkeyPatch, ahora: datetime) -> None:
    """Aquí el reloj corre; al final queda como estaba."""
    monkeypatch.setattr(reloj, "_fijo", None)
    monkeypatch.setattr(reloj, "_desfase", timedelta())
    monkeypatch.delenv("CONOCELES_AHORA", raising=False)


def _demo(datos: Path, modo: str = "demo", hace: float = 0) -> None:
    datos.mkdir()
    (datos / "modo").write_text(f"{modo}\n")
    (datos / "reloj.json").write_text(
        json.dumps({"inicio": INICIO.isoformat(), "origen": time.time() - hace})
    )


def _cerca(momento: datetime) -> bool:
    return abs(reloj.ahora() - momento) < timedelta(minutes=10)


def test_archivo_de_la_demo_corre_desde_su_origen(datos: Path) -> None:
    _demo(datos, hace=3600)
    reloj.leer_entorno()
    assert _cerca(INICIO + timedelta(hours=1))


def test_produccion_no_mira_el_archivo(datos: Path) -> None:
    _demo(datos, modo="produccion")
    reloj.leer_entorno()
    assert _cerca(datetime.now(INICIO.tzinfo))


def test_la_variable_gana_al_archivo(datos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _demo(datos)
    monkeypatch.setenv("CONOCELES_AHORA", "2024-05-01T00:00:00-06:00")
    reloj.leer_entorno()
    assert _cerca(datetime.fromisoformat("2024-05-01T00:00:00-06:00"))


@pytest.mark.parametrize("valor", ["mañana", "2024-04-25T10:00:00", "2024-13-01T00:00:00Z"])
def test_momento_que_no_se_entiende_o_sin_huso(valor: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONOCELES_AHORA", valor)
    with pytest.raises(ErrorDeDominio, match="ISO 8601 con huso"):
        reloj.leer_entorno()

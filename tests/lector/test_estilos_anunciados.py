"""Qué estilos de dentro permite el lector: los anunciados, con cada instantánea que se estrena y, a lo más, cada segundo."""

from __future__ import annotations

from pathlib import Path

import pytest

from conoceles.lector import sitio as sitios
from conoceles.lector.sitio import Sitio
from lector.instantaneas import publicar

UNO, OTRO = (f" 'sha256-{letra * 43}='" for letra in "ab")


@pytest.fixture
def reloj(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """El que mira el lector; se adelanta sumándole."""
    marca = [100.0]
    monkeypatch.setattr(sitios, "monotonic", lambda: marca[0])
    return marca


def _anunciar(raiz: Path, estilos: str) -> None:
    (raiz / "estilos.conf").write_text(f'"" "{estilos}";\n')


def test_estrenar_con_otro_estilo_lo_permite_en_la_misma_peticion(tmp_path: Path, reloj: list[float]) -> None:
    _anunciar(tmp_path, UNO)
    publicar(tmp_path / "durango", {"index.html": "una"})
    lector = Sitio(tmp_path)
    lector.actual("durango")
    assert lector.estilos() == UNO
    _anunciar(tmp_path, UNO + OTRO)
    assert lector.estilos() == UNO
    publicar(tmp_path / "durango", {"index.html": "otra"})
    lector.actual("durango")
    assert lector.estilos() == UNO + OTRO


def test_un_anuncio_que_llega_despues_se_ve_al_segundo(tmp_path: Path, reloj: list[float]) -> None:
    publicar(tmp_path / "durango", {"index.html": "una"})
    lector = Sitio(tmp_path)
    lector.actual("durango")
    assert lector.estilos() == ""
    _anunciar(tmp_path, UNO)
    reloj[0] += 1
    assert lector.estilos() == UNO

"""Que nadie haya auditado las bibliotecas, o que una falla sabida siga puesta, se dice cada noche."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from conoceles.arranque import dependencias
from conoceles.arranque.comprobar import momento
from conoceles.nucleo import reloj
from conoceles.proceso.models import Proceso

pytestmark = pytest.mark.usefixtures("base")
DIA = timedelta(days=1)
FALLA = {"django 5.2.1": ["GHSA-inventada"]}


@pytest.fixture(autouse=True)
def registros(datos: Path) -> None:
    (datos / "registros").mkdir(parents=True, exist_ok=True)


def _dichos() -> list[tuple[str, str]]:
    return [(h.codigo, h.gravedad) for h in momento.auditoria()]


def _a_los(dias: int, ahora: datetime) -> list[tuple[str, str]]:
    with reloj.congelado(ahora + dias * DIA):
        return _dichos()


def test_sin_auditoria_o_con_la_de_otras_bibliotecas_se_avisa(
    ahora: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _dichos() == [("SIN_AUDITORIA", "aviso")]
    dependencias.anotar({}, ahora)
    assert _dichos() == [("AUDITORIA", "dato")]
    otra = tmp_path / "produccion.txt"
    otra.write_text("django==6.0\n")
    monkeypatch.setattr(dependencias, "LISTA", otra)
    assert _dichos() == [("SIN_AUDITORIA", "aviso")]


def test_fuera_de_la_captura_se_pide_cada_mes(ahora: datetime) -> None:
    dependencias.anotar({}, ahora)
    assert _a_los(34, ahora) == [("AUDITORIA", "dato")]
    assert _a_los(36, ahora) == [("AUDITORIA_VIEJA", "aviso")]


def test_mientras_se_captura_se_pide_cada_semana(proceso: Proceso, ahora: datetime) -> None:
    dependencias.anotar({}, ahora)
    assert _a_los(8, ahora) == [("AUDITORIA", "dato")]
    assert _a_los(10, ahora) == [("AUDITORIA_VIEJA", "aviso")]


def test_una_falla_sabida_es_un_error_con_el_dia_en_que_se_supo_hasta_que_se_corrige(ahora: datetime) -> None:
    """De ese día corre el plazo: repetir la auditoría no lo vuelve a empezar."""
    dependencias.anotar(FALLA, ahora)
    dependencias.anotar(FALLA, ahora + 3 * DIA)
    with reloj.congelado(ahora + 3 * DIA):
        [dicha] = momento.auditoria()
        assert (dicha.codigo, dicha.gravedad) == ("BIBLIOTECA_CON_FALLAS", "error")
        assert f"GHSA-inventada. Se sabe desde el {ahora:%Y-%m-%d}" in dicha.frase
    dependencias.anotar({}, ahora + 4 * DIA)
    assert _a_los(4, ahora) == [("AUDITORIA", "dato")]

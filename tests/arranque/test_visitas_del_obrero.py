"""El obrero cuenta lo visto antes de publicar, y el espejo que no lo da no detiene nada."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from threading import Event

import pytest

from conoceles.arranque.servicios import visitas
from conoceles.arranque.servicios.obrero import Obrero
from conoceles.arranque.servicios.tareas import Memoria
from conoceles.espejos import operaciones
from conoceles.espejos.destinos import Destino, archivo
from conoceles.estadistica.visitas import por_dia
from personas import CLAVE

ESPERA = 30.0  # segundos


@pytest.fixture
def dejar(datos: Path) -> Callable[[str, str], None]:
    def escribir(nombre: str, texto: str) -> None:
        (datos / "visitas").mkdir(parents=True, exist_ok=True)
        (datos / "visitas" / nombre).write_text(texto)

    return escribir


@pytest.mark.usefixtures("proceso")
def test_lo_que_se_publica_lleva_lo_visto_hasta_entonces(
    ahora: datetime, dejar: Callable[[str, str], None]
) -> None:
    dichas = list[dict[str, int]]()
    dejar("2024-04-24.1-a.json", f'{{"/{CLAVE}/": 7}}')
    Obrero(lambda clave, *, ahora, **_: dichas.append(por_dia(clave, date(2024, 4, 25)))).vuelta(ahora)
    assert dichas == [{"2024-04-24": 7}]


@pytest.mark.usefixtures("proceso")
def test_lo_que_no_se_entiende_se_dice_una_vez(
    ahora: datetime, dejar: Callable[[str, str], None], caplog: pytest.LogCaptureFixture
) -> None:
    memoria = Memoria(lambda clave, **_: None)
    dejar("2024-04-24.1-a.json", "{")
    dejar("2024-04-24.2-\n.json", "{}")
    for _ in range(2):
        visitas.contar(memoria, "", ahora)
    [dicho] = [r.getMessage() for r in caplog.records if "visitas" in r.getMessage()]
    assert "2 archivos" in dicho
    assert "2024-04-24.1-a.json" in dicho
    assert "\n" not in dicho


def test_el_espejo_que_no_contesta_no_detiene_a_los_demas_y_al_que_falla_se_le_vuelve_a_pedir(
    ahora: datetime, datos: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    archivo().parent.mkdir(parents=True)
    archivo().write_text("mudo /mnt/mudo\nnorte /mnt/norte\n")
    contesta, pedidos = Event(), list[str]()

    def traer(destino: Destino) -> str:
        pedidos.append(destino.nombre)
        return str(contesta.wait(ESPERA)) if destino.nombre == "mudo" else "no se llega a él"

    monkeypatch.setattr(operaciones, "traer_visitas", traer)
    memoria = Memoria(lambda clave, **_: None)
    with caplog.at_level(logging.WARNING, "conoceles.obrero"):
        for _ in range(2):
            visitas.traer(memoria, "", ahora)
            memoria.trayendo["norte"].join(ESPERA)
    contesta.set()
    memoria.trayendo["mudo"].join(ESPERA)
    assert sorted(pedidos) == ["mudo", "norte", "norte"]
    assert "No se trajeron las visitas del espejo «norte»: no se llega a él." in caplog.text

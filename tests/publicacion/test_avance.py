"""Una publicación larga dice cuánto lleva y cuánto falta; una corta no dice nada."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any

import pytest

from conoceles.publicacion.armado import avance, leer
from conoceles.publicacion.armado.avance import Avance
from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import PROCESO


class Reloj:
    """Uno que se mueve a mano."""

    ahora = 0.0

    def __call__(self) -> float:
        return self.ahora


@pytest.mark.parametrize(
    ("tras", "hechas", "dicho"),
    [
        (60.0, 1_000, ["1,000 de 4,000 candidaturas; a este paso, las demás en unos 3 min"]),
        (10.0, 2_000, ["2,000 de 4,000 candidaturas; a este paso, las demás en unos 10 s"]),
        (4.0, 2_000, []),
        (60.0, 4_000, []),
    ],
)
def test_lo_que_falta_se_estima_al_paso_que_se_lleva(tras: float, hechas: int, dicho: list[str]) -> None:
    reloj, frases = Reloj(), list[str]()
    este = Avance(frases.append, reloj)
    este.de(4_000)
    reloj.ahora = tras
    este.sumar(hechas)
    assert frases == dicho


def test_entre_una_frase_y_otra_pasa_un_rato() -> None:
    reloj, frases = Reloj(), list[str]()
    este = Avance(frases.append, reloj)
    este.de(100)
    for _ in range(99):
        reloj.ahora += 1
        este.sumar(1)
    assert len(frases) == 99 // 5


def test_publicar_entera_dice_sus_etapas_si_tarda(
    eleccion: dict[str, Any], ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    pasos, frases = count(step=10), list[str]()
    monkeypatch.setattr(leer, "TANDA", 1)
    monkeypatch.setattr(avance.Avance.__init__, "__defaults__", (lambda: float(next(pasos)),))
    publicar(PROCESO, ahora=ahora, decir=frases.append)
    assert frases[0].startswith("2 de 5 candidaturas; a este paso, las demás en unos ")
    assert frases[-1] == "Se escribe la búsqueda"

"""Un corte del padrón que cambia lo que el público lee se le dice a quien responde; lo que no se publica, no."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from avisos.conftest import RATO
from candidaturas.test_cortes import TITULOS, fila
from conoceles.bitacora.models import Entrada
from conoceles.expediente.actos.importacion import importar
from personas import SISTEMA

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.models import Cuenta

pytestmark = pytest.mark.usefixtures("al_dia")
Vuelta = Callable[[datetime], dict[str, tuple[str, str]]]
HORA = timedelta(hours=1)
CORREO = "CORREO"


@pytest.fixture
def corte(candidatura: Candidatura, tmp_path: Path) -> Callable[..., None]:
    """Importa un renglón del PRI con esos cambios."""

    def _corte(cuando: datetime, correo: str, **cambios: str) -> None:
        ruta = tmp_path / f"corte-{cuando:%H%M}.csv"
        with ruta.open("w", encoding="utf-8", newline="") as archivo:
            csv.writer(archivo).writerows(
                [[*TITULOS, CORREO], [*fila("Ana", partido="PRI", **cambios), correo]]
            )
        importar(ruta, proceso=candidatura.proceso_id, simular=False, por=SISTEMA, ahora=cuando)

    return _corte


def test_lo_que_cambia_lo_publico_se_dice_con_que_cambio_y_sin_el_dato(
    corte: Callable[..., None], gente: dict[str, Cuenta], vuelta: Vuelta, ahora: datetime
) -> None:
    corte(ahora, "a@prueba.mx")
    vuelta(ahora + RATO)
    corte(ahora + HORA, "a@prueba.mx", sobrenombre="La Güera")
    llegados = vuelta(ahora + HORA + RATO)
    assert llegados.keys() == {"ana"}
    asunto, cuerpo = llegados["ana"]
    assert asunto == "Conóceles: Revise los datos del padrón: cambiaron"
    assert "Cambió: el sobrenombre." in cuerpo
    assert "Güera" not in cuerpo


def test_lo_que_no_se_publica_no_se_avisa(
    corte: Callable[..., None], gente: dict[str, Cuenta], vuelta: Vuelta, ahora: datetime
) -> None:
    corte(ahora, "a@prueba.mx")
    vuelta(ahora + RATO)
    corte(ahora + HORA, "otra@prueba.mx")
    assert Entrada.objects.filter(acto="candidatura_actualizada").count() == 1, "consta"
    assert vuelta(ahora + HORA + RATO) == {}

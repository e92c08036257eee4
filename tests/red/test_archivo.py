"""La elección 2021-2022, de su archivo real."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from personas import SISTEMA
from red import vida
from red.conftest import Tomar
from red.congelado import comparar
from red.huellas import Publicado

pytestmark = [pytest.mark.muestras, pytest.mark.usefixtures("base")]
CLAVE = "durango-2021-2022"
AHORA = datetime.fromisoformat("2024-04-25T10:00:00-06:00")


@pytest.fixture(scope="module")
def publicado(tomar: Tomar) -> dict[str, Publicado]:
    return tomar(CLAVE, AHORA, _importar, vida.de_archivo)


@pytest.mark.parametrize("momento", ["recien-publicada", "tras-la-vida"])
def test_el_archivo_publica_lo_congelado(publicado: dict[str, Publicado], momento: str) -> None:
    comparar(f"archivo-{momento}", publicado[momento])


def _importar(datos: Path) -> None:
    from conoceles.expediente.actos.importacion import importar
    from conoceles.proceso.operaciones import cargar

    cargar(RAIZ_PROYECTO / "procesos" / CLAVE, por=SISTEMA, ahora=AHORA)
    libro = settings.CONOCELES_MUESTRAS / "ine_local_2022" / "baseDatosCandidatos.xls"
    informe = importar(
        libro, proceso=CLAVE, simular=False, por=SISTEMA, ahora=AHORA, aceptar=["ROL_CORREGIDO"]
    )
    assert not informe.errores

"""La demostración de 2023-2024, por sus propias puertas: capturan las propietarias de los distritos."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from red import vida
from red.conftest import Tomar
from red.congelado import comparar
from red.huellas import Publicado

pytestmark = pytest.mark.usefixtures("base")
CLAVE = "durango-2023-2024"
AHORA = datetime.fromisoformat("2024-04-25T10:00:00-06:00")


@pytest.fixture(scope="module")
def publicado(tomar: Tomar) -> dict[str, Publicado]:
    return tomar(CLAVE, AHORA, _sembrar, vida.en_curso)


@pytest.mark.parametrize("momento", ["recien-publicada", "tras-la-vida"])
def test_la_demostracion_publica_lo_congelado(publicado: dict[str, Publicado], momento: str) -> None:
    comparar(f"demostracion-{momento}", publicado[momento])


def _sembrar(datos: Path) -> None:
    """Sin el archivo real, que tiene su propia red, ni los avisos ni los informes, que no se publican en el sitio."""
    from taller.demo import recorrido, seguimiento, siembra

    todas = recorrido.recorrer

    def recorrer(definicion: Any, filas: Iterable[Any], **mas: Any) -> list[Any]:
        suyas = [
            f for f in filas if (f.formula.contienda.cargo, f.calidad) == ("diputacion-mr", "propietaria")
        ]
        return todas(definicion, suyas, **mas) + [f for f in filas if f not in suyas]

    with pytest.MonkeyPatch.context() as cambio:
        cambio.setattr(settings, "CONOCELES_MUESTRAS", datos / "ninguna")
        cambio.setattr(recorrido, "recorrer", recorrer)
        cambio.setattr(seguimiento, "apuntar", lambda *_, **__: None)
        cambio.setattr(siembra, "_avisar", lambda _: None)
        assert siembra.sembrar(lambda _: None)

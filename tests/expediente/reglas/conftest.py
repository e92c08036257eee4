"""Un caso completo y sin nada que señalar; cada prueba cambia lo suyo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.definicion import Definicion

if TYPE_CHECKING:
    from conoceles.expediente.reglas import Caso

LIMPIO = (
    "Nací en Canatlán y estudié para maestra rural. Durante doce años di clases en escuelas multigrado de la "
    "sierra, donde organicé con las familias un comedor y una biblioteca. Después coordiné la red municipal de "
    "salud comunitaria, capacité a parteras y llevé el registro de vacunación. Hoy asesoro a cooperativas de "
    "mujeres que venden conservas y queso, y participo en el consejo ciudadano del agua."
)
CONTENIDO: dict[str, Any] = {
    "grado": "sin_estudios",
    **dict.fromkeys(
        ("historia", "trayectoria", "motivo", "propuesta_1", "propuesta_2", "propuesta_genero"), LIMPIO
    ),
}


@cache
def definicion() -> Definicion:
    return leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2023-2024")


@pytest.fixture
def caso() -> Callable[..., Caso]:
    """Construye el caso; lo que no se nombra está en orden. `respuestas` cambia el contenido."""
    from conoceles.expediente.reglas import Caso, FotoDelCaso

    d = definicion()
    limpio = Caso(
        contenido=CONTENIDO,
        foto=FotoDelCaso(date(2024, 4, 1), date(2024, 4, 25)),
        cuestionario=d.curricular,
        reglas_foto=d.fotografia,
        edad=44,
        nacimiento=date(1980, 5, 17),
        fuerza="PRI",
        fuerzas=d.fuerzas,
        revision=d.revision,
        hoy=date(2024, 4, 25),
        entidad="Durango",
    )

    def _caso(respuestas: dict[str, Any] | None = None, **cambios: Any) -> Caso:
        contenido = {k: v for k, v in (CONTENIDO | (respuestas or {})).items() if v is not None}
        return replace(limpio, contenido=contenido, **cambios)

    return _caso

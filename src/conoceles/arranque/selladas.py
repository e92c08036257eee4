"""Qué tablas llevan sello en esta versión: lo que la siguiente pregunta cuando se vuelve a ella."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Model

from conoceles.derechos.models import PasoARCO, SeguimientoDeVulneracion, SolicitudARCO, Vulneracion
from conoceles.difusion.estrategia.constancia import TABLAS as DE_DIFUNDIR
from conoceles.difusion.models import Adaptacion
from conoceles.evaluacion.constancia import TABLAS as DE_EVALUAR
from conoceles.evaluacion.models import Conclusion
from conoceles.expediente.constancias import anterior as de_candidatura
from conoceles.identidad.constancias import anterior as de_identidad
from conoceles.informes.constancia import TABLAS as DE_INFORMES
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.models import Enmienda, VersionDeDefinicion
from conoceles.revision.models import PorConfirmar

_POR = Alcance.sistema("instalación")
SUELTAS: tuple[type[Model], ...] = (
    Conclusion, Adaptacion, SolicitudARCO, PasoARCO, PorConfirmar, Enmienda, VersionDeDefinicion, Vulneracion,
    SeguimientoDeVulneracion, *DE_EVALUAR, *DE_INFORMES, *DE_DIFUNDIR,
)  # fmt: skip


def asentar(*, ahora: datetime) -> None:
    """Lo que las dos bases tenían antes de llevar sello. Idempotente."""
    de_candidatura.asentar(por=_POR, ahora=ahora, otras=SUELTAS)
    de_identidad.asentar(por=_POR, ahora=ahora)


def volver(sella: set[str], *, ahora: datetime) -> None:
    """A punto de volver a la versión que sella esas: lo que escriba en las demás se asentará al actualizar otra vez."""
    de_candidatura.volver(
        sella=sella & de_candidatura.selladas(SUELTAS), por=_POR, ahora=ahora, otras=SUELTAS
    )
    de_identidad.volver(sella=sella & de_identidad.selladas(), por=_POR, ahora=ahora)


def tablas() -> set[str]:
    """Sus nombres, de las dos bases y del almacén de llaves."""
    return de_candidatura.selladas(SUELTAS) | de_identidad.selladas()

"""El correo de estas pruebas sale por SMTP a un servidor propio, y sus avisos llegan a una carpeta."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.nucleo.alcance import Alcance
from correo.servidor import _Servidor, servidor_smtp

if TYPE_CHECKING:
    from conoceles.correo.models import Correo


@pytest.fixture
def smtp(settings: Any) -> Iterator[_Servidor]:
    with servidor_smtp() as servidor:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", servidor.server_address[1]
        settings.EMAIL_USE_TLS, settings.DEFAULT_FROM_EMAIL = False, "Conóceles <avisos@instituto.mx>"
        yield servidor


@pytest.fixture
def rebotes(settings: Any, tmp_path: Path) -> Path:
    settings.CONOCELES_REBOTES = tmp_path
    return tmp_path


@pytest.fixture
def encolar(base: None, ahora: datetime) -> Callable[..., Correo]:
    """Encola un recordatorio a ese buzón."""
    from conoceles.correo import operaciones

    def _encolar(buzon: str = "ana", **distintos: Any) -> Correo:
        dichos: dict[str, Any] = {
            "para": f"{buzon}@prueba.mx",
            "asunto": "Faltan tres días",
            "cuerpo": "Le faltan 2 candidaturas. Año 2024.\n.\nFin",
            "clase": "recordatorio",
            "por": Alcance.sistema("calendario"),
            "ahora": ahora,
        }
        return operaciones.encolar(**dichos | distintos)

    return _encolar

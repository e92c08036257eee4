"""Ana, Eva, Dina y la comisión con su correo, y el obrero que avisa y despacha a un servidor de verdad."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from correo.conftest import smtp

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.models import Cuenta
    from correo.servidor import _Servidor

__all__ = ["smtp"]
RATO = timedelta(minutes=2)


@pytest.fixture
def gente(candidatura: Candidatura, cuenta: Callable[..., Cuenta]) -> dict[str, Cuenta]:
    """Quien responde, la persona, la unidad de transparencia, la comisión, quien revisa y el partido rival."""
    fuerzas = candidatura.proceso.fuerzas
    return {
        "ana": cuenta("Ana", "partido", f"fuerza:{candidatura.formula.responde_id}"),
        "eva": cuenta("Eva", "candidatura", f"candidatura:{candidatura.pk}"),
        "dina": cuenta("Dina", "administracion"),
        "comision": cuenta("Comision", "consulta"),
        "cora": cuenta("Cora", "revision"),
        "beto": cuenta("Beto", "partido", f"fuerza:{fuerzas.get(siglas='PAN').pk}"),
    }


@pytest.fixture
def al_dia(gente: dict[str, Cuenta]) -> None:
    """Lo de antes ya se leyó: cada prueba ve solo lo suyo."""
    from conoceles.avisos.operaciones import anotar

    while anotar(callado=True):
        pass


@pytest.fixture
def vuelta(smtp: _Servidor) -> Callable[[datetime], dict[str, tuple[str, str]]]:
    """Una vuelta del obrero; devuelve lo que llegó en ella: buzón → (asunto, cuerpo)."""
    from email.header import decode_header, make_header

    from conoceles.arranque.servicios.tareas import Memoria, avisos, correo

    def _vuelta(ahora: datetime) -> dict[str, tuple[str, str]]:
        antes, memoria = len(smtp.recibidos), Memoria(lambda *_, **__: None)
        for tarea in (avisos, correo):
            tarea(memoria, "", ahora)
        nuevos = smtp.recibidos[antes:]
        llegados = {}
        for m in nuevos:
            octetos = m.get_payload(decode=True)
            assert isinstance(octetos, bytes)
            buzon = str(m["To"]).partition("@")[0]
            assert buzon not in llegados, "dos a la misma persona en una vuelta"
            llegados[buzon] = (
                str(make_header(decode_header(m["Subject"]))),
                octetos.decode().replace("\r\n", "\n"),
            )
        return llegados

    return _vuelta

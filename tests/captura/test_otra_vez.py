"""Lo que Ana manda y la base deshace porque se cruzó con otra persona: se atiende otra vez, sola, o se le dice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.db import OperationalError, transaction

from captura.test_fotografia import retrato
from conoceles.expediente.actos import operaciones
from paginas import check, texto
from personas import LARGO

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura


def deshacer(monkeypatch: pytest.MonkeyPatch, acto: str, causa: type[Exception], veces: int) -> list[str]:
    """Desde aquí la base deshace ese acto, ya hecho, las primeras veces; cada vez queda en la lista."""
    hacer, van = getattr(operaciones, acto), list[str]()

    def cruzado(**dicho: Any) -> Any:
        van.append(acto)
        with transaction.atomic():
            hecho = hacer(**dicho)
            if len(van) <= veces:
                raise OperationalError("eva@prueba.mx") from causa("eva@prueba.mx")
        return hecho

    monkeypatch.setattr(operaciones, acto, cruzado)
    return van


def test_guardar_lo_que_se_cruzo_una_vez_se_guarda_sin_que_ella_lo_note(
    ana: Client, con_aviso: str, candidatura: Candidatura, monkeypatch: pytest.MonkeyPatch
) -> None:
    van = deshacer(monkeypatch, "guardar_seccion", psycopg.errors.DeadlockDetected, 1)
    respuesta = ana.post(con_aviso + "historia/", {"historia": LARGO, "version": "0"})
    assert (respuesta.status_code, len(van)) == (302, 2)
    [guardado] = candidatura.borradores.filter(seccion="historia")
    assert (guardado.contenido, guardado.version) == ({"historia": LARGO}, 1)


def test_subir_la_fotografia_que_se_cruzo_la_vuelve_a_leer(
    ana: Client, con_aviso: str, candidatura: Candidatura, datos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    van = deshacer(monkeypatch, "guardar_fotografia", psycopg.errors.DeadlockDetected, 1)
    subida = {"archivo": retrato(), "fecha_toma": "2024-04-01"}
    assert (ana.post(con_aviso + "fotografia/", subida).status_code, len(van)) == (302, 2)
    assert candidatura.fotografias.count() == 1


@pytest.mark.parametrize(
    ("causa", "estado"),
    [(psycopg.errors.DeadlockDetected, "40P01"), (psycopg.errors.SerializationFailure, "40001")],
)
def test_guardar_lo_que_se_cruza_dos_veces_dice_que_no_se_guardo_y_su_codigo(
    ana: Client, con_aviso: str, candidatura: Candidatura, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture, causa: type[Exception], estado: str,
) -> None:  # fmt: skip
    van = deshacer(monkeypatch, "guardar_seccion", causa, 2)
    ana.raise_request_exception = False
    respuesta = ana.post(con_aviso + "historia/", {"historia": LARGO, "version": "0"})
    assert (respuesta.status_code, respuesta["Retry-After"], len(van)) == (503, "30", 2)
    leido = texto(check(respuesta.content))
    assert f"SQLSTATE {estado}" in leido
    assert "inténtelo otra vez" in leido
    assert not candidatura.borradores.filter(seccion="historia").exists()
    assert estado in caplog.text


def test_guardar_lo_que_falla_de_otra_manera_no_se_repite(
    ana: Client, con_aviso: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    van = deshacer(monkeypatch, "guardar_seccion", psycopg.errors.DiskFull, 1)
    ana.raise_request_exception = False
    respuesta = ana.post(con_aviso + "historia/", {"historia": LARGO, "version": "0"})
    assert (respuesta.status_code, len(van)) == (503, 1)
    assert "SQLSTATE" not in texto(check(respuesta.content))

"""La fecha en que se tomó, y lo que queda al guardar la fotografía."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from conoceles.curricular.fotografias import Imagen, _revisar_fecha, dia_de, guardar, meses_antes, revisar
from conoceles.nucleo import archivos
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.definicion import Fotografia as Reglas
from curricular import imagenes
from curricular.imagenes import jpeg
from personas import de_partido, enviar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

REGLAS = Reglas(maximo_bytes=700_000, antiguedad_meses=3)
Octetos = Callable[[], bytes]

HOY = date(2024, 4, 25)


@pytest.mark.parametrize(
    ("fecha", "frase"),
    [
        (None, "Escriba la fecha"),
        (date(2024, 4, 26), "no puede ser futura"),
        (date(2124, 4, 25), "no puede ser futura"),
        (date(2024, 1, 24), "más de 3 meses"),
        (date(1999, 1, 1), "más de 3 meses"),
    ],
)
def test_rechaza_la_fecha(fecha: date | None, frase: str) -> None:
    with pytest.raises(ErrorDeDominio, match=frase) as error:
        _revisar_fecha(fecha, HOY, REGLAS)
    assert error.value.campo == "fecha_toma"


@pytest.mark.parametrize("fecha", [date(2024, 1, 25), date(2024, 2, 29), HOY])
def test_admite_la_fecha(fecha: date) -> None:
    _revisar_fecha(fecha, HOY, REGLAS)


@pytest.mark.parametrize(
    ("dia", "meses", "antes"),
    [
        (date(2024, 5, 31), 3, date(2024, 2, 29)),
        (date(2023, 5, 31), 3, date(2023, 2, 28)),
        (date(2024, 5, 30), 3, date(2024, 2, 29)),
        (date(2023, 5, 29), 3, date(2023, 2, 28)),
        (date(2024, 7, 31), 3, date(2024, 4, 30)),
        (date(2024, 3, 31), 3, date(2023, 12, 31)),
        (date(2024, 1, 15), 3, date(2023, 10, 15)),
        (date(2024, 12, 31), 12, date(2023, 12, 31)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
    ],
)
def test_meses_antes_en_los_bordes(dia: date, meses: int, antes: date) -> None:
    assert meses_antes(dia, meses) == antes


def _guardar(candidatura: Candidatura, ahora: datetime, fecha: date = HOY) -> str:
    por = de_partido(candidatura)
    return guardar(
        candidatura=candidatura, archivo=jpeg(), fecha_toma=fecha, reglas=REGLAS, por=por, ahora=ahora
    ).sha256


def test_guardar_deja_el_archivo_con_su_huella(candidatura: Candidatura, ahora: datetime) -> None:
    import hashlib

    sha256 = _guardar(candidatura, ahora)
    assert hashlib.sha256(archivos.leer(sha256)).hexdigest() == sha256


def test_hoy_es_el_dia_local_y_no_el_de_utc(candidatura: Candidatura) -> None:
    """A las 19:00 del 25 en Durango ya es 26 en UTC: una foto «del 26» sigue siendo futura."""
    noche = datetime.fromisoformat("2024-04-26T01:00:00+00:00")
    with pytest.raises(ErrorDeDominio, match="futura"):
        _guardar(candidatura, noche, date(2024, 4, 26))


@pytest.mark.postgres
def test_guardar_despues_de_enviar_se_rechaza(capturada: Candidatura, ahora: datetime) -> None:
    enviar(capturada, ahora)
    with pytest.raises(ErrorDeDominio, match="ya se envió"):
        _guardar(capturada, ahora)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "sentencia", ["UPDATE curricular_fotografia SET sha256 = 'x'", "DELETE FROM curricular_fotografia"]
)
def test_una_fotografia_guardada_no_cambia(candidatura: Candidatura, ahora: datetime, sentencia: str) -> None:
    from django.db import IntegrityError, connection, transaction

    _guardar(candidatura, ahora)
    with (
        pytest.raises(IntegrityError, match="no se cambian ni se borran"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sentencia)


@pytest.mark.parametrize(
    ("escrita", "fecha"),
    [
        ("2024:04:03 10:00:00", date(2024, 4, 3)),
        ("2024-04-03", date(2024, 4, 3)),
        ("0000:00:00 00:00:00", None),
        ("ayer", None),
        ("", None),
    ],
)
def test_la_fecha_del_archivo_es_una_pista_o_nada(
    candidatura: Candidatura, ahora: datetime, escrita: str, fecha: date | None
) -> None:
    imagen = Imagen(imagenes.tomada_el(escrita), HOY)
    assert dia_de(escrita) == fecha
    assert revisar(candidatura, imagen, reglas=REGLAS, ahora=ahora).fecha_archivo == fecha


def test_sin_metadatos_o_con_ellos_danados_no_hay_pista(candidatura: Candidatura, ahora: datetime) -> None:
    sano = imagenes.tomada_el("2024:04:03 10:00:00")
    danado = sano.replace(b"Exif\0\0MM\0*", b"Exif\0\0XX\0+")
    assert danado != sano
    for octetos in (jpeg(), danado):
        assert revisar(candidatura, Imagen(octetos, HOY), reglas=REGLAS, ahora=ahora).fecha_archivo is None

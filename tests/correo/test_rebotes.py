"""Los avisos de RFC 3464, como los escriben los servidores, y lo que llega sin serlo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from conoceles.correo.fallas import en_palabras
from conoceles.correo.models import Correo
from conoceles.correo.operaciones import despachar
from conoceles.correo.rebotes import MAXIMO, recoger
from correo.servidor import _Servidor

pytestmark = pytest.mark.postgres
AVISO = """\
From: MAILER-DAEMON@instituto.mx
To: avisos@instituto.mx
Subject: Undelivered Mail Returned to Sender
Message-ID: <aviso@instituto.mx>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="corte"

--corte
Content-Type: text/plain

Lo sentimos.

--corte
Content-Type: message/delivery-status

Reporting-MTA: dns; correo.instituto.mx

Final-Recipient: rfc822; ana@prueba.mx
Action: {accion}
Status: {estado}
Diagnostic-Code: smtp; {diagnostico}

--corte
Content-Type: {devuelto}

From: avisos@instituto.mx
To: ana@prueba.mx
Message-ID: {message_id}
Subject: Faltan tres dias

Cuerpo
--corte--
"""


@pytest.fixture
def enviado(encolar: Callable[..., Correo], smtp: _Servidor, ahora: datetime) -> Correo:
    correo = encolar()
    despachar(ahora=ahora)
    return correo


def _avisar(
    carpeta: Path,
    message_id: str,
    *,
    accion: str = "failed",
    estado: str = "5.1.1",
    devuelto: str = "message/rfc822",
) -> None:
    carpeta.mkdir(exist_ok=True)
    texto = AVISO.format(
        accion=accion, estado=estado, devuelto=devuelto, message_id=message_id, diagnostico=f"550 {estado} no"
    )
    (carpeta / "1700000000.M1P1.correo").write_text(texto)


@pytest.mark.parametrize("lugar", [".", "new"])
@pytest.mark.parametrize("devuelto", ["message/rfc822", "text/rfc822-headers"])
def test_el_aviso_marca_el_correo_con_su_razon(
    enviado: Correo, rebotes: Path, ahora: datetime, lugar: str, devuelto: str
) -> None:
    _avisar(rebotes / lugar, enviado.message_id, devuelto=devuelto)
    assert recoger(ahora=ahora) == 1
    assert recoger(ahora=ahora) == 0
    enviado.refresh_from_db()
    assert (enviado.estado, enviado.motivo) == ("rebotado", "Ese buzón no existe. (5.1.1)")
    assert [a.name for a in (rebotes / "atendidos").iterdir()] == ["1700000000.M1P1.correo"]


def test_un_retraso_no_es_un_rebote(enviado: Correo, rebotes: Path, ahora: datetime) -> None:
    _avisar(rebotes, enviado.message_id, accion="delayed", estado="4.4.1")
    assert recoger(ahora=ahora) == 0
    enviado.refresh_from_db()
    assert enviado.estado == "enviado"
    assert list((rebotes / "atendidos").iterdir())


def test_un_aviso_de_un_correo_que_no_salio_de_aqui_se_aparta(
    enviado: Correo, rebotes: Path, ahora: datetime
) -> None:
    _avisar(rebotes, "<inventado@otro.mx>")
    assert recoger(ahora=ahora) == 0
    enviado.refresh_from_db()
    assert enviado.estado == "enviado"
    assert list((rebotes / "ajenos").iterdir())


@pytest.mark.parametrize(
    "octetos",
    [
        b"",
        b"\xff\xfe\x00basura\x00" * 50,
        b"From: alguien@x.mx\nSubject: Hola\n\nNo es un aviso",
        b"Content-Type: message/delivery-status\n\nAction: failed",
        b"Content-Type: multipart/report\n\nsin corte",
        b"Content-Type: message/delivery-status\nMessage-ID: <"
        + b"a" * 5000
        + b">\n\nX: 1\n\nAction: failed\n",
        b"x" * (MAXIMO + 1),
    ],
    ids=["vacío", "binario", "carta", "un solo bloque", "sin partes", "identificador enorme", "enorme"],
)
def test_lo_que_no_es_un_aviso_se_aparta_sin_romper_nada(
    enviado: Correo, rebotes: Path, ahora: datetime, octetos: bytes
) -> None:
    (rebotes / "archivo").write_bytes(octetos)
    assert recoger(ahora=ahora) == 0
    assert [a.name for a in (rebotes / "ajenos").iterdir()] == ["archivo"]


def test_sin_carpeta_no_hay_avisos(base: None, rebotes: Path, ahora: datetime) -> None:
    rebotes.rmdir()
    assert recoger(ahora=ahora) == 0


@pytest.mark.parametrize(
    ("texto", "codigo", "frase"),
    [
        ("5.2.2 over quota", 0, "El buzón está lleno. (5.2.2)"),
        (
            "5.7.26 DMARC",
            550,
            "El servidor de ese correo rechazó el mensaje por sus reglas de seguridad. (550 5.7.26)",
        ),
        ("No such user", 550, "Ese buzón no existe. (550)"),
        ("5.9.9", 0, "El servidor de ese correo no lo aceptó. (5.9.9)"),
        ("", 0, "El servidor de ese correo no lo aceptó."),
    ],
)
def test_la_razon_se_dice_en_palabras(texto: str, codigo: int, frase: str) -> None:
    assert en_palabras(texto, codigo) == frase

"""Invitaciones en bloque: a cada quien su enlace, y lo que no se pudo, junto a su campo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from captura.invitadas import CORREO, enlace
from conoceles.candidaturas.models import Invitacion
from paginas import check, texto

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

INVITAR = "/herramientas/invitar/"


def test_invitar_a_varias_envia_a_cada_una_su_enlace(
    ana: Client, registrar: Callable[..., Candidatura]
) -> None:
    registrar("aaaa1111")
    registrar("bbbb2222", "JUANA PÉREZ")
    registrar("cccc3333", "ROSA SOLÍS")
    check(ana.get(INVITAR).content)
    respuesta = ana.post(
        INVITAR, {"correo-aaaa1111": CORREO, "correo-bbbb2222": "j@p.mx", "correo-cccc3333": ""}
    )
    dicho = texto(check(respuesta.content))
    assert "Se enviaron 2 invitaciones" in dicho
    assert enlace(CORREO) != enlace("j@p.mx")
    assert sorted(Invitacion.objects.values_list("candidatura__folio", flat=True)) == ["aaaa1111", "bbbb2222"]
    assert 'name="correo-cccc3333"' in respuesta.content.decode()
    assert 'name="correo-aaaa1111"' not in respuesta.content.decode()
    assert enlace(CORREO).encode() not in respuesta.content


def test_un_correo_malo_se_senala_se_conserva_y_no_detiene_a_los_demas(
    ana: Client, registrar: Callable[..., Candidatura]
) -> None:
    registrar("aaaa1111")
    registrar("bbbb2222", "JUANA PÉREZ")
    respuesta = ana.post(INVITAR, {"correo-aaaa1111": "sin arroba", "correo-bbbb2222": "j@p.mx"})
    assert respuesta.status_code == 422
    html = respuesta.content.decode()
    assert "A 1 no se le pudo invitar" in texto(check(html))
    assert 'value="sin arroba"' in html
    assert Invitacion.objects.get().candidatura.folio == "bbbb2222"


def test_dos_personas_con_el_mismo_correo_no_comparten_cuenta(
    ana: Client, registrar: Callable[..., Candidatura]
) -> None:
    registrar("aaaa1111")
    registrar("bbbb2222", "JUANA PÉREZ")
    respuesta = ana.post(INVITAR, {"correo-aaaa1111": CORREO, "correo-bbbb2222": CORREO})
    assert respuesta.status_code == 422
    assert Invitacion.objects.get().candidatura.folio == "aaaa1111"


def test_invitar_a_la_ajena_no_existe(beto: Client, candidatura: Candidatura) -> None:
    assert beto.post(INVITAR, {"correo-aaaa1111": CORREO}).status_code == 404
    assert "correo-aaaa1111" not in beto.get(INVITAR).content.decode()


def test_sin_escribir_correos_no_invita_y_lo_dice(ana: Client, candidatura: Candidatura) -> None:
    assert "no se invitó a nadie" in texto(check(ana.post(INVITAR).content))

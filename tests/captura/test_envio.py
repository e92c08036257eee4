"""Verificar, enviar una vez, acuse y candado."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from paginas import check, texto

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura


def test_verificar_sin_nada_dice_que_falta_y_no_deja_enviar(ana: Client, con_aviso: str) -> None:
    respuesta = ana.get(con_aviso + "verificar/")
    assert "Falta para poder enviar" in texto(check(respuesta.content))
    assert 'name="confirmo"' not in respuesta.content.decode()


def test_enviar_incompleta_no_envia(ana: Client, con_aviso: str, candidatura: Candidatura) -> None:
    respuesta = ana.post(con_aviso + "enviar/", {"confirmo": "si"})
    assert respuesta.status_code == 422
    check(respuesta.content)
    assert not candidatura.envios.exists()


def test_enviar_sin_confirmar_no_envia(
    ana: Client, llenar: Callable[[], str], candidatura: Candidatura
) -> None:
    respuesta = ana.post(llenar() + "enviar/")
    assert respuesta.status_code == 422
    assert "Marque la casilla" in texto(check(respuesta.content))
    assert not candidatura.envios.exists()


def test_enviar_por_get_no_se_puede(ana: Client, con_aviso: str) -> None:
    assert ana.get(con_aviso + "enviar/").status_code == 405


def test_enviada_entrega_acuse_en_pantalla_y_pdf(ana: Client, enviada: str, candidatura: Candidatura) -> None:
    numero = candidatura.envios.get().acuse
    assert numero in texto(check(ana.get(enviada + "acuse/").content))
    pdf = ana.get(enviada + "acuse.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")


def test_acuse_antes_de_enviar_no_existe(ana: Client, con_aviso: str) -> None:
    assert ana.get(con_aviso + "acuse/").status_code == 404


def test_segundo_envio_se_rechaza_con_la_razon(ana: Client, enviada: str, candidatura: Candidatura) -> None:
    respuesta = ana.post(enviada + "enviar/", {"confirmo": "si"})
    assert respuesta.status_code == 409
    assert "ya se envió" in texto(check(respuesta.content))
    assert candidatura.envios.count() == 1


@pytest.mark.parametrize(
    "ruta", ["historia/", "fotografia/", "identidad/indigena/", "identidad/", "consentimiento/"]
)
def test_enviada_queda_cerrada(ana: Client, enviada: str, ruta: str) -> None:
    assert ana.get(enviada + ruta)["Location"] == enviada + "verificar/"
    if ruta != "identidad/":
        respuesta = ana.post(enviada + ruta, {"historia": "otra", "version": "1"})
        assert respuesta.status_code == 409
        check(respuesta.content)


def test_enviada_muestra_lo_enviado_sin_identidad(ana: Client, enviada: str) -> None:
    pagina = texto(check(ana.get(enviada + "verificar/").content))
    assert "Nací en Canatlán" in pagina
    assert "¿Tiene alguna discapacidad?" not in pagina
    check(ana.get(enviada).content)

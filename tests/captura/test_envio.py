"""Verificar, enviar una vez, acuse y candado."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from conoceles.expediente.actos.decisiones import MOTIVOS, observar
from conoceles.nucleo.alcance import Alcance
from paginas import check, leido_y_confirmado, texto

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

LARGO = (
    "Doce años di clases en escuelas de la sierra, con familias que hacían su propio comedor y su biblioteca. "
    "Después coordiné la red municipal de salud, capacité a parteras, llevé el registro de vacunas y organicé "
    "brigadas contra el dengue. Hoy asesoro a cooperativas de mujeres que venden queso y conservas, y participo "
    "en el consejo ciudadano del agua, donde vigilamos los pozos."
)


def test_verificar_sin_nada_dice_que_falta_y_no_deja_enviar(ana: Client, con_aviso: str) -> None:
    respuesta = ana.get(con_aviso + "verificar/")
    assert "Falta para poder enviar" in texto(check(respuesta.content))
    assert 'name="confirmo"' not in respuesta.content.decode()


def test_enviar_incompleta_no_envia(ana: Client, con_aviso: str, candidatura: Candidatura) -> None:
    respuesta = ana.post(con_aviso + "enviar/", leido_y_confirmado(ana, con_aviso))
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
    respuesta = ana.post(enviada + "enviar/", leido_y_confirmado(ana, enviada))
    assert respuesta.status_code == 409
    assert "ya se envió" in texto(check(respuesta.content))
    assert candidatura.envios.count() == 1


@pytest.mark.parametrize("ruta", ["historia/", "fotografia/", "identidad/", "consentimiento/"])
def test_enviada_queda_cerrada(ana: Client, enviada: str, ruta: str) -> None:
    assert ana.get(enviada + ruta)["Location"] == enviada + "verificar/"
    respuesta = ana.post(enviada + ruta, {"historia": "otra", "version": "1"})
    assert respuesta.status_code == 409
    check(respuesta.content)


def test_enviada_muestra_lo_enviado_sin_identidad(ana: Client, enviada: str) -> None:
    pagina = texto(check(ana.get(enviada + "verificar/").content))
    assert "Nací en Canatlán" in pagina
    assert "¿Tiene alguna discapacidad?" not in pagina
    tareas = texto(check(ana.get(enviada).content))
    assert "Se envió vacía" in tareas
    assert "Sin empezar" not in tareas


def _observar(candidatura: Candidatura, seccion: str, ahora: datetime) -> None:
    observar(
        candidatura=candidatura,
        seccion=seccion,
        motivo=next(iter(_motivos())),
        texto="Falta decir en qué años trabajó en cada lugar.",
        por=Alcance(actor="cora", papel="revision", todo=True),
        ahora=ahora,
    )


def _motivos() -> Iterable[str]:
    return MOTIVOS


def test_observada_reabre_solo_lo_observado(
    ana: Client, enviada: str, candidatura: Candidatura, ahora: datetime
) -> None:
    _observar(candidatura, "historia", ahora)
    assert "Falta decir en qué años" in texto(check(ana.get(enviada).content))
    pagina = ana.get(enviada + "historia/")
    assert "Lo que pide corregir la autoridad electoral" in texto(check(pagina.content))
    assert ana.get(enviada + "trayectoria/").status_code == 302
    assert ana.post(enviada + "trayectoria/", {"trayectoria": "x", "version": "1"}).status_code == 409
    assert ana.get(enviada + "identidad/").status_code == 302


def test_subsanacion_se_envia_con_otro_acuse(
    ana: Client, cora: Client, enviada: str, candidatura: Candidatura, ahora: datetime
) -> None:
    _observar(candidatura, "historia", ahora)
    version = str(ana.get(enviada + "historia/").context["version"])
    nueva = LARGO + " Trabajé de 2010 a 2022."
    assert (
        ana.post(enviada + "historia/", {"historia": nueva, "version": version})["Location"]
        == enviada + "verificar/"
    )
    assert 'name="confirmo"' in ana.get(enviada + "verificar/").content.decode()
    assert ana.post(enviada + "enviar/", leido_y_confirmado(ana, enviada))["Location"] == enviada + "acuse/"
    primero, segundo = candidatura.envios.order_by("ronda").values_list("acuse", flat=True)
    pagina = texto(check(ana.get(enviada + "acuse/").content))
    assert all(dicho in pagina for dicho in ("Subsanación enviada", primero, segundo))
    assert primero in ana.get(enviada + "acuse.pdf", {"acuse": primero})["Content-Disposition"]
    assert ana.get(enviada + "acuse.pdf", {"acuse": "INVENTADO"}).status_code == 404
    revisada = texto(check(cora.get(f"/revision/{candidatura.folio}/").content))
    assert "Ya se usó la única subsanación" in revisada
    assert "Observar lo marcado" not in revisada


def test_identidad_observada_se_reabre_con_lo_contestado(
    ana: Client, enviada: str, candidatura: Candidatura, ahora: datetime
) -> None:
    _observar(candidatura, "identidad", ahora)
    assert 'value="no" checked' in ana.get(enviada + "identidad/").content.decode()
    assert ana.get(enviada + "historia/").status_code == 302

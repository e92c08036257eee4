"""Quien entra a una cuenta cerrada lee con verdad quién la cerró; quien no trae la contraseña, nada."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.candidaturas import designaciones
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.dias import con_hora
from paginas import check, texto
from personas import DINA

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.cuentas.models import Cuenta


def _al_entrar(client: Client) -> str:
    datos = {"login": "ana@partido.mx", "password": "una frase larga de prueba"}
    respuesta = client.post("/cuenta/entrar/", datos)
    assert respuesta.status_code == 403
    return texto(check(respuesta.content))


def test_entrar_con_cuenta_inactiva_no_se_puede(client: Client, ana: Cuenta) -> None:
    ana.is_active = False
    ana.save()
    leido = _al_entrar(client)
    assert "No consta quién la cerró" in leido
    assert "La autoridad electoral la cerró" not in leido
    assert client.get("/").status_code == 302


def test_quien_entra_a_una_cuenta_cerrada_lee_quien_la_cerro(
    client: Client, ana: Cuenta, ahora: datetime
) -> None:
    designaciones.dar_de_baja(cuenta=ana, motivo="Renunció a su encargo.", por=DINA, ahora=ahora)
    leido = _al_entrar(client)
    assert f"La autoridad electoral la cerró el {con_hora(ahora)}." in leido
    assert "Renunció" not in leido


def test_cuenta_que_cerro_el_partido_no_dice_que_fue_el_instituto(
    client: Client, ana: Cuenta, ahora: datetime
) -> None:
    partido = Alcance("cuenta:1", "partido", fuerza=1)
    with transaction.atomic():
        for acto in (Acto.PERSONA_INVITADA, Acto.INVITACION_RETIRADA):
            registrar(using="default", por=partido, acto=acto, ahora=ahora, datos={"cuenta": ana.pk})
    ana.is_active = False
    ana.save()
    leido = _al_entrar(client)
    assert "No la cerró la autoridad electoral." in leido


def test_cuenta_inactiva_sin_entrar_no_dice_de_quien_es(client: Client, base: None) -> None:
    assert "la cerró" not in texto(check(client.get("/cuenta/inactiva/").content))

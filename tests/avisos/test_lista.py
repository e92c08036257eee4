"""«Avisos»: lo mismo que el correo, leído o sin leer, y nunca lo de otra persona."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from conoceles.avisos.models import Aviso
from conoceles.avisos.operaciones import anotar
from paginas import check, texto
from personas import capturar, enviar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura


@pytest.fixture(autouse=True)
def enviada(candidatura: Candidatura, ana: Client, beto: Client, ahora: datetime) -> Candidatura:
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    anotar()
    return candidatura


def _de_ana(acto: str = "enviada") -> Aviso:
    return Aviso.objects.get(cuenta__nombre="Ana", acto=acto)


def test_los_avisos_se_leen_adentro_y_el_encabezado_dice_cuantos(ana: Client, enviada: Candidatura) -> None:
    pagina = texto(check(ana.get("/avisos/").content))
    assert "Avisos 2 sin leer" in pagina
    assert "Guarde su acuse: se recibió la información Sin leer" in pagina
    detalle = texto(check(ana.get(f"/avisos/{_de_ana().pk}/").content))
    assert enviada.envios.get().acuse in detalle
    assert "Avisos 1 sin leer" in detalle


def test_lo_ajeno_no_existe(beto: Client, dina: Client) -> None:
    ajeno = _de_ana()
    for quien in (beto, dina):
        assert quien.get(f"/avisos/{ajeno.pk}/").status_code == 404
        assert "Guarde su acuse" not in texto(check(quien.get("/avisos/").content))
    beto.post("/avisos/leidos/", {"hasta": str(ajeno.pk)})
    ajeno.refresh_from_db()
    assert ajeno.leido_en is None


def test_dar_por_leidos_no_toca_lo_que_llego_despues(ana: Client) -> None:
    abierta = Aviso.objects.get(cuenta__nombre="Ana", acto="habilitada")
    ana.post("/avisos/leidos/", {"hasta": str(abierta.pk)})
    assert _de_ana().leido_en is None
    assert "Ya puede capturar" not in texto(check(ana.get("/avisos/?sin-leer").content))


@pytest.mark.parametrize("mala", ["", "x", "9" * 40, "-1"])
def test_un_numero_malo_no_rompe_nada(ana: Client, mala: str) -> None:
    assert ana.post("/avisos/leidos/", {"hasta": mala}).status_code == 302
    assert _de_ana().leido_en is None


def test_el_huso_se_elige_y_uno_ajeno_se_rechaza(ana: Client) -> None:
    assert ana.post("/avisos/huso/", {"huso": "America/Cancun"}).status_code == 302
    assert "25 de abril de 2024, 11:00" in texto(check(ana.get("/avisos/").content))
    assert (
        ana.post("/avisos/huso/", {"huso": "Europe/Madrid"}).status_code == 302
    )  # responde desde una embajada
    assert "25 de abril de 2024, 18:00" in texto(check(ana.get("/avisos/").content))
    mala = ana.post("/avisos/huso/", {"huso": "Europe/Atlantida"})
    assert mala.status_code == 422
    assert "Elija un huso de la lista." in texto(check(mala.content))

"""Eva, invitada, envía por sí misma: una sola oportunidad, de quien la use primero (plan §11.7.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from captura.invitadas import CANARIO, RAIZ, contesta, de_eva
from conoceles.expediente.actos import envios
from conoceles.identidad import borradores
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, ErroresDeCampos, NoEncontrado
from conoceles.proceso import consultas as proceso
from paginas import check, confirmado, leido_y_confirmado, texto
from personas import de_partido

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.definicion import Definicion

pytestmark = pytest.mark.lenta


def test_enviar_ella_misma_deja_su_acuse_con_su_nombre(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora)
    assert "Verificar y enviar" in texto(check(invitada.get(RAIZ).content))
    verificar = invitada.get(RAIZ + "verificar/")
    assert "cuenta quien envíe primero" in texto(check(verificar.content))
    assert invitada.post(RAIZ + "enviar/", leido_y_confirmado(invitada, RAIZ))["Location"] == RAIZ + "acuse/"
    envio = candidatura.envios.get()
    assert envio.por == de_eva(candidatura).actor
    for navegador in (invitada, ana):
        html = navegador.get(RAIZ + "acuse/").content.decode()
        assert f"<dt>Envió</dt><dd>{envio.nombre_por}</dd>" in html


def test_si_ella_se_adelanta_el_partido_ya_no_envia_y_se_le_dice_quien_fue(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora)
    invitada.post(RAIZ + "enviar/", leido_y_confirmado(invitada, RAIZ))
    segundo = ana.post(RAIZ + "enviar/", leido_y_confirmado(ana, RAIZ))
    assert segundo.status_code == 409
    quien = candidatura.envios.get().nombre_por
    assert f"ya se envió. La envió {quien}." in texto(check(segundo.content))
    assert candidatura.envios.count() == 1


def test_si_el_partido_se_adelanta_ella_ya_no_envia(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora)
    assert ana.post(RAIZ + "enviar/", leido_y_confirmado(ana, RAIZ)).status_code == 302
    assert "La envió Ana." in texto(
        check(invitada.post(RAIZ + "enviar/", leido_y_confirmado(invitada, RAIZ)).content)
    )
    with pytest.raises(Conflicto, match="La envió Ana"):
        envios.enviar(candidatura=candidatura, por=de_eva(candidatura), ahora=ahora)


def test_ella_no_envia_lo_incompleto_y_ve_que_le_falta(
    invitada: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora, c_estadistica="")
    respuesta = invitada.post(RAIZ + "enviar/", leido_y_confirmado(invitada, RAIZ))
    assert respuesta.status_code == 422
    assert "Falta para poder enviar" in texto(check(respuesta.content))
    assert not candidatura.envios.exists()


def test_sin_leer_ella_los_avisos_no_envia(
    invitada: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora)
    otra = replace(de_eva(candidatura), actor="cuenta:sin-leer")
    with pytest.raises(ErrorDeDominio, match="lea el aviso"):
        envios.enviar(candidatura=candidatura, por=otra, ahora=ahora)


def test_retirada_la_invitacion_ya_no_envia(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora)
    suyo = de_eva(candidatura)
    confirmado(ana, RAIZ + "invitacion/", {"acto": "retirar"})
    assert invitada.post(RAIZ + "enviar/", leido_y_confirmado(invitada, RAIZ))["Location"] == RAIZ
    with pytest.raises(Conflicto, match="Se retiró su invitación"):
        envios.enviar(candidatura=candidatura, por=suyo, ahora=ahora)
    assert not candidatura.envios.exists()


def test_donde_la_eleccion_no_lo_declara_ella_no_envia(
    invitada: Client, candidatura: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    contesta(candidatura, ahora)
    leida = proceso.definicion

    def sin_declararlo(clave: str) -> Definicion:
        suya = leida(clave)
        return replace(suya, accesos=replace(suya.accesos, envia_la_persona=False))

    monkeypatch.setattr(proceso, "definicion", sin_declararlo)
    assert invitada.post(RAIZ + "enviar/", leido_y_confirmado(invitada, RAIZ)).status_code == 404
    assert 'action="/candidaturas/aaaa1111/enviar/"' not in invitada.get(RAIZ + "verificar/").content.decode()
    with pytest.raises(NoEncontrado):
        envios.enviar(candidatura=candidatura, por=de_eva(candidatura), ahora=ahora)


def test_ella_ve_lo_suyo_y_no_las_pantallas_del_partido(invitada: Client, ana: Client) -> None:
    assert invitada.get("/")["Location"] == RAIZ
    for ruta in ("", "avisos/", "hoja.xlsx"):
        assert invitada.get(f"/herramientas/{ruta}").status_code == 404
    assert "Mis candidaturas" not in invitada.get(RAIZ).content.decode()
    assert "Mis candidaturas" in ana.get(RAIZ).content.decode()


def test_el_partido_sigue_sin_leer_su_identidad_aunque_envie_ella(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora)
    with pytest.raises(NoEncontrado):
        borradores.leer(candidatura=candidatura, por=de_partido(candidatura))
    invitada.post(RAIZ + "enviar/", leido_y_confirmado(invitada, RAIZ))
    for ruta in ("", "verificar/", "acuse/", "acuse.pdf"):
        assert CANARIO.encode() not in ana.get(RAIZ + ruta).content
    with pytest.raises((NoEncontrado, ErroresDeCampos)):
        borradores.leer(candidatura=candidatura, por=de_partido(candidatura))

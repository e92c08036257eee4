"""Retirar una invitación, que no quita derechos, y volver a invitar."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from captura.invitadas import CANARIO, CORREO, RAIZ, contesta, de_eva, recibir
from conoceles.candidaturas.designaciones import dar_de_baja
from conoceles.correo.models import Correo
from conoceles.cuentas.models import Cuenta
from conoceles.expediente.actos.invitaciones import invitar
from conoceles.expediente.actos.operaciones import guardar_seccion
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from paginas import check, confirmado, leido_y_confirmado, revocar, texto
from personas import DINA, LARGO, de_partido

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.lenta


def test_retirarla_no_le_quita_sus_derechos_y_lo_suyo_sigue_siendo_suyo(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora)
    assert confirmado(ana, RAIZ + "invitacion/", {"acto": "retirar"}).status_code == 302
    assert "Ya no captura esta candidatura" in texto(check(invitada.get(RAIZ).content))
    assert CANARIO in _paquete(invitada)
    for ruta in ("identidad/", "historia/", "verificar/"):
        assert invitada.get(RAIZ + ruta)["Location"] == RAIZ, ruta
        assert CANARIO not in invitada.get(RAIZ + ruta, follow=True).content.decode()
    with pytest.raises(ErrorDeDominio, match="Se retiró su invitación"):
        guardar_seccion(
            candidatura=candidatura, seccion="historia", contenido={"historia": LARGO}, version=1,
            por=de_eva(candidatura), ahora=ahora,
        )  # fmt: skip
    with pytest.raises(NoEncontrado):
        contesta(candidatura, ahora)
    assert ana.get(RAIZ + "identidad/").status_code == 409
    for correo in ("ana.disfrazada@prueba.mx", "otra@prueba.mx"):
        with pytest.raises(ErrorDeDominio, match="mismo correo"):
            invitar(candidatura=candidatura, correo=correo, por=de_partido(candidatura), ahora=ahora)
    assert ana.post(RAIZ + "enviar/", leido_y_confirmado(ana, RAIZ)).status_code == 302  # estaba completa
    assert revocar(invitada).status_code == 302
    assert "Permiso retirado" in texto(check(invitada.get(RAIZ + "revocar/").content))
    pedido = invitada.post(RAIZ + "mis-datos/oposicion/", {"alcance": "publicacion", "detalle": "Por favor"})
    assert pedido.status_code == 302


def test_retirarla_pide_confirmar_y_se_le_avisa(invitada: Client, ana: Client) -> None:
    antes = texto(check(ana.post(RAIZ + "invitacion/", {"acto": "retirar"}).content))
    assert "Conserva su acceso" in antes or "conserva su acceso" in antes
    assert "La persona candidata" in antes  # a quién se avisa
    sin = confirmado(ana, RAIZ + "invitacion/", {"acto": "retirar"}, "no")
    assert sin.status_code == 422
    assert "marque la casilla" in texto(check(sin.content))
    assert "Ya no captura" not in texto(check(invitada.get(RAIZ).content))
    confirmado(ana, RAIZ + "invitacion/", {"acto": "retirar"})
    aviso = Correo.objects.latest("id")
    assert (aviso.para, aviso.asunto) == (CORREO, "Conóceles: se retiró su invitación a capturar")
    assert "Sus derechos no cambian" in aviso.cuerpo


def test_un_buzon_del_partido_pierde_el_acceso_al_invitar_a_la_verdadera(
    invitada: Client, ana: Client, candidatura: Candidatura
) -> None:
    """Ana invitó un buzón suyo, lo retiró sin contestar e invita después a la persona: el primero no lee nada."""
    confirmado(ana, RAIZ + "invitacion/", {"acto": "retirar"})
    assert invitada.get(RAIZ + "mis-datos/").status_code == 200
    ana.post(RAIZ + "invitacion/", {"acto": "invitar", "correo": "eva.de.verdad@prueba.mx"})
    for ruta in ("", "mis-datos/", "revocar/"):
        assert invitada.get(RAIZ + ruta).status_code == 404, ruta
    assert invitada.post(RAIZ + "mis-datos/descargar/").status_code == 404


def _paquete(navegador: Client) -> str:
    from io import BytesIO
    from zipfile import ZipFile

    octetos = navegador.post(RAIZ + "mis-datos/descargar/").content
    with ZipFile(BytesIO(octetos)) as abierto:
        return "".join(abierto.read(n).decode(errors="replace") for n in abierto.namelist())


def test_retirarla_sin_que_contestara_devuelve_la_captura(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    confirmado(ana, RAIZ + "invitacion/", {"acto": "retirar"})
    assert ana.get(RAIZ + "identidad/").status_code == 200
    assert confirmado(ana, RAIZ + "invitacion/", {"acto": "retirar"}).status_code == 409


def test_retirarla_no_abre_la_cuenta_que_el_instituto_cerro(
    invitada: Client, ana: Client, ahora: datetime
) -> None:
    dar_de_baja(cuenta=Cuenta.objects.get(correo=CORREO), motivo="Oficio 9", por=DINA, ahora=ahora)
    confirmado(ana, RAIZ + "invitacion/", {"acto": "retirar"})
    assert not Cuenta.objects.get(correo=CORREO).is_active


def test_volver_a_invitarla_exige_recibirla_otra_vez(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora)
    confirmado(ana, RAIZ + "invitacion/", {"acto": "retirar"})
    with reloj.congelado(ahora + timedelta(minutes=1)):
        ana.post(RAIZ + "invitacion/", {"acto": "invitar", "correo": CORREO})
        assert "Ya no captura" in invitada.get(RAIZ).content.decode()  # hasta que acuse otra vez
        assert CANARIO in recibir().get(RAIZ + "identidad/").content.decode()

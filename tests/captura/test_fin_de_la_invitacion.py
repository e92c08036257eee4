"""Lo que la pantalla dice al terminar una invitación es lo que queda: el enlace, la cuenta, lo contestado y los correos."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.test import Client

from captura.invitadas import CORREO, RAIZ, contesta, enlace, recibir
from conoceles.correo.models import Correo
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo import reloj
from paginas import check, confirmado, texto

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

INVITACION = RAIZ + "invitacion/"
RETIRADA, DESCARTADO = (
    "Conóceles: se retiró su invitación a capturar",
    "Conóceles: su cuestionario de identidad se descartó",
)


def _dice(ana: Client, acto: str) -> str:
    return texto(check(ana.post(INVITACION, {"acto": acto}).content))


def _asuntos() -> list[str]:
    return [
        *Correo.objects.filter(para=CORREO, asunto__in=(RETIRADA, DESCARTADO)).values_list(
            "asunto", flat=True
        )
    ]


def test_retirar_la_que_no_se_recibio_anula_el_enlace_y_cierra_la_cuenta(
    ana: Client, candidatura: Candidatura
) -> None:
    ana.post(INVITACION, {"acto": "invitar", "correo": CORREO})
    suyo = enlace()
    dicho = _dice(ana, "retirar")
    assert "ya no le abre esta candidatura" in dicho
    assert "La cuenta que nunca recibió se cierra" in dicho
    assert "usted no podrá verlo" not in dicho, "nadie ha contestado nada"
    hecho = ana.get(confirmado(ana, INVITACION, {"acto": "retirar"})["Location"])
    assert "Invite a" in texto(check(hecho.content))
    assert not Cuenta.objects.get(correo=CORREO).is_active
    assert Client().get(suyo, follow=True).status_code == 410
    assert ana.get(RAIZ + "identidad/").status_code != 409, "la captura volvió a quien responde"
    assert _asuntos() == [RETIRADA]


def test_retirar_a_quien_ya_habia_recibido_no_dice_que_su_cuenta_se_cierra(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    """La segunda invitación no se recibe, pero la cuenta es suya desde la primera, y lo contestado también."""
    contesta(candidatura, ahora)
    confirmado(ana, INVITACION, {"acto": "retirar"})
    with reloj.congelado(ahora + timedelta(minutes=1)):
        ana.post(INVITACION, {"acto": "invitar", "correo": CORREO})
        dicho = _dice(ana, "retirar")
        assert "usted no podrá verlo" in dicho
        confirmado(ana, INVITACION, {"acto": "retirar"})
        assert Cuenta.objects.get(correo=CORREO).is_active
        assert invitada.get(RAIZ + "mis-datos/").status_code == 200
        assert ana.get(RAIZ + "identidad/").status_code == 409


def test_descartar_tras_dos_invitaciones_avisa_una_vez_de_cada_cosa(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora, c_estadistica="")
    confirmado(ana, INVITACION, {"acto": "retirar"})
    with reloj.congelado(ahora + timedelta(minutes=1)):
        ana.post(INVITACION, {"acto": "invitar", "correo": CORREO})
        recibir()
        contesta(candidatura, ahora + timedelta(minutes=2), c_estadistica="")
        dicho = _dice(ana, "liberar")
        assert "se borra sin que nadie lo lea" in dicho
        assert "Además se retira su invitación" in dicho
        hecho = ana.get(confirmado(ana, INVITACION, {"acto": "liberar"})["Location"])
        pagina = texto(check(hecho.content))
        assert "Invite a" in pagina
        assert "Si ella no va a terminar" not in pagina
        assert ana.get(RAIZ + "identidad/").status_code == 200
    assert _asuntos() == [RETIRADA, RETIRADA, DESCARTADO]

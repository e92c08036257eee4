"""Lo que una persona invitada deja a medias: se descarta sin leerse y la captura vuelve a quien responde."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from captura.invitadas import CANARIO, RAIZ, contesta, de_eva
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Invitacion
from conoceles.correo.models import Correo
from conoceles.identidad import borradores
from paginas import check, confirmado, texto
from personas import de_partido

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.lenta


def test_lo_que_deja_a_medias_se_descarta_sin_leerse_y_la_captura_vuelve(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora, c_estadistica="")
    pagina = check(ana.get(RAIZ + "invitacion/").content)
    assert "Si ella no va a terminar" in texto(pagina)
    sin_confirmar = confirmado(ana, RAIZ + "invitacion/", {"acto": "liberar"}, "no")
    assert sin_confirmar.status_code == 422
    assert "marque la casilla" in texto(check(sin_confirmar.content))
    assert confirmado(ana, RAIZ + "invitacion/", {"acto": "liberar"}).status_code == 302
    assert "Ya no captura" in texto(check(invitada.get(RAIZ).content))
    assert ana.get(RAIZ + "identidad/").status_code == 200
    hoja = borradores.leer(candidatura=candidatura, por=de_partido(candidatura))
    assert hoja == ({}, 0)
    assert CANARIO not in ana.get(RAIZ + "identidad/").content.decode()
    assert "se borró sin que nadie lo leyera" in " ".join(Correo.objects.latest("id").texto.split())
    assert Entrada.objects.using("identidad").filter(acto="identidad_sin_enviar_descartada").exists()
    assert Entrada.objects.filter(acto="identidad_liberada", folio="aaaa1111").exists()


def test_retirada_la_invitacion_todavia_se_puede_descartar_lo_incompleto(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora, c_estadistica="")
    confirmado(ana, RAIZ + "invitacion/", {"acto": "retirar"})
    assert "descartar lo que dejó a medias" in texto(check(ana.get(RAIZ).content))
    assert confirmado(ana, RAIZ + "invitacion/", {"acto": "liberar"}).status_code == 302
    assert ana.get(RAIZ + "identidad/").status_code == 200
    # Lo suyo ya no existe: se le puede invitar a cualquier correo.
    assert ana.post(RAIZ + "invitacion/", {"acto": "invitar", "correo": "otro@buzon.mx"}).status_code == 302


def test_lo_completo_y_lo_enviado_no_se_descartan(
    invitada: Client, ana: Client, beto: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora)
    assert "Si ella no va a terminar" not in ana.get(RAIZ + "invitacion/").content.decode()
    for navegador, codigo in ((ana, 409), (beto, 404), (invitada, 404)):
        datos = {"acto": "liberar", "confirmo": "si"}
        assert navegador.post(RAIZ + "invitacion/", datos).status_code == codigo
    leidas, _ = borradores.leer(candidatura=candidatura, por=de_eva(candidatura))
    assert leidas["p3_otro"] == CANARIO


@pytest.mark.postgres
def test_la_base_solo_deja_liberar_una_vez_y_lo_que_contesto(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    from django.db import IntegrityError, transaction

    def falla(**cambio: object) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Invitacion.objects.update(**cambio)

    falla(liberada_en=ahora)  # vigente
    contesta(candidatura, ahora, c_estadistica="")
    confirmado(ana, RAIZ + "invitacion/", {"acto": "liberar"})
    falla(liberada_en=ahora + timedelta(days=1))
    falla(liberada_en=None)

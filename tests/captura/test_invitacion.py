"""Ana invita a Eva: lo curricular es de las dos; la identidad, solo de Eva. Aquí envía Ana."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from captura.invitadas import CANARIO, CORREO, RAIZ, contesta, de_eva, enlace, recibir
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Invitacion
from conoceles.correo.models import Correo
from conoceles.correo.operaciones import concluir
from conoceles.expediente.actos import decisiones, envios, invitaciones
from conoceles.expediente.actos.invitaciones import invitar
from conoceles.expediente.ajuste import ajustes
from conoceles.expediente.models import AvisoLeido
from conoceles.identidad import borradores, operaciones
from conoceles.identidad.permisos import consentimiento
from conoceles.nucleo.errores import Conflicto, ErroresDeCampos, NoEncontrado
from paginas import check, leido_y_confirmado, texto
from personas import CORA, DINA, de_partido, enviar, leer_aviso
from vidas import llevar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.lenta


def test_invitar_desde_la_lista_de_tareas(ana: Client, candidatura: Candidatura) -> None:
    assert "/invitacion/" in ana.get(RAIZ).content.decode()
    check(ana.get(RAIZ + "invitacion/").content)
    mal = ana.post(RAIZ + "invitacion/", {"acto": "invitar", "correo": "sin arroba"})
    assert mal.status_code == 422
    assert "correo completo" in texto(check(mal.content))
    ana.post(RAIZ + "invitacion/", {"acto": "invitar", "correo": CORREO})
    pagina = ana.get(RAIZ + "invitacion/").content
    assert "Todavía no abre su enlace" in texto(check(pagina))
    assert enlace().encode() not in pagina  # quien invita nunca ve el enlace de la persona
    actos = list(Entrada.objects.filter(folio="aaaa1111").values_list("acto", flat=True))
    assert {"persona_invitada", "enlace_emitido"} <= set(actos)
    assert ana.post(RAIZ + "invitacion/", {"acto": "invitar", "correo": "x@y.mx"}).status_code == 409


def test_la_carta_dice_hasta_cuando_y_se_firma(ana: Client, candidatura: Candidatura) -> None:
    ana.post(RAIZ + "invitacion/", {"acto": "invitar", "correo": CORREO})
    carta = Correo.objects.get(para=CORREO).texto
    assert "El plazo para capturar y enviar termina el 10 de mayo de 2024." in carta
    assert "Sirve una sola vez y vence el 30 de abril de 2024" in carta
    assert "Instituto Electoral y de Participación Ciudadana del Estado de Durango\n" in carta
    assert carta.rstrip().endswith("ut.transparencia@iepcdurango.mx")


def test_antes_de_recibirla_el_partido_sigue_capturando(ana: Client, candidatura: Candidatura) -> None:
    leer_aviso(candidatura, datetime.fromisoformat("2024-04-25T10:00:00-06:00"))
    ana.post(RAIZ + "invitacion/", {"acto": "invitar", "correo": CORREO})
    assert ana.get(RAIZ + "identidad/").status_code == 200
    primero = enlace()
    ana.post(RAIZ + "invitacion/", {"acto": "reenviar"})
    assert enlace() != primero
    recibir()
    assert ana.post(RAIZ + "invitacion/", {"acto": "reenviar"}).status_code == 409
    assert ana.get(RAIZ + "identidad/").status_code == 409


def test_su_identidad_es_solo_suya(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora)
    assert CANARIO in invitada.get(RAIZ + "identidad/").content.decode()
    por = de_partido(candidatura)
    for acto in (
        lambda: borradores.leer(candidatura=candidatura, por=por),
        lambda: borradores.guardar(candidatura=candidatura, respuestas={}, version=1, por=por, ahora=ahora),
        lambda: consentimiento.revocar(candidatura=candidatura, por=por, ahora=ahora),
    ):
        with pytest.raises(NoEncontrado):
            acto()
    for ruta in ("identidad/", "consentimiento/"):
        rechazo = ana.get(RAIZ + ruta)
        assert rechazo.status_code == 409
        assert "la propia persona" in texto(check(rechazo.content))
        assert ana.post(RAIZ + ruta, {"p3_otro": "x"}).status_code in (405, 409)


@pytest.mark.parametrize(
    ("como", "dice"),
    [("vacia", "Vacía"), ("incompleta", "Incompleta"), ("completa", "Completa")],
)
def test_el_partido_solo_ve_si_esta_completa(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime, como: str, dice: str
) -> None:
    if como != "vacia":
        contesta(candidatura, ahora, **({"c_estadistica": ""} if como == "incompleta" else {}))
    pagina = texto(check(ana.get(RAIZ).content))
    assert f"Cuestionario de identidad y consentimiento {dice}" in pagina
    verificar = texto(check(ana.get(RAIZ + "verificar/").content))
    assert ("todavía no termina" in verificar) is (como != "completa")
    respuesta = ana.post(RAIZ + "enviar/", leido_y_confirmado(ana, RAIZ))
    assert respuesta.status_code == (302 if como == "completa" else 422)
    assert CANARIO not in respuesta.content.decode()


def test_ninguna_pagina_del_partido_ensena_su_identidad(
    invitada: Client, ana: Client, beto: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    """Todas las rutas, antes de enviar, después, y al reabrirse la identidad."""
    from recorridos.rutas import direccion, rutas

    def ninguna() -> None:
        for navegador in (ana, beto):
            for ruta in rutas():
                if "salir" not in ruta:
                    assert CANARIO.encode() not in navegador.get(direccion(ruta)).content, ruta

    contesta(candidatura, ahora)
    ninguna()
    assert ana.post(RAIZ + "enviar/", leido_y_confirmado(ana, RAIZ)).status_code == 302
    ninguna()
    candidatura.refresh_from_db()
    decisiones.tomar(candidatura=candidatura, por=CORA, ahora=ahora)
    decisiones.observar_secciones(
        candidatura=candidatura,
        reparos=[
            decisiones.Reparo(
                "identidad", next(iter(decisiones.MOTIVOS)), "Revise su cuestionario de identidad, por favor."
            )
        ],
        por=CORA,
        ahora=ahora,
    )
    assert CANARIO in invitada.get(RAIZ + "identidad/").content.decode()
    ninguna()


def test_eva_avisa_que_termino_y_ana_envia(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    assert "No se puede hacer" in texto(check(invitada.post(RAIZ + "lista/").content))
    contesta(candidatura, ahora)
    assert "Avisar que terminé" in texto(check(invitada.get(RAIZ).content))
    assert invitada.post(RAIZ + "lista/").status_code == 302
    assert invitada.post(RAIZ + "lista/").status_code == 302
    assert Entrada.objects.filter(acto="parte_lista").count() == 1
    assert "avisó que terminó" in texto(check(ana.get(RAIZ).content))
    assert ana.post(RAIZ + "lista/").status_code == 404
    assert ana.post(RAIZ + "enviar/", leido_y_confirmado(ana, RAIZ)).status_code == 302
    check(ana.get(RAIZ + "acuse/").content)
    candidatura.refresh_from_db()
    leidas = operaciones.leer_para_acto(candidatura=candidatura, motivo="Prueba", por=DINA, ahora=ahora)
    assert leidas["p3_otro"] == CANARIO


def test_lo_curricular_es_de_las_dos(invitada: Client, ana: Client, candidatura: Candidatura) -> None:
    escrito = "Nací en Canatlán. " * 30
    version = invitada.get(RAIZ + "historia/").context["version"]
    invitada.post(RAIZ + "historia/", {"historia": escrito, "version": version})
    assert "Canatlán" in ana.get(RAIZ + "historia/").content.decode()
    vieja = ana.post(RAIZ + "historia/", {"historia": "otra cosa", "version": version})
    assert vieja.status_code == 409  # nadie pisa lo de la otra sin verlo


def test_la_previa_del_partido_va_sin_identidad(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora)
    con = RAIZ + "previa/con-consentimiento/candidaturas/aaaa1111/"
    assert ana.get(con).status_code == 404
    assert "sin ella" in texto(check(ana.get(RAIZ + "previa/").content))
    sin = ana.get(con.replace("/con-", "/sin-"))
    assert sin.status_code == 200
    assert CANARIO not in sin.content.decode()
    assert CANARIO in invitada.get(con).content.decode()


def test_solo_quien_responde_invita(
    candidatura: Candidatura, beto: Client, cora: Client, eva: Client, ahora: datetime
) -> None:
    for navegador in (beto, cora, eva):
        assert navegador.post(RAIZ + "invitacion/", {"correo": CORREO}).status_code == 404
    with pytest.raises(NoEncontrado):
        invitar(candidatura=candidatura, correo=CORREO, por=DINA, ahora=ahora)


def test_no_se_invita_a_lo_ya_enviado_y_se_dice_antes_de_pedir_el_correo(
    capturada: Candidatura, ana: Client, ahora: datetime
) -> None:
    assert 'name="correo"' in ana.get(RAIZ + "invitacion/").content.decode()
    enviar(capturada, ahora)
    pagina = ana.get(RAIZ + "invitacion/").content
    leido = texto(check(pagina))
    assert "No se le puede invitar" in leido
    assert "La información ya se envió" in leido
    assert b'name="correo"' not in pagina
    with pytest.raises(Conflicto):
        invitar(candidatura=capturada, correo=CORREO, por=de_partido(capturada), ahora=ahora)


def test_la_falta_de_identidad_no_dice_cual(
    invitada: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora, p1="")
    por = de_partido(candidatura)
    revisado = envios.revisar_borrador(candidatura=candidatura, por=por)
    assert (revisado.respuestas, list(revisado.errores)) == ({}, ["identidad"])
    with pytest.raises(ErroresDeCampos) as fallo:
        envios.enviar(candidatura=candidatura, por=por, ahora=ahora)
    assert list(fallo.value.errores) == ["identidad"]


@pytest.mark.postgres
def test_la_base_no_deja_dos_invitaciones_ni_reescribirla(
    invitada: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    from django.db import IntegrityError, transaction

    fila = Invitacion.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitacion.objects.create(candidatura=candidatura, cuenta=fila.cuenta, por="x", en=ahora)
    for cambio in ({"contesto": True}, {"en": ahora + timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Invitacion.objects.update(**cambio)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitacion.objects.all()._raw_delete("default")


def test_de_una_persona_invitada_el_partido_no_pide_cambiar_la_identidad(
    candidatura: Candidatura, ana: Client, ahora: datetime
) -> None:
    """El ajuste único: Ana pide lo curricular; ni ve las preguntas de identidad ni las puede pedir a mano."""
    invitaciones.invitar(candidatura=candidatura, correo=CORREO, por=de_partido(candidatura), ahora=ahora)
    llevar(candidatura, "publicada", ahora)
    assert "Respuestas de identidad" in ana.get(RAIZ + "ajuste/").content.decode()
    recibir()
    assert "Respuestas de identidad" not in ana.get(RAIZ + "ajuste/").content.decode()
    for por, puede in ((de_partido(candidatura), False), (de_eva(candidatura), True)):
        datos = {"candidatura": candidatura, "debe_decir": {}, "de_identidad": {"p8": "si"}, "por": por}
        if puede:
            assert ajustes.pedir(ahora=ahora, **datos).con_identidad
        else:
            with pytest.raises(NoEncontrado):
                ajustes.pedir(ahora=ahora, **datos)


def test_si_la_invitacion_no_llega_se_dice_y_como_remediarlo(
    candidatura: Candidatura, ana: Client, dina: Client, ahora: datetime
) -> None:
    ana.post(f"{RAIZ}invitacion/", {"acto": "invitar", "correo": CORREO})
    assert "no llegó" not in texto(check(ana.get(f"{RAIZ}invitacion/").content))
    correo = Correo.objects.get(para=CORREO)
    concluir(correo.pk, estado="rebotado", motivo="Ese buzón no existe.", ahora=ahora)
    leido = texto(check(ana.get(f"{RAIZ}invitacion/").content))
    assert "El correo no llegó" in leido
    assert "Ese buzón no existe." in leido
    leido = texto(check(dina.get("/revision/hoy/").content))
    assert "puede retirar la invitación y enviarla a otro correo" in leido


def test_ella_lee_el_aviso_aunque_su_partido_ya_lo_haya_leido(
    candidatura: Candidatura, ana: Client, ahora: datetime
) -> None:
    leer_aviso(candidatura, ahora)
    ana.post(RAIZ + "invitacion/", {"acto": "invitar", "correo": CORREO})
    eva = recibir(lee=False)
    for ruta in ("historia/", "identidad/", "consentimiento/"):
        assert eva.get(RAIZ + ruta)["Location"] == RAIZ + "aviso/"
    version = eva.get(RAIZ + "aviso/").context["version"]
    eva.post(RAIZ + "aviso/", {"leido": "si", "version": version})
    assert eva.get(RAIZ + "identidad/").status_code == 200
    quienes = list(AvisoLeido.objects.order_by("id").values_list("por", flat=True))
    assert quienes == [de_partido(candidatura).actor, de_eva(candidatura).actor]

"""Enviar varias tras una sola pantalla: solo lo que se abrió, un acuse por cada una."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from captura.invitadas import CANARIO, contesta
from conoceles.curricular.fotografias import Encuadre
from conoceles.expediente.actos.decisiones import Reparo, observar_secciones
from conoceles.expediente.actos.operaciones import guardar_fotografia
from conoceles.identidad import borradores
from paginas import check, texto
from personas import (
    CORA,
    LARGO,
    capturar,
    consentir,
    de_partido,
    enviar,
    guardar,
    guardar_identidad,
    identidad_completa,
    leer_aviso,
)

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

PEDIDO = "Indique los años de cada empleo que menciona."
CONJUNTO = "/herramientas/enviar/"


@pytest.fixture
def dos(registrar: Callable[..., Candidatura], ahora: datetime) -> list[Candidatura]:
    """Las dos de Ana, completas."""
    hechas = [registrar("aaaa1111"), registrar("bbbb2222", "JUANA PÉREZ")]
    for candidatura in hechas:
        capturar(candidatura, ahora)
    return hechas


def _abrir(ana: Client, *folios: str) -> None:
    for folio in folios:
        assert ana.post(CONJUNTO, {"abrir": folio}).status_code == 200


def test_nada_viene_marcado_y_solo_se_puede_marcar_lo_abierto(ana: Client, dos: list[Candidatura]) -> None:
    cerradas = ana.get(CONJUNTO)
    check(cerradas.content)
    assert 'name="folio"' not in cerradas.content.decode()
    assert LARGO not in cerradas.content.decode()
    abierta = ana.post(CONJUNTO, {"abrir": "aaaa1111"}).content.decode()
    check(abierta)
    assert abierta.count('name="folio"') == 1
    assert " checked" not in abierta
    assert LARGO in abierta
    assert "¿Tiene alguna discapacidad?" in abierta


def test_lo_marcado_sigue_marcado_al_abrir_otra(ana: Client, dos: list[Candidatura]) -> None:
    _abrir(ana, "aaaa1111")
    pagina = ana.post(CONJUNTO, {"abrir": "bbbb2222", "folio": "aaaa1111"}).content.decode()
    assert pagina.count('name="folio"') == 2
    assert pagina.count(" checked") == 1


def test_se_envian_las_marcadas_con_un_acuse_cada_una(ana: Client, dos: list[Candidatura]) -> None:
    _abrir(ana, "aaaa1111", "bbbb2222")
    resultado = ana.post(CONJUNTO, {"folio": ["aaaa1111", "bbbb2222"]})
    dicho = texto(check(resultado.content))
    acuses = [c.envios.get().acuse for c in dos]
    assert len(set(acuses)) == 2
    assert all(acuse in dicho for acuse in acuses)
    otra = texto(check(ana.post(CONJUNTO, {"folio": ["aaaa1111"]}).content))
    assert "ya se envió. La envió Ana." in otra
    assert dos[0].envios.count() == 1


def test_marcar_sin_abrir_no_envia_aunque_se_mande_a_mano(ana: Client, dos: list[Candidatura]) -> None:
    _abrir(ana, "aaaa1111")
    resultado = ana.post(CONJUNTO, {"folio": ["aaaa1111", "bbbb2222"]})
    assert "antes hay que abrir todo lo suyo" in texto(check(resultado.content))
    assert [c.envios.count() for c in dos] == [1, 0]


@pytest.mark.parametrize("que", ["historia", "fotografia", "identidad"])
def test_lo_que_cambia_despues_de_abrirlo_no_se_envia(
    ana: Client, dos: list[Candidatura], ahora: datetime, que: str
) -> None:
    _abrir(ana, "aaaa1111")
    _cambiar(dos[0], que, ahora)
    assert 'name="folio"' not in ana.get(CONJUNTO).content.decode()
    resultado = ana.post(CONJUNTO, {"folio": ["aaaa1111"]})
    assert "Cambió después de que se abrió" in texto(check(resultado.content))
    assert not dos[0].envios.exists()
    _abrir(ana, "aaaa1111")
    ana.post(CONJUNTO, {"folio": ["aaaa1111"]})
    assert dos[0].envios.exists()


def _cambiar(candidatura: Candidatura, que: str, ahora: datetime) -> None:
    from curricular.imagenes import jpeg

    por = de_partido(candidatura)
    if que == "historia":
        guardar(candidatura, "historia", {"historia": LARGO + " Y algo más."}, ahora)
    elif que == "identidad":
        respuestas, _ = borradores.leer(candidatura=candidatura, por=por)
        guardar_identidad(candidatura, respuestas | {"p4": "pnc"}, ahora)
    else:
        guardar_fotografia(
            candidatura=candidatura, archivo=jpeg(), fecha_toma=ahora.date(), encuadre=Encuadre(), por=por,
            ahora=ahora,
        )  # fmt: skip


def test_sin_marcar_a_nadie_no_envia_y_lo_dice(ana: Client, dos: list[Candidatura]) -> None:
    respuesta = ana.post(CONJUNTO, {})
    assert respuesta.status_code == 422
    assert "Marque al menos a una persona" in texto(check(respuesta.content))


def test_la_incompleta_no_se_ofrece_y_dice_donde_verla(
    ana: Client, dos: list[Candidatura], registrar: Callable[..., Candidatura]
) -> None:
    leer_aviso(registrar("cccc3333", "ROSA SOLÍS"), dos[0].registrada_en)
    pagina = ana.get(CONJUNTO).content.decode()
    assert "1 todavía no se puede enviar" in texto(check(pagina))
    assert 'value="cccc3333"' not in pagina


def test_solo_se_revisa_entera_la_que_se_ensena(
    ana: Client,
    dos: list[Candidatura],
    registrar: Callable[..., Candidatura],
    monkeypatch: pytest.MonkeyPatch,
    ahora: datetime,
) -> None:
    """Quien responde por cuarenta no espera cuarenta revisiones en cada vista."""
    from conoceles.expediente.actos import envios

    for n in range(3):
        capturar(registrar(f"dddd444{n}", f"ROSA SOLÍS {'ABC'[n] * 3}"), ahora)
    leer_aviso(registrar("cccc3333", "ROSA SOLÍS"), dos[0].registrada_en)
    revisadas, de_siempre = [], envios.revisar_borrador

    def revisar(*, candidatura: Candidatura, **resto: Any) -> envios.Revisado:
        revisadas.append(candidatura.folio)
        return de_siempre(candidatura=candidatura, **resto)

    monkeypatch.setattr(envios, "revisar_borrador", revisar)
    pagina = texto(check(ana.get(CONJUNTO).content))
    assert "Hay 5 candidaturas a las que no les falta nada" in pagina
    assert "1 todavía no se puede enviar" in pagina
    assert revisadas == []
    _abrir(ana, "aaaa1111")
    assert revisadas == ["aaaa1111"]
    ana.post(CONJUNTO, {"marcar": "aaaa1111"})
    assert set(revisadas) == {"aaaa1111", "bbbb2222"}


def test_la_que_al_abrirla_no_se_puede_enviar_pasa_con_las_incompletas(
    ana: Client, dos: list[Candidatura], ahora: datetime
) -> None:
    """El avance dice si algo se contestó; revisarla entera, si lo contestado vale."""
    suyo = identidad_completa() | consentir(publicacion=False) | {"p4": "lo_que_ya_no_se_ofrece"}
    guardar_identidad(dos[0], suyo, ahora)
    pagina = ana.post(CONJUNTO, {"abrir": "aaaa1111"}).content.decode()
    assert "1 todavía no se puede enviar" in texto(check(pagina))
    assert 'value="aaaa1111"' not in pagina
    assert 'value="bbbb2222"' in pagina


def test_la_ajena_no_existe(beto: Client, dos: list[Candidatura]) -> None:
    assert "Ninguna candidatura está completa" in texto(check(beto.get(CONJUNTO).content))
    _abrir(beto, "aaaa1111")
    assert beto.post(CONJUNTO, {"folio": ["aaaa1111"]}).status_code == 404
    assert not dos[0].envios.exists()


@pytest.mark.lenta
def test_de_la_invitada_se_abre_lo_que_se_puede_ver_y_nunca_su_identidad(
    invitada: Client, ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    contesta(candidatura, ahora)
    abierta = ana.post(CONJUNTO, {"abrir": "aaaa1111"}).content.decode()
    assert CANARIO not in abierta
    assert "usted no puede ver sus respuestas" in texto(check(abierta))
    contesta(candidatura, ahora, p4="pnc")  # que ella guarde otra vez no se nota
    resultado = ana.post(CONJUNTO, {"folio": ["aaaa1111"]})
    assert "Enviada" in texto(check(resultado.content))


def test_la_sesion_no_guarda_respuestas(ana: Client, dos: list[Candidatura]) -> None:
    _abrir(ana, "aaaa1111")
    guardado = str(dict(ana.session))
    assert LARGO[:30] not in guardado
    assert "pnc" not in guardado


def test_lo_observado_que_sigue_igual_no_se_ofrece_en_bloque_y_al_verificarlo_se_dice(
    ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    """Reenviarlo sin cambios gastaría la ronda; corregido, se ofrece."""
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    reparos = [Reparo("historia", "incompleta", PEDIDO), Reparo("identidad", "incompleta", PEDIDO)]
    observar_secciones(candidatura=candidatura, reparos=reparos, por=CORA, ahora=ahora)
    candidatura.refresh_from_db()
    verificar = f"/candidaturas/{candidatura.folio}/verificar/"

    assert "1 todavía no se puede enviar" in texto(check(ana.get(CONJUNTO).content))
    assert "no ha cambiado: Historia profesional y laboral, Identidad y consentimiento" in texto(
        check(ana.get(verificar).content)
    )
    guardar(candidatura, "historia", {"historia": LARGO.replace("doce años", "trece años")}, ahora)
    assert "no ha cambiado: Identidad y consentimiento" in texto(check(ana.get(verificar).content))
    guardar_identidad(candidatura, identidad_completa() | consentir(publicacion=False), ahora)
    assert "Hay 1 candidatura a la que no le falta nada" in texto(check(ana.get(CONJUNTO).content))
    assert "Sigue como se envió" not in ana.get(verificar).content.decode()
    assert "Corregida: falta enviarla" in texto(check(ana.get("/").content))

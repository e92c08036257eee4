"""Pedir ayuda desde cualquier pantalla, contestarla y enterarse; el correo no dice qué se escribió."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from conoceles.ayuda.models import RespuestaDeAyuda, SolicitudDeAyuda
from conoceles.ayuda.operaciones import SIN_CONTESTAR, contestar, pedir
from conoceles.bitacora.models import Entrada
from conoceles.correo.models import Correo
from conoceles.correo.operaciones import concluir, despachar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto
from paginas import check, texto
from personas import CORA, de_partido

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.models import Cuenta

PEDIR = "/ayuda/pedir/"
DICHO = "No puedo subir la fotografía: dice que pesa de más."


@pytest.fixture
def pedida(ana: Client, candidatura: Candidatura) -> SolicitudDeAyuda:
    ana.post(PEDIR, {"texto": DICHO, "pagina": "/candidaturas/aaaa1111/fotografia/"})
    return SolicitudDeAyuda.objects.get()


@pytest.mark.parametrize("ruta", ["/", "/candidaturas/aaaa1111/", "/herramientas/"])
def test_toda_pantalla_de_captura_ofrece_ayuda_y_manual(
    ana: Client, candidatura: Candidatura, ruta: str
) -> None:
    pagina = ana.get(ruta).content.decode()
    assert f'href="/ayuda/pedir/?pagina={ruta}"' in pagina
    assert 'href="/ayuda/partidos/"' in pagina


def test_el_instituto_tiene_manual_y_no_se_pide_ayuda_a_si_mismo(cora: Client, base: None) -> None:
    pagina = cora.get("/revision/").content.decode()
    assert 'href="/ayuda/revision/"' in pagina
    assert "/ayuda/pedir/" not in pagina


def test_pedir_recuerda_la_pantalla_y_avisa_al_instituto(pedida: SolicitudDeAyuda) -> None:
    assert (pedida.pagina, pedida.folio) == ("/candidaturas/aaaa1111/fotografia/", "aaaa1111")
    [correo] = Correo.objects.all()
    assert correo.para == "ut.transparencia@iepcdurango.mx"
    assert f"/ayuda/solicitudes/{pedida.pk}/" in correo.texto
    assert "fotografía" not in correo.texto
    assert Entrada.objects.filter(acto="ayuda_pedida", folio="aaaa1111").count() == 1


@pytest.mark.parametrize(
    "pagina", ["/candidaturas/bbbb2222/", "https://otro.mx/", "no existe", "/candidaturas/\x00"]
)
def test_una_pagina_ajena_o_inventada_no_trae_folio(
    ana: Client, registrar: Callable[..., Candidatura], pagina: str
) -> None:
    registrar("bbbb2222", siglas="PAN")
    ana.post(PEDIR, {"texto": DICHO, "pagina": pagina.replace("\x00", "")})
    assert SolicitudDeAyuda.objects.get().folio == ""


@pytest.mark.parametrize("escrito", ["", "   no   ", "x" * 3001])
def test_lo_que_no_se_entiende_conserva_lo_escrito(ana: Client, escrito: str) -> None:
    respuesta = ana.post(PEDIR, {"texto": escrito, "pagina": "/herramientas/"})
    assert respuesta.status_code == 422
    arbol = check(respuesta.content)
    assert escrito.strip() in texto(arbol)
    assert 'value="/herramientas/"' in respuesta.content.decode()
    assert not SolicitudDeAyuda.objects.exists()


def test_contestar_cierra_y_avisa_a_quien_pidio(pedida: SolicitudDeAyuda, cora: Client, ana: Client) -> None:
    lugar = f"/ayuda/solicitudes/{pedida.pk}/"
    assert DICHO in texto(check(cora.get(lugar).content))
    assert cora.post(lugar, {"texto": "Redúzcala a menos de 700 KB."}).status_code == 302
    leido = texto(check(ana.get(lugar).content))
    assert "Contestada" in leido
    assert "Redúzcala a menos de 700 KB." in leido
    correo = Correo.objects.get(para="ana@prueba.mx")
    assert "700 KB" not in correo.texto
    assert cora.post(lugar, {"texto": "Otra respuesta distinta."}).status_code == 409
    assert RespuestaDeAyuda.objects.count() == 1


def test_contestar_sin_nada_no_cierra(pedida: SolicitudDeAyuda, cora: Client) -> None:
    respuesta = cora.post(f"/ayuda/solicitudes/{pedida.pk}/", {"texto": "ok"})
    assert respuesta.status_code == 422
    check(respuesta.content)
    assert not RespuestaDeAyuda.objects.exists()


def test_lo_de_otra_persona_no_existe(pedida: SolicitudDeAyuda, beto: Client, comision: Client) -> None:
    lugar = f"/ayuda/solicitudes/{pedida.pk}/"
    for ajena in (beto, comision):
        assert ajena.get(lugar).status_code == 404
        assert ajena.post(lugar, {"texto": DICHO}).status_code == 404
    assert DICHO not in texto(check(beto.get("/ayuda/").content))


def test_el_indice_ensena_lo_propio_y_al_instituto_todo(
    pedida: SolicitudDeAyuda, ana: Client, cora: Client
) -> None:
    for quien in (ana, cora):
        assert "No puedo subir" in texto(check(quien.get("/ayuda/").content))


@pytest.mark.postgres
def test_demasiadas_sin_contestar_se_rechazan(candidatura: Candidatura, ahora: datetime) -> None:
    por = de_partido(candidatura)
    for _ in range(SIN_CONTESTAR):
        hecha = pedir(texto=DICHO, por=por, ahora=ahora)
    with pytest.raises(Conflicto):
        pedir(texto=DICHO, por=por, ahora=ahora)
    contestar(numero=hecha.pk, texto="Use una más ligera.", por=CORA, ahora=ahora)
    pedir(texto=DICHO, por=por, ahora=ahora)


@pytest.mark.postgres
@pytest.mark.parametrize("cambio", [{"texto": "Otra"}, {"por": "cuenta:9"}])
def test_sql_directo_no_cambia_lo_pedido(pedida: SolicitudDeAyuda, cambio: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SolicitudDeAyuda.objects.update(**cambio)
    with pytest.raises(IntegrityError), transaction.atomic():
        SolicitudDeAyuda.objects.all().delete()


def test_hoy_lista_a_quien_pide_ayuda_hasta_que_se_contesta(
    pedida: SolicitudDeAyuda, cora: Client, ahora: datetime
) -> None:
    assert "No puedo subir" in texto(check(cora.get("/revision/hoy/").content))
    contestar(numero=pedida.pk, texto="Use una más ligera.", por=CORA, ahora=ahora)
    assert "No puedo subir" not in texto(check(cora.get("/revision/hoy/").content))


def test_hoy_lista_el_correo_que_no_llego_y_como_remediarlo(
    pedida: SolicitudDeAyuda, cora: Client, dina: Client, ahora: datetime
) -> None:
    contestar(numero=pedida.pk, texto="Use una más ligera.", por=CORA, ahora=ahora)
    despachar(ahora=ahora)
    correo = Correo.objects.get(para="ana@prueba.mx")
    concluir(correo.pk, estado="rebotado", motivo="Ese buzón no existe. (550)", ahora=ahora)
    leido = texto(check(cora.get("/revision/hoy/").content))
    for dicho in ("Ana, ana@prueba.mx", "Ese buzón no existe. (550)", "corríjalo en su cuenta"):
        assert dicho in leido
    assert (
        f'href="/accesos/{pedida.por.removeprefix("cuenta:")}/"'
        in dina.get("/revision/hoy/").content.decode()
    )


def test_hoy_olvida_lo_que_no_llego_cuando_ya_se_remedio(
    pedida: SolicitudDeAyuda, cora: Client, cuenta: Callable[..., Cuenta], ahora: datetime
) -> None:
    """Porque otro posterior sí llegó, o porque esa dirección ya no es de nadie."""
    for correo in Correo.objects.all():
        concluir(correo.pk, estado="rebotado", motivo="El buzón está lleno.", ahora=ahora)
    assert "El buzón está lleno." in texto(check(cora.get("/revision/hoy/").content))
    otra = pedir(texto=DICHO, por=de_otra(pedida), ahora=ahora + timedelta(hours=1))
    despachar(ahora=ahora + timedelta(hours=1))
    assert otra.pk
    assert "El buzón está lleno." not in texto(check(cora.get("/revision/hoy/").content))


def de_otra(pedida: SolicitudDeAyuda) -> Any:
    return Alcance(actor=pedida.por, papel="partido", nombre="Ana")

"""*Hoy*: lo que va tarde, lo que vence y lo que espera, con su acto a un clic; lo que está bien, en una línea."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.informes import operaciones
from conoceles.informes.libro import comision as de_la_comision
from conoceles.informes.libro import requerimientos
from conoceles.nucleo import reloj, secretos
from conoceles.revision.cola import renglones
from llegadas import en_la_cola
from paginas import check, texto
from personas import CLAVE, COMISION, DINA, capturar, enviar, registrada

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

HOY = "/revision/hoy/"


def _seccion(pagina: str, clave: str) -> str:
    """Lo que dice uno de los grupos; vacío si no está."""
    _, _, resto = pagina.partition(f'aria-labelledby="t-{clave}"')
    return resto.partition("</section>")[0]


def test_lo_vencido_va_primero_y_lleva_a_su_acto(proceso: Proceso, dina: Client, ahora: datetime) -> None:
    pedido = requerimientos.requerir(
        proceso=CLAVE, area="ST", asunto="Lista", texto="Ya", oficio="1", fecha=date(2024, 4, 10),
        vence=date(2024, 4, 12), por=DINA, ahora=ahora,
    )  # fmt: skip
    pagina = dina.get(HOY).content.decode()
    tarde = _seccion(pagina, "tarde")
    assert "Entregables vencidos: 17" in tarde  # del 1 al 16, y la carta al INE, del 10 de abril
    assert "Informar al INE la dirección electrónica" in tarde
    assert 'href="/informes/entregables/#entregable-1"' in tarde
    assert f'href="/informes/requerimientos/#requerimiento-{pedido.pk}"' in tarde
    assert "Entregables por vencer: 2" in _seccion(pagina, "pronto")


def test_la_revision_vencida_va_tarde_y_la_de_hoy_no(
    candidatura: Candidatura, cora: Client, ahora: datetime
) -> None:
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    [vence] = [r.vence for r in renglones([candidatura], ahora=ahora)]
    assert vence is not None
    el_dia = datetime.combine(vence, ahora.timetz())
    with reloj.congelado(el_dia):
        pagina = cora.get(HOY).content.decode()
        assert "Revisiones que vencen hoy: 1" in _seccion(pagina, "pronto")
        assert "Revisiones" not in _seccion(pagina, "tarde")
    with reloj.congelado(el_dia + timedelta(days=1)):
        assert "Revisiones vencidas: 1" in _seccion(cora.get(HOY).content.decode(), "tarde")


def test_el_plazo_de_revision_corre_desde_el_dia_en_que_se_recibio_y_no_en_que_se_atendio(
    candidatura: Candidatura, cora: Client, ahora: datetime
) -> None:
    capturar(candidatura, ahora)
    with en_la_cola(datetime.fromisoformat("2024-04-26T00:00:10-06:00")) as tarde:
        envio = enviar(candidatura, tarde)
    [renglon] = renglones([candidatura], ahora=tarde)
    assert (renglon.vence, renglon.enviada) == (
        date(2024, 4, 30),  # tres hábiles desde el jueves 25
        envio.recibido,
    )
    with reloj.congelado(datetime.fromisoformat("2024-04-30T10:00:00-06:00")):
        assert "Revisiones que vencen hoy: 1" in _seccion(cora.get(HOY).content.decode(), "pronto")
        suya = texto(check(cora.get(f"/revision/{candidatura.folio}/").content))
        assert "Plazo para decidir30 de abril de 2024" in suya
        assert "Enviada25 de abril de 2024, 23:59" in suya


def test_a_quien_revisa_no_se_le_ensena_lo_que_no_puede_abrir(
    proceso: Proceso, cora: Client, ahora: datetime
) -> None:
    assert "Entregables" not in texto(check(cora.get(HOY).content))


def test_lo_que_esta_bien_ocupa_una_linea(proceso: Proceso, cora: Client, candidatura: Candidatura) -> None:
    orden = _seccion(cora.get(HOY).content.decode(), "orden")
    for frase in ("Nadie pide ayuda", "Ajustes por resolver: 0", "Ninguna revisión vence hoy ni mañana"):
        assert frase in orden
    assert orden.count("<p") == 1


def test_la_comision_ve_lo_que_no_ha_revisado_y_la_uttaip_lo_que_observo(
    proceso: Proceso, dina: Client, comision: Client, ahora: datetime, datos: object
) -> None:
    secretos.crear_faltantes()
    registrada(proceso, "aaaa1111", ahora)
    informe = operaciones.generar(tipo="proceso-tecnico", proceso=CLAVE, corte=ahora, por=DINA, ahora=ahora)
    enlace = f'href="/informes/#informe-{informe.pk}"'
    assert enlace in _seccion(comision.get(HOY).content.decode(), "espera")
    assert enlace not in dina.get(HOY).content.decode()
    de_la_comision.revisar(
        informe=informe, resultado="observado", texto="Falta.", constancia="M1", fecha=ahora.date(), por=COMISION,
        ahora=ahora,
    )  # fmt: skip
    assert "Informes que la Comisión observó: 1" in _seccion(dina.get(HOY).content.decode(), "tarde")
    assert enlace not in _seccion(comision.get(HOY).content.decode(), "espera")


@pytest.mark.parametrize("quien", ["dina", "comision"])
def test_la_bitacora_se_lee_y_se_filtra(
    quien: str, candidatura: Candidatura, request: pytest.FixtureRequest
) -> None:
    navegador: Client = request.getfixturevalue(quien)
    leida = texto(check(navegador.get("/revision/bitacora/").content))
    assert "Se abrió a captura AAAA1111" in leida
    assert "El sistema (pruebas)" in leida
    filtrada = texto(check(navegador.get("/revision/bitacora/?acto=habilitada&folio=AAAA1111").content))
    assert "1 acto." in filtrada
    assert "0 actos." in texto(check(navegador.get("/revision/bitacora/?folio=zzzz").content))
    assert "0 actos." in texto(check(navegador.get("/revision/bitacora/?hasta=2024-04-01").content))
    mala = navegador.get("/revision/bitacora/?desde=ayer&quien=ana")
    assert mala.status_code == 422
    assert 'href="#desde"' in mala.content.decode()
    assert 'value="ana"' in mala.content.decode()
    for escrito in (
        "Contraseña cambiada",
        "Capacitación registrada",
        "Códigos entregados",
        "Padrón importado",
    ):
        assert escrito in leida, "el nombre del acto, que en la cadena va sin acentos, se lee como se escribe"
    assert not re.search(r"cion\b|\bcontrasena", leida)


def test_la_bitacora_no_es_de_quien_revisa_ni_de_quien_captura(
    proceso: Proceso, cora: Client, ana: Client
) -> None:
    assert [c.get("/revision/bitacora/").status_code for c in (cora, ana)] == [404, 404]


def test_a_la_comision_no_le_dice_quien_decidio_sobre_su_identidad(
    capturada: Candidatura, dina: Client, comision: Client, ahora: datetime
) -> None:
    from django.db import transaction

    with transaction.atomic():
        for acto in (Acto.FORMATO_ACEPTADO, Acto.ARCO):
            registrar(using="default", por=DINA, acto=acto, ahora=ahora, proceso=CLAVE, folio=capturada.folio)
    for acto in ("formato_aceptado", "arco"):
        ruta = f"/revision/bitacora/?acto={acto}"
        assert "1 acto." in texto(check(dina.get(ruta).content))
        assert "0 actos." in texto(check(comision.get(ruta).content))


def test_las_paginas_de_la_bitacora_conservan_el_filtro(
    candidatura: Candidatura, dina: Client, ahora: datetime
) -> None:
    from django.db import transaction

    with transaction.atomic():
        for _ in range(51):
            registrar(using="default", por=DINA, acto=Acto.ENTRADA, ahora=ahora)
    primera = dina.get("/revision/bitacora/?acto=entrada").content.decode()
    assert "?acto=entrada&amp;pagina=2" in primera
    segunda = texto(check(dina.get("/revision/bitacora/?acto=entrada&pagina=2").content))
    assert "Más recientes" in segunda
    assert "Más antiguos" not in segunda

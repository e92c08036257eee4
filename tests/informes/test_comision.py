"""La Comisión aprueba lo suyo y observa lo que se le presenta, con su constancia."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, transaction
from django.test import Client

from conoceles.informes import operaciones
from conoceles.informes.libro import comision
from conoceles.informes.models import Informe, PasoDeInforme, RevisionDeLaComision
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.proceso.consultas import definicion
from personas import CLAVE, COMISION, CORA, DINA

RECHAZO = (IntegrityError, OperationalError, ProgrammingError)


def _generar(tipo: str, ahora: datetime) -> Informe:
    return operaciones.generar(tipo=tipo, proceso=CLAVE, corte=ahora, por=DINA, ahora=ahora)


def _aprobar(informe: Informe, ahora: datetime, por: Any) -> PasoDeInforme:
    return operaciones.avanzar(
        informe=informe, paso="aprobado", constancia="CTAIP/5/2024", fecha=ahora.date(), por=por, ahora=ahora
    )


def _revisar(informe: Informe, ahora: datetime, por: Any = COMISION, **cambios: Any) -> RevisionDeLaComision:
    datos = {
        "resultado": "observado",
        "texto": "Falta abril.",
        "constancia": "Minuta 4",
        "fecha": ahora.date(),
    }
    return comision.revisar(informe=informe, por=por, ahora=ahora, **datos | cambios)  # type: ignore[arg-type]


def test_la_comision_aprueba_el_proceso_tecnico_y_su_acto_consta(eleccion: object, ahora: datetime) -> None:
    paso = _aprobar(_generar("proceso-tecnico", ahora), ahora, COMISION)
    assert (paso.por, paso.misma_persona) == ("Comisión", False)
    assert definicion(CLAVE).actos["proceso_tecnico_operativo"].numero == "CTAIP/5/2024"


def test_la_comision_no_aprueba_ni_envia_lo_que_no_es_suyo(eleccion: object, ahora: datetime) -> None:
    with pytest.raises(NoEncontrado):
        _aprobar(_generar("mensual", ahora), ahora, COMISION)
    suyo = _generar("proceso-tecnico", ahora)
    _aprobar(suyo, ahora, COMISION)
    with pytest.raises(NoEncontrado):
        operaciones.avanzar(informe=suyo, paso="enviado", constancia="x", por=COMISION, ahora=ahora)
    for por in (DINA, CORA):
        with pytest.raises(NoEncontrado):
            _revisar(suyo, ahora, por=por)


@pytest.mark.postgres
def test_lo_observado_no_se_aprueba_hasta_que_lo_retire(eleccion: object, ahora: datetime) -> None:
    informe = _generar("mensual", ahora)
    _revisar(informe, ahora)
    with pytest.raises(Conflicto, match="La Comisión observó"):
        _aprobar(informe, ahora, DINA)
    with pytest.raises(RECHAZO), transaction.atomic():
        PasoDeInforme.objects.create(informe=informe, estado="aprobado", por="x", en=ahora)
    _revisar(informe, ahora, resultado="sin_observaciones", texto="")
    _aprobar(informe, ahora, DINA)
    _revisar(informe, ahora)
    with pytest.raises(Conflicto):
        operaciones.avanzar(informe=informe, paso="enviado", constancia="x", por=DINA, ahora=ahora)


def test_revisar_mal_se_dice_junto_a_su_causa(eleccion: object, ahora: datetime) -> None:
    informe = _generar("mensual", ahora)
    for cambios, campo in (
        ({"resultado": "bien"}, "resultado"), ({"texto": " "}, "texto"), ({"texto": "x" * 5_001}, "texto"),
        ({"constancia": ""}, "constancia"), ({"constancia": "x" * 201}, "constancia"), ({"fecha": None}, "fecha"),
        ({"fecha": ahora.date() + timedelta(days=1)}, "fecha"),
    ):  # fmt: skip
        with pytest.raises(ErrorDeDominio) as dicho:
            _revisar(informe, ahora, **cambios)
        assert dicho.value.campo == campo
    assert not RevisionDeLaComision.objects.exists()


@pytest.mark.postgres
def test_la_base_guarda_la_constancia_y_no_deja_reescribir(eleccion: object, ahora: datetime) -> None:
    informe = _generar("mensual", ahora)
    fila = {"informe": informe, "fecha": date(2024, 4, 20), "por": "x", "en": ahora}
    for mala in (
        {"resultado": "observado", "texto": "", "constancia": "M"},
        {"resultado": "sin_observaciones", "constancia": ""},
        {"resultado": "otro", "constancia": "M"},
    ):
        with pytest.raises(RECHAZO), transaction.atomic():
            RevisionDeLaComision.objects.create(**fila | mala)
    _revisar(informe, ahora)
    with pytest.raises(RECHAZO), transaction.atomic():
        RevisionDeLaComision.objects.update(resultado="sin_observaciones")


@pytest.mark.postgres
def test_en_pantalla_la_comision_revisa_y_aprueba_lo_suyo(
    eleccion: object, dina: Client, comision: Client, ahora: datetime
) -> None:
    informe = _generar("proceso-tecnico", ahora)
    ruta = f"/informes/{informe.pk}/revision/"
    datos = {"resultado": "observado", "texto": "", "constancia": "Minuta 9", "fecha": "2024-04-25"}
    mala = comision.post(ruta, datos)
    assert mala.status_code == 422
    assert 'value="Minuta 9"' in mala.content.decode()
    assert f'href="#{informe.pk}-revision-texto"' in mala.content.decode()
    assert dina.post(ruta, datos).status_code == 404
    assert comision.post(ruta, datos | {"texto": "Nombre a las áreas."}).status_code == 302
    assert "Nombre a las áreas." in dina.get("/informes/").content.decode()
    paso = {"paso": "aprobado", "constancia": "CTAIP/5", "fecha": "2024-04-25"}
    assert comision.post(f"/informes/{informe.pk}/paso/", paso).status_code == 409
    assert comision.post(ruta, datos | {"resultado": "sin_observaciones"}).status_code == 302
    assert comision.post(f"/informes/{informe.pk}/paso/", paso).status_code == 302
    mensual = _generar("mensual", ahora)
    assert comision.post(f"/informes/{mensual.pk}/paso/", paso).status_code == 404

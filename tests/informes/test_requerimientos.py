"""Lo requerido a las áreas, los casos no previstos con su órgano y las áreas que nombra el proceso técnico."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, transaction
from django.test import Client

from conoceles.informes.libro import requerimientos
from conoceles.informes.models import CasoNoPrevisto, Requerimiento, RespuestaARequerimiento
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.proceso.consultas import definicion
from conoceles.proceso.contenido.enmiendas import pieza_de
from conoceles.proceso.models import Proceso
from personas import CLAVE, COMISION, DINA

RECHAZO = (IntegrityError, OperationalError, ProgrammingError)
PEDIDO: dict[str, Any] = {
    "area": "Secretaría Técnica",
    "asunto": "Lista de asistencia",
    "texto": "Remitirla firmada.",
    "oficio": "UT/9/2024",
    "fecha": date(2024, 4, 10),
    "vence": date(2024, 4, 17),
}


def _requerir(ahora: datetime, por: Any = DINA, **cambios: Any) -> Requerimiento:
    return requerimientos.requerir(proceso=CLAVE, por=por, ahora=ahora, **PEDIDO | cambios)


def _atender(pedido: Requerimiento, fecha: date, ahora: datetime) -> RespuestaARequerimiento:
    return requerimientos.atender(
        proceso=CLAVE, numero=pedido.pk, fecha=fecha, texto="Va", constancia="ST/3", por=DINA, ahora=ahora
    )


def test_requerir_y_atender_dicen_si_fue_en_termino(proceso: Proceso, ahora: datetime) -> None:
    a_tiempo, tarde, vencido, corre = (_requerir(ahora, vence=date(2024, 4, d)) for d in (17, 12, 24, 25))
    _atender(a_tiempo, date(2024, 4, 17), ahora)
    _atender(tarde, date(2024, 4, 13), ahora)
    hoy = ahora.date()
    estados = [Requerimiento.objects.get(pk=r.pk).en_que_va(hoy) for r in (a_tiempo, tarde, vencido, corre)]
    assert estados == ["Atendido", "Atendido fuera de término", "Vencido", "En término"]
    assert requerimientos.vencidos(CLAVE, hoy) == [vencido]
    assert Requerimiento.objects.get(pk=a_tiempo.pk).en_que_va(date(2024, 4, 16)) == "En término"


def test_requerir_mal_se_dice_y_no_guarda_nada(proceso: Proceso, ahora: datetime) -> None:
    for cambios, campo in (
        ({"area": " "}, "area"),
        ({"texto": ""}, "texto"),
        ({"oficio": "x" * 201}, "oficio"),
        ({"vence": date(2024, 4, 9)}, "vence"),
        ({"fecha": date(2024, 4, 26)}, "fecha"),
    ):
        with pytest.raises(ErrorDeDominio) as dicho:
            _requerir(ahora, **cambios)
        assert dicho.value.campo == campo
    with pytest.raises(NoEncontrado):
        _requerir(ahora, por=COMISION)
    assert not Requerimiento.objects.exists()


def test_atender_dos_veces_o_antes_de_pedir_se_rechaza(proceso: Proceso, ahora: datetime) -> None:
    pedido = _requerir(ahora)
    with pytest.raises(ErrorDeDominio):
        _atender(pedido, date(2024, 4, 9), ahora)
    _atender(pedido, date(2024, 4, 12), ahora)
    with pytest.raises(Conflicto):
        _atender(pedido, date(2024, 4, 12), ahora)
    with pytest.raises(NoEncontrado):
        requerimientos.atender(
            proceso="otra", numero=pedido.pk, fecha=ahora.date(), texto="x", constancia="x", por=DINA, ahora=ahora
        )  # fmt: skip


@pytest.mark.postgres
def test_la_base_guarda_el_termino_el_orden_y_el_organo(proceso: Proceso, ahora: datetime) -> None:
    sello = {"por": "x", "en": ahora}
    with pytest.raises(RECHAZO), transaction.atomic():
        Requerimiento.objects.create(proceso=proceso, **PEDIDO | {"vence": date(2024, 4, 9)}, **sello)
    pedido = _requerir(ahora)
    with pytest.raises(RECHAZO), transaction.atomic():
        RespuestaARequerimiento.objects.create(
            requerimiento=pedido, fecha=date(2024, 4, 9), texto="x", constancia="x", **sello
        )
    with pytest.raises(RECHAZO), transaction.atomic():
        Requerimiento.objects.update(vence=date(2024, 5, 9))
    caso = {"fecha": ahora.date(), "asunto": "a", "resolucion": "r", "fundamento": "f", **sello}
    for organo in (None, "quien sea"):
        with pytest.raises(RECHAZO), transaction.atomic():
            CasoNoPrevisto.objects.create(proceso=proceso, organo=organo, **caso)


def test_el_mensual_trae_los_requerimientos_con_su_termino(
    tabla: Callable[..., list[tuple[Any, ...]]], ahora: datetime
) -> None:
    _atender(_requerir(ahora), date(2024, 4, 12), ahora)
    assert tabla("mensual", "M5") == [
        ("Secretaría Técnica", "Lista de asistencia", "UT/9/2024", "2024-04-10", "2024-04-17", "Atendido")
    ]
    assert tabla("mensual", "M5", ahora - timedelta(days=14))[0][-1] == "En término"
    assert tabla("mensual", "M5", ahora - timedelta(days=20)) == []


def test_el_proceso_tecnico_nombra_sus_areas_y_lo_aprueba_la_comision(
    tabla: Callable[..., list[tuple[Any, ...]]],
) -> None:
    seguimiento = definicion(CLAVE).seguimiento
    [octavo] = [e for e in seguimiento.entregables if e.numero == 8]
    assert octavo.responsable == seguimiento.aprobacion("proceso-tecnico").organo
    assert octavo.responsable in [area for area, *_ in tabla("proceso-tecnico", "T5")]


@pytest.mark.postgres
def test_la_pantalla_requiere_atiende_y_conserva_lo_rechazado(
    eleccion: object, dina: Client, comision: Client
) -> None:
    ruta, datos = "/informes/requerimientos/", {clave: str(valor) for clave, valor in PEDIDO.items()}
    mala = dina.post(f"{ruta}nuevo/", datos | {"vence": "mañana"})
    assert mala.status_code == 422
    assert 'href="#nuevo-vence"' in mala.content.decode()
    assert "UT/9/2024" in mala.content.decode()
    assert dina.post(f"{ruta}nuevo/", datos).status_code == 302
    pedido = Requerimiento.objects.get()
    assert "Vencido" in comision.get(ruta).content.decode()
    assert "<form" not in comision.get(ruta).content.decode()
    assert comision.post(f"{ruta}nuevo/", datos).status_code == 404
    respuesta = {"fecha": "2024-04-18", "texto": "Va", "constancia": "ST/3"}
    assert dina.post(f"{ruta}{pedido.pk}/respuesta/", respuesta | {"constancia": ""}).status_code == 422
    assert dina.post(f"{ruta}{pedido.pk}/respuesta/", respuesta).status_code == 302
    assert "Atendido fuera de término" in comision.get(ruta).content.decode()


def test_el_acto_del_proceso_tecnico_lo_anota_la_comision_y_no_el_consejo(proceso: Proceso) -> None:
    pieza = pieza_de(proceso, "acto-proceso_tecnico_operativo")
    assert pieza.organo == "Comisión de Transparencia y Acceso a la Información"

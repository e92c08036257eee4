"""Los veintiún entregables del plan, sus alertas y su calendario."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from conoceles.informes import agenda, registros
from conoceles.informes.models import Liberacion
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.proceso.consultas import definicion
from conoceles.proceso.models import Proceso
from personas import CLAVE, COMISION, DINA

HOY = date(2024, 4, 25)


def test_la_eleccion_trae_los_veintiun_entregables(proceso: Proceso) -> None:
    seguimiento = definicion(CLAVE).seguimiento
    del_plan = seguimiento.entregables
    assert [e.numero for e in del_plan] == list(range(1, 22))
    assert (del_plan[16].vence, del_plan[20].vence) == (date(2024, 4, 26), date(2024, 10, 1))
    assert {e.numero for e in del_plan if not e.vista_ine} == {8, 9}
    [carta] = seguimiento.otros  # el plan la ordena en su §13, no en la lista del §7.2
    assert (carta.numero, carta.informe, carta.vence) == (100, "direccion", date(2024, 4, 10))


def test_las_alertas_dependen_del_dia_y_de_lo_hecho(proceso: Proceso, ahora: datetime) -> None:
    alertas = {r.entregable.numero: r.alerta for r in agenda.calendario(CLAVE, HOY)}
    assert (alertas[16], alertas[17], alertas[18], alertas[19]) == ("vencido", "por vencer", "por vencer", "")
    registros.avanzar_entregable(proceso=CLAVE, numero=16, estado="presentado", por=DINA, ahora=ahora)
    registros.avanzar_entregable(proceso=CLAVE, numero=8, estado="presentado", por=DINA, ahora=ahora)
    registros.avanzar_entregable(
        proceso=CLAVE, numero=17, estado="enviado", constancia="Oficio 1", por=DINA, ahora=ahora
    )
    alertas = {r.entregable.numero: r.alerta for r in agenda.calendario(CLAVE, HOY)}
    assert (alertas[16], alertas[8], alertas[17]) == (
        "vencido",
        "",
        "",
    )  # el 16 tiene vista al INE: falta enviarlo


def test_un_entregable_no_retrocede_ni_lo_mueve_la_comision(proceso: Proceso, ahora: datetime) -> None:
    registros.avanzar_entregable(proceso=CLAVE, numero=1, estado="aprobado", por=DINA, ahora=ahora)
    with pytest.raises(Conflicto):
        registros.avanzar_entregable(proceso=CLAVE, numero=1, estado="en_proceso", por=DINA, ahora=ahora)
    with pytest.raises(ErrorDeDominio):
        registros.avanzar_entregable(proceso=CLAVE, numero=1, estado="enviado", por=DINA, ahora=ahora)
    with pytest.raises(NoEncontrado):
        registros.avanzar_entregable(proceso=CLAVE, numero=1, estado="aprobado", por=COMISION, ahora=ahora)
    with pytest.raises(NoEncontrado):
        registros.avanzar_entregable(proceso=CLAVE, numero=99, estado="aprobado", por=DINA, ahora=ahora)


def test_el_calendario_cumple_la_norma(proceso: Proceso) -> None:
    octetos = agenda.ics(CLAVE)
    lineas = octetos.split(b"\r\n")
    assert max(map(len, lineas)) <= 75
    assert octetos.count(b"BEGIN:VEVENT") == octetos.count(b"END:VEVENT") == 22
    derecho = octetos.replace(b"\r\n ", b"").decode()
    assert "SUMMARY:17. Presentar ante el Consejo General" in derecho
    assert "DTSTART;VALUE=DATE:20240426" in derecho
    assert "interna\\, " not in derecho
    assert agenda.ics(CLAVE) == octetos


def test_una_liberacion_y_un_caso_quedan_anotados_una_vez(proceso: Proceso, ahora: datetime) -> None:
    def liberar() -> Liberacion:
        return registros.anotar_liberacion(
            proceso=CLAVE,
            interfaz="captura",
            version="1.0",
            fecha=date(2024, 1, 31),
            cambios="Primera",
            por=DINA,
            ahora=ahora,
        )

    liberar()
    with pytest.raises(Conflicto):
        liberar()
    with pytest.raises(ErrorDeDominio):
        registros.anotar_caso(
            proceso=CLAVE,
            fecha=date(2024, 4, 1),
            organo="osd",
            asunto="Empate",
            resolucion="",
            fundamento="Art. 5",
            por=DINA,
            ahora=ahora,
        )
    with pytest.raises(ErrorDeDominio):
        registros.anotar_actividad(proceso=CLAVE, fecha=date(2030, 1, 1), texto="x", por=DINA, ahora=ahora)

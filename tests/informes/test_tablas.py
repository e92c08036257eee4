"""Cada tabla, celda por celda, contra lo contado a mano en `conftest`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.bitacora.operaciones import registrar
from conoceles.correo.operaciones import concluir, despachar
from conoceles.estadistica.consultas import en_corte
from conoceles.expediente.calendario.diario import correr
from conoceles.expediente.models import Recordatorio
from conoceles.informes.catalogo import TIPOS, armar
from conoceles.informes.contexto import abrir
from personas import CLAVE, DINA

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.models import Cuenta

Tabla = Callable[..., list[tuple[Any, ...]]]
TOTAL = (
    5,
    3,
    60.0,
    3,
    60.0,
    1,
    0,
    1,
    0,
)  # registradas, curricular, %, identidad, %, validadas, publicadas, omisas, extemporáneas


@pytest.mark.postgres
def test_q1_cuenta_por_cargo_principio_y_calidad(tabla: Tabla) -> None:
    assert tabla("avance", "Q1") == [
        ("Diputaciones de mayoría relativa", "MR", "Propietarias", *TOTAL),
        ("Total", "", "", *TOTAL),
    ]


def test_q2_cuenta_por_actor(tabla: Tabla) -> None:
    assert tabla("avance", "Q2") == [
        ("Partido Acción Nacional", "", 2, 1, 50.0, 1, 50.0, 0, 0, 1, 0),
        ("Partido Revolucionario Institucional", "", 2, 2, 100.0, 2, 100.0, 1, 0, 0, 0),
        ("Movimiento Ciudadano", "", 1, 0, 0.0, 0, 0.0, 0, 0, 0, 0),
        ("Total", "", *TOTAL),
    ]


def test_q3_y_q4_cuentan_por_lugar_y_por_sexo(tabla: Tabla) -> None:
    [(lugar, *numeros), total] = tabla("avance", "Q3")
    assert lugar.startswith("Distrito 1")
    assert tuple(numeros) == TOTAL
    assert total == ("Total", *TOTAL)
    assert tabla("avance", "Q4") == [
        ("Mujeres", 2, 1, 50.0, 1, 50.0, 1, 0, 1, 0),
        ("Hombres", 2, 2, 100.0, 2, 100.0, 0, 0, 0, 0),
        ("Personas no binarias", 1, 0, 0.0, 0, 0.0, 0, 0, 0, 0),
        ("Total", *TOTAL),
    ]


def test_q5_dice_respuestas_y_calla_lo_que_delata(tabla: Tabla) -> None:
    filas = {fila[0]: fila[1:] for fila in tabla("avance", "Q5")}
    assert filas["Fotografía"] == (0, None, 5, 0.0)
    historia = next(valores for titulo, valores in filas.items() if "istoria" in titulo)
    assert historia == (3, None, 2, 60.0)
    assert filas["Personas indígenas"] == ("por publicar después del 27 de abril de 2024", None, None, None)
    textos = {valor for valores in filas.values() for valor in valores if isinstance(valor, str)}
    assert textos == {"por publicar después del 27 de abril de 2024"}


@pytest.mark.postgres
def test_q7_cuenta_observaciones_por_actor(tabla: Tabla) -> None:
    assert tabla("avance", "Q7") == [
        ("Partido Acción Nacional", 1, 0, 0, None),
        ("Partido Revolucionario Institucional", 0, 0, 0, None),
        ("Movimiento Ciudadano", 0, 0, 0, None),
        ("Total", 1, 0, 0, None),
    ]


@pytest.mark.postgres
def test_q7_mide_los_ajustes_con_la_bitacora(tabla: Tabla, ahora: datetime) -> None:
    from django.db import transaction

    pedido = ahora - timedelta(hours=20)
    with transaction.atomic():
        for acto, cuando in (("ajuste_pedido", pedido), ("ajuste_aplicado", ahora - timedelta(hours=8))):
            datos = {"vence": (ahora + timedelta(days=1)).isoformat()} if acto == "ajuste_pedido" else {}
            registrar(
                using="default",
                por=DINA,
                acto=acto,
                ahora=cuando,
                proceso=CLAVE,
                folio="aaaa1111",
                datos=datos,
            )
    assert ("Partido Revolucionario Institucional", 0, 1, 1, 12.0) in tabla("avance", "Q7")
    assert tabla("ajustes", "A2") == [("aaaa1111", "2024-04-24 14:00", "aplicado", 12.0, "No")]


@pytest.mark.postgres
def test_q9_muestra_la_evidencia_de_cada_omision(tabla: Tabla) -> None:
    [fila] = tabla("omisiones", "Q9")
    assert fila[0] == "cccc3333"
    assert fila[4:10] == ("2024-04-05 10:00", "20 de abril de 2024", None, 0, None, 0)
    assert "istoria" in fila[10]


@pytest.mark.postgres
def test_q9_cuenta_los_recordatorios_que_llegaron(
    tabla: Tabla, eleccion: dict[str, Candidatura], cuenta: Callable[..., Cuenta], ahora: datetime
) -> None:
    pan = eleccion["cccc3333"].formula.responde_id
    for nombre in ("Beto", "Berta"):
        cuenta(nombre, "partido", f"fuerza:{pan}")
    correr(ahora=ahora)
    despachar(ahora=ahora)
    [primero, segundo] = Recordatorio.objects.order_by("id")
    concluir(segundo.correo_id, estado="rebotado", motivo="Ese buzón no existe.", ahora=ahora)
    [fila] = tabla("omisiones", "Q9")
    assert (primero.nombre, fila[7:10]) == ("Beto", (1, "2024-04-25 10:00", 1))


def test_el_listado_va_en_el_orden_de_la_boleta(tabla: Tabla) -> None:
    filas = tabla("listado-mr", "L-MR")
    assert [f[6] for f in filas] == ["Cora Ruiz", "Darío Soto", "Ana Ñáñez", "Beto Pérez", "Eva Luz"]
    assert tabla("listado-rp", "L-RP") == []


@pytest.mark.postgres
def test_un_corte_pasado_dice_lo_que_se_sabia_entonces(tabla: Tabla, ahora: datetime) -> None:
    antes = ahora - timedelta(days=2)
    assert tabla("avance", "Q4", antes)[-1] == ("Total", 5, 0, 0.0, 0, 0.0, 0, 0, 1, 0)


def test_las_cifras_son_las_del_catalogo(tabla: Tabla, ahora: datetime) -> None:
    por_id = {i["id"]: i for i in en_corte(CLAVE, ahora)}
    celdas = {c["etiqueta"]: (c["de"], c["valor"]) for c in por_id["captura.sexo"]["celdas"]}
    assert {f[0]: f[1:3] for f in tabla("avance", "Q4")[:-1]} == celdas


def test_ningun_informe_lleva_una_cifra_de_identidad_sin_proteger(eleccion: object, ahora: datetime) -> None:
    """Con cinco personas, toda tabla de grupos está reservada o dice «menos de 5»."""
    de_grupos = [
        fila
        for tipo in TIPOS.values()
        for tabla in armar(tipo, abrir(CLAVE, ahora)).tablas
        for fila in tabla.renglones
        if str(fila[0]).startswith(("Personas indígenas", "Personas con discapacidad", "Población"))
    ]
    assert de_grupos
    assert [f for f in de_grupos if any(isinstance(valor, int) and valor for valor in f[1:3])] == []

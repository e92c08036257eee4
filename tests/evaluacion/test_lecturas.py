"""Dos personas, a ciegas, una vez cada una; lo cerrado no cambia, en los dos motores."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, transaction

from conoceles.bitacora.models import Entrada
from conoceles.evaluacion import consultas, operaciones
from conoceles.evaluacion.models import Conclusion, Evaluacion, Propuesta, Resolucion
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.proceso.rubrica import Rubrica
from evaluacion.conftest import FATIMA
from personas import CLAVE, COMISION, CORA, DINA, de_partido

RECHAZO = (IntegrityError, OperationalError, ProgrammingError)
Leer = Callable[..., Evaluacion]


@pytest.fixture
def una(ocho: list[Any]) -> Any:
    """Solo queda una por leer."""
    type(ocho[0]).objects.exclude(pk=ocho[0].pk).update(estado="sustituida")
    return ocho[0]


def test_la_segunda_persona_no_ve_las_marcas_de_la_primera_hasta_cerrar_las_suyas(
    una: Any, leer: Leer
) -> None:
    de_cora = leer(CORA)
    assert de_cora not in Evaluacion.objects.en(DINA)
    operaciones.tomar(proceso=CLAVE, por=DINA, ahora=de_cora.en)
    assert de_cora not in Evaluacion.objects.en(DINA)
    with pytest.raises(NoEncontrado):
        consultas.desacuerdo(DINA, una)
    leer(DINA, valor=False)
    assert de_cora in Evaluacion.objects.en(DINA)
    assert Evaluacion.objects.en(CORA).count() == 2


def test_la_comision_y_los_partidos_no_leen_ninguna(una: Any, leer: Leer) -> None:
    leer(CORA), leer(DINA)
    for alcance in (COMISION, de_partido(una), Alcance("nadie", "revision")):
        assert not Evaluacion.objects.en(alcance).exists()
        with pytest.raises(NoEncontrado):
            operaciones.tomar(proceso=CLAVE, por=alcance, ahora=una.registrada_en)


def test_la_misma_persona_no_lee_dos_veces_y_no_hay_tercera_lectura(una: Any, leer: Leer) -> None:
    leer(CORA)
    with pytest.raises(Conflicto):
        leer(CORA)
    leer(DINA)
    with pytest.raises(Conflicto):
        leer(FATIMA)


def test_tomar_otra_vez_devuelve_la_abierta(ocho: list[Any], ahora: datetime) -> None:
    primera = operaciones.tomar(proceso=CLAVE, por=CORA, ahora=ahora)
    assert operaciones.tomar(proceso=CLAVE, por=CORA, ahora=ahora) == primera


def test_primero_se_completa_lo_que_ya_tiene_una_lectura(
    ocho: list[Any], leer: Leer, ahora: datetime
) -> None:
    de_cora = leer(CORA)
    assert operaciones.tomar(proceso=CLAVE, por=DINA, ahora=ahora).candidatura == de_cora.candidatura


def test_lo_que_depende_de_algo_que_no_se_cumplio_tampoco_se_cumple(
    una: Any, leer: Leer, rubrica: Rubrica
) -> None:
    fila = leer(CORA, historia__informa=False)
    assert not fila.marcas["historia.anios"]
    assert not fila.marcas["historia.actividades"]
    assert rubrica.sumar(fila.marcas) == 42
    assert rubrica.sumar(dict.fromkeys(rubrica.claves(), True)) == rubrica.puntos == 49


def test_no_se_cierra_con_variables_sin_marcar_y_se_dice_cual(una: Any, ahora: datetime) -> None:
    fila = operaciones.tomar(proceso=CLAVE, por=CORA, ahora=ahora)
    marcas = {"fotografia-contacto.informa": True}
    operaciones.guardar(evaluacion=fila, marcas=marcas, cerrar=False, por=CORA, ahora=ahora)
    with pytest.raises(ErrorDeDominio) as fallo:
        operaciones.guardar(evaluacion=fila, marcas=marcas, cerrar=True, por=CORA, ahora=ahora)
    assert fallo.value.campo == "fotografia-contacto.varios"
    fila.refresh_from_db()
    assert (fila.marcas, fila.cerrada_en) == (marcas, None)


def test_nadie_guarda_la_lectura_de_otra_persona(una: Any, ahora: datetime) -> None:
    fila = operaciones.tomar(proceso=CLAVE, por=CORA, ahora=ahora)
    with pytest.raises(NoEncontrado):
        operaciones.guardar(evaluacion=fila, marcas={}, cerrar=False, por=DINA, ahora=ahora)


@pytest.mark.postgres
def test_la_base_no_deja_cambiar_borrar_ni_agregar_de_mas(una: Any, leer: Leer, ahora: datetime) -> None:
    fila = leer(CORA)
    with pytest.raises(Conflicto):
        operaciones.guardar(evaluacion=fila, marcas={}, cerrar=False, por=CORA, ahora=ahora)
    for escribir in (
        lambda: Evaluacion.objects.filter(pk=fila.pk).update(marcas={}),
        fila.delete,
        lambda: Resolucion.objects.create(candidatura=una, forma="tercera", marcas={}, por="x", en=ahora),
    ):
        with pytest.raises(RECHAZO), transaction.atomic():
            escribir()


def test_un_desacuerdo_lo_resuelve_una_tercera_persona(una: Any, leer: Leer, ahora: datetime) -> None:
    leer(CORA), leer(DINA, historia__anios=False)
    assert consultas.desacuerdo(FATIMA, una) == {"historia.anios": (True, False)}

    def decidir(por: Alcance, **marcas: bool) -> Resolucion:
        dichas = {c.replace("__", "."): v for c, v in marcas.items()}
        return operaciones.decidir(candidatura=una, marcas=dichas, por=por, ahora=ahora)

    with pytest.raises(Conflicto):
        decidir(CORA, historia__anios=True)
    with pytest.raises(ErrorDeDominio):
        decidir(FATIMA)
    fila = decidir(FATIMA, historia__anios=True, historia__informa=False)
    assert fila.marcas == {"historia.anios": True}  # lo que nadie discutió no se toca
    with pytest.raises(NoEncontrado):
        decidir(FATIMA, historia__anios=False)
    assert consultas.en_desacuerdo(CLAVE) == []


@pytest.mark.postgres
def test_la_base_no_admite_de_tercera_a_quien_leyo(una: Any, leer: Leer, ahora: datetime) -> None:
    leer(CORA), leer(DINA, historia__anios=False)
    with pytest.raises(RECHAZO), transaction.atomic():
        Resolucion.objects.create(candidatura=una, forma="tercera", marcas={}, por=CORA.actor, en=ahora)


def _proponer(una: Any, por: Alcance, ahora: datetime, valor: bool) -> Resolucion | None:
    return operaciones.proponer(candidatura=una, marcas={"historia.anios": valor}, por=por, ahora=ahora)


def test_el_acuerdo_exige_que_las_dos_propongan_lo_mismo(una: Any, leer: Leer, ahora: datetime) -> None:
    leer(CORA), leer(DINA, historia__anios=False)
    assert _proponer(una, DINA, ahora, False) is None
    assert _proponer(una, DINA, ahora, False) is None  # repetirla no la vuelve de las dos
    assert _proponer(una, CORA, ahora, True) is None
    assert consultas.en_desacuerdo(CLAVE) == [una]
    fila = _proponer(una, CORA, ahora, False)  # cambia de parecer: vale la última
    assert fila is not None
    assert (fila.forma, fila.nombre, fila.constancia) == ("acuerdo", "Cora", "Dina y Cora")
    assert consultas.en_desacuerdo(CLAVE) == []
    assert [p.por for p in Propuesta.objects.all()] == [DINA.actor, DINA.actor, CORA.actor, CORA.actor]
    with pytest.raises(NoEncontrado):
        _proponer(una, CORA, ahora, True)


def test_quien_no_leyo_no_propone(una: Any, leer: Leer, ahora: datetime) -> None:
    leer(CORA), leer(DINA, historia__anios=False)
    with pytest.raises(Conflicto):
        _proponer(una, FATIMA, ahora, True)
    with pytest.raises(ErrorDeDominio):
        operaciones.proponer(candidatura=una, marcas={}, por=CORA, ahora=ahora)
    assert not Propuesta.objects.exists()


@pytest.mark.postgres
def test_la_base_no_admite_un_acuerdo_de_una_sola(una: Any, leer: Leer, ahora: datetime) -> None:
    leer(CORA), leer(DINA, historia__anios=False)
    _proponer(una, CORA, ahora, True)
    acuerdo = {"forma": "acuerdo", "marcas": {"historia.anios": True}, "constancia": "x", "por": CORA.actor}
    ajena = {"marcas": {}, "por": FATIMA.actor, "nombre": "x"}
    for escribir in (
        lambda: Resolucion.objects.create(candidatura=una, en=ahora, nombre="x", **acuerdo),
        lambda: Propuesta.objects.create(candidatura=una, en=ahora, **ajena),
        lambda: Propuesta.objects.update(marcas={}),
    ):
        with pytest.raises(RECHAZO), transaction.atomic():
            escribir()


@pytest.mark.postgres
def test_concluir_exige_resolver_y_detiene_todo(
    una: Any, leer: Leer, ocho: list[Any], ahora: datetime
) -> None:
    with pytest.raises(Conflicto):
        operaciones.concluir(proceso=CLAVE, por=DINA, ahora=ahora)
    leer(CORA), leer(DINA)
    with pytest.raises(NoEncontrado):
        operaciones.concluir(proceso=CLAVE, por=CORA, ahora=ahora)
    operaciones.concluir(proceso=CLAVE, por=DINA, ahora=ahora)
    with pytest.raises(Conflicto):
        operaciones.concluir(proceso=CLAVE, por=DINA, ahora=ahora)
    with pytest.raises(Conflicto):
        operaciones.tomar(proceso=CLAVE, por=CORA, ahora=ahora)
    version = Evaluacion.objects.first().version  # type: ignore[union-attr]
    with pytest.raises(RECHAZO), transaction.atomic():
        Evaluacion.objects.create(
            candidatura=ocho[1], lectura=1, version=version, rubrica="1", evaluador="x", nombre="x", en=ahora
        )
    assert Conclusion.objects.count() == 1


def test_la_bitacora_dice_que_se_leyo_y_nunca_que_se_marco(una: Any, leer: Leer) -> None:
    leer(CORA)
    actos = Entrada.objects.using("default").filter(folio=una.folio, acto__startswith="evaluacion_")
    assert [e.acto for e in actos] == ["evaluacion_tomada", "evaluacion_cerrada"]
    tomada, cerrada = (e.datos for e in actos)
    assert tomada == {}
    assert [*cerrada] == ["escritas"]  # de la fila, un sello con llave
    assert all(re.fullmatch("[0-9a-f]{64}", sello) for sello in cerrada["escritas"].values())


def test_con_otra_rubrica_no_se_mezclan_lecturas(una: Any, leer: Leer, proceso: Any) -> None:
    leer(CORA)
    proceso.definicion["rubrica"]["version"], proceso.huella = "otra", "rubrica-distinta"
    proceso.save()
    with pytest.raises(Conflicto):
        leer(DINA)

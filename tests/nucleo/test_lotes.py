"""Escribir muchas filas de una vez: las mismas que de una en una, con las mismas reglas."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura, Formula, Persona
from conoceles.expediente.models import Ronda
from conoceles.nucleo.bases import lotes
from conoceles.nucleo.bases.lotes import _columna, insertar, llaves, nueva
from conoceles.proceso.models import Proceso
from personas import registrada

pytestmark = [pytest.mark.django_db(databases=["default"]), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _de_dos_en_dos(monkeypatch: pytest.MonkeyPatch) -> None:
    """De tres filas, dos van juntas y una sola."""
    monkeypatch.setattr(lotes, "JUNTAS", 2)


def test_las_llaves_van_en_orden_y_ninguna_se_repite() -> None:
    unas = list(llaves(50))
    assert unas == sorted({*unas, *llaves(50)} & {*unas})
    assert len(unas) == 50
    assert {llave.version for llave in unas} == {4}


def test_lo_relacionado_de_una_fila_nueva_no_se_pregunta_a_la_base(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    proceso = Proceso(clave="durango")
    with django_assert_num_queries(0):
        ana = nueva(Persona, uuid4(), "durango", "Ana", proceso=proceso)
        assert (ana.proceso is proceso, ana.nombre, ana.sexo) == (True, "Ana", "")


def _persona(proceso: Proceso, nombre: str, nacimiento: date | None = None) -> Persona:
    return Persona(proceso=proceso, nombre=nombre, sexo="mujer", fecha_nacimiento=nacimiento)


def _otra(de: Candidatura, persona: Persona, formula: Formula, folio: str, **cambios: object) -> Candidatura:
    valores = {"proceso": de.proceso, "calidad": "propietaria", "registrada_en": de.registrada_en, **cambios}
    return Candidatura(persona=persona, formula=formula, folio=folio, **valores)


def _formula(de: Candidatura, posicion: int) -> Formula:
    return Formula(contienda=de.formula.contienda, fuerza=de.formula.fuerza, posicion=posicion)


def test_insertar_deja_cada_valor_como_lo_dejaria_guardarla_sola(proceso: Proceso, ahora: datetime) -> None:
    una = registrada(proceso, "aaaa1111", ahora)
    personas = [
        _persona(proceso, "EVA LUZ ÑÁÑEZ", date(1990, 2, 28)),
        _persona(proceso, "EVA LUZ ÑÁÑEZ"),
        _persona(proceso, "ANA  PAZ", date(1990, 2, 28)),
    ]
    formulas = [_formula(una, n) for n in (2, 3, 4)]
    nuevas = [
        _otra(una, personas[0], formulas[0], "bbbb2222", acciones_afirmativas=["diversidad"]),
        _otra(una, personas[1], formulas[1], "cccc3333", acciones_afirmativas=[], reeleccion=True),
        _otra(una, personas[2], formulas[2], "dddd4444", registrada_en=una.registrada_en),
    ]
    rondas = [Ronda(candidatura_id=c.pk, numero=1, abierta_por="x", abierta_en=ahora) for c in nuevas]
    insertar([*personas, *formulas, *nuevas, *rondas])
    for fila in (*personas, *formulas, *nuevas):
        leida = type(fila)._default_manager.get(pk=fila.pk)
        campos = [campo.attname for campo in fila._meta.concrete_fields]
        assert {c: getattr(leida, c) for c in campos} == {c: getattr(fila, c) for c in campos}
        assert not fila._state.adding
    puestas = Ronda.objects.order_by("pk").values_list("candidatura__folio", "numero", "abierta_en")
    assert list(puestas) == [("bbbb2222", 1, ahora), ("cccc3333", 1, ahora), ("dddd4444", 1, ahora)]


def test_no_toma_el_texto_de_la_fila_de_arriba_por_lo_que_otra_calla() -> None:
    filas = [Entrada(folio=folio) for folio in (None, "aaaa1111", None)]
    assert _columna(Entrada._meta.get_field("folio"), filas, connection) == [None, "aaaa1111", None]


@pytest.mark.parametrize(
    ("cambios", "regla"),
    [
        ({"folio": "aaaa1111"}, "ya está y no se reemplaza|duplic"),
        ({"calidad": "titular"}, "calidad_conocida"),
        ({"sobrenombre": "Lu\u202ez"}, "voltea"),
        ({"persona_id": uuid4()}, "mezcla dos elecciones"),
    ],
    ids=["llave", "restriccion", "disparador", "de_otra"],
)
def test_insertar_con_una_que_la_base_rechaza_no_deja_ninguna(
    cambios: dict[str, object], regla: str, proceso: Proceso, ahora: datetime
) -> None:
    una = registrada(proceso, "aaaa1111", ahora)
    formulas = [_formula(una, n) for n in (2, 3)]
    mala = _otra(una, una.persona, formulas[1], "cccc3333")
    for campo, valor in cambios.items():
        setattr(mala, campo, valor)
    with pytest.raises(IntegrityError, match=regla), transaction.atomic():
        insertar([*formulas, _otra(una, una.persona, formulas[0], "bbbb2222"), mala])
    assert list(Candidatura.objects.values_list("folio", flat=True)) == ["aaaa1111"]
    assert Formula.objects.count() == 1


def test_lo_que_se_rechaza_no_deja_seguir_escribiendo_en_su_transaccion(
    proceso: Proceso, ahora: datetime
) -> None:
    """Quien calla el error no confirma la mitad."""
    una = registrada(proceso, "aaaa1111", ahora)
    repetida = _otra(una, una.persona, una.formula, "aaaa1111", calidad="suplente")
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            insertar([repetida])
        assert transaction.get_rollback()
        transaction.set_rollback(True)

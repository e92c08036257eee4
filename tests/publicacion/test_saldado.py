"""Lo último que se publicó de cada quien prueba qué constaba: nadie tiene que recordarlo, y saldado vuelve a publicarse."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat

from conoceles.arranque.vigilancia.por_fuera import vigilar
from conoceles.candidaturas.models import Candidatura, Persona
from conoceles.expediente.ajuste.por_fuera import saldar
from conoceles.expediente.constancias.de_la_base_a import sin_constancia
from conoceles.publicacion.models import Mostrada
from conoceles.publicacion.publicador import publicar
from conoceles.revision.por_fuera import lo_que_constaba
from personas import DINA
from publicacion.eleccion import PROCESO
from publicacion.por_fuera import cambiar, ficha, filas, sin_candados

pytestmark = [
    pytest.mark.django_db(databases=["default", "identidad", "llaves"]),
    pytest.mark.usefixtures("datos"),
]
FUNDADO: dict[str, Any] = {"motivo": "Su acta.", "acuerdo": "OF/7/2024", "fecha_acuerdo": date(2024, 4, 20)}


@pytest.fixture
def ana(eleccion: dict[str, Any], ahora: datetime) -> Candidatura:
    publicar(PROCESO, ahora=ahora)
    return Candidatura.objects.get(folio="ANA")


def test_de_un_nombre_y_un_nacimiento_se_sabe_que_constaba_y_que_hay(ana: Candidatura) -> None:
    antes = ana.persona.nombre, ana.persona.fecha_nacimiento
    cambiar(Persona, {"pk": ana.persona_id}, nombre="ANA OTRA", fecha_nacimiento=date(1970, 1, 1))
    assert {(c.rotulo, c.consta, c.hay) for c in lo_que_constaba(ana, {})} == {
        ("nombre completo", antes[0], "ANA OTRA"),
        ("fecha de nacimiento", antes[1], date(1970, 1, 1)),
    }


def test_si_lo_guardado_de_lo_publicado_tambien_se_cambio_no_prueba_nada(ana: Candidatura) -> None:
    cambiar(Persona, {"pk": ana.persona_id}, nombre="ANA OTRA")
    cambiar(Mostrada, {"folio": "ANA"}, padron="0" * 64)
    assert lo_que_constaba(ana, {}) == []


def test_dado_por_bueno_se_publica_lo_nuevo_y_repuesto_lo_de_antes(ana: Candidatura, ahora: datetime) -> None:
    dicho = ficha("ANA")["nombre"]
    for n, repone in enumerate((True, False), 1):
        cambiar(Persona, {"pk": ana.persona_id}, nombre="ANA MARÍA CON OTRO APELLIDO")
        luego = ahora + timedelta(minutes=n)
        vigilar(luego)
        publicar(PROCESO, ahora=luego)
        assert ficha("ANA")["nombre"] == dicho, "mientras nadie lo salde, lo último firmado"
        consta = {c.columna: c.consta for c in lo_que_constaba(ana, {})}
        saldar(candidatura=ana, consta=consta, repone=repone, por=DINA, ahora=luego, **FUNDADO)
        vigilar(luego)
        publicar(PROCESO, ahora=luego)
        assert ficha("ANA")["nombre"] == (dicho if repone else "Ana María Con Otro Apellido")
        assert sin_constancia() == []


def test_un_blanco_de_mas_en_todos_los_nombres_se_prueba_de_cada_quien(ana: Candidatura) -> None:
    sin_candados(Persona._meta.db_table)
    filas(Persona).update(nombre=Concat(F("nombre"), Value(" ")))
    alteradas = Candidatura.objects.filter(folio__in=[a.folio for a in sin_constancia()])
    assert len(alteradas) > 3
    for fila in alteradas:
        [uno] = lo_que_constaba(fila, {})
        assert (uno.rotulo, uno.hay) == ("nombre completo", f"{uno.consta} ")

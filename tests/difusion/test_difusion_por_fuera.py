"""Lo que se anota de la difusión y otro cliente pone, cambia o quita se nombra y no se cuenta."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Model

import constan
from conoceles.arranque.comprobar.cadenas import filas
from conoceles.bitacora.selladas.tablas import TABLAS as DECLARADAS
from conoceles.difusion.enlaces import comprobar
from conoceles.difusion.estrategia import acciones, aliadas, diario
from conoceles.difusion.models import Aliada, ComprobacionDeEnlace, Elenco, Entrega, PasoDeAccion, Publicada
from conoceles.nucleo.errores import NoEncontrado
from conoceles.proceso import consultas as procesos
from conoceles.proceso.models import Proceso
from publicacion.por_fuera import cambiar, sin_candados

pytestmark = pytest.mark.postgres
DIA = date(2024, 4, 20)
TABLAS: tuple[type[Model], ...] = (Publicada, ComprobacionDeEnlace, PasoDeAccion, Aliada, Entrega)


@pytest.fixture
def anotado(proceso: Proceso, ahora: datetime) -> Proceso:
    """Una fila de cada tabla, que la instalación asienta al ponerse al día."""
    comunes = {"proceso": proceso, "por": "Cora", "en": ahora}
    [accion, *_] = procesos.definicion(proceso.pk).estrategia.acciones
    [portal, *_] = procesos.definicion(proceso.pk).difusion.portales
    publicada = Publicada.objects.create(
        dia=DIA, hora="09:00", red="facebook", direccion="https://f.mx/1", evidencia="0" * 64, **comunes
    )
    portal_leido = ComprobacionDeEnlace.objects.create(
        nombre=portal.nombre, direccion=portal.direccion, resultado="con_enlace", detalle="x", **comunes
    )
    paso = PasoDeAccion.objects.create(accion=accion.clave, fecha=DIA, texto="Se hizo.", **comunes)
    aliada = Aliada.objects.create(
        numero=1, version=1, nombre="UJED", clase="escuela", territorio="todo", **comunes
    )
    entrega = Entrega.objects.create(aliada=1, fecha=DIA, material="cartel", piezas=40, **comunes)
    for fila in (publicada, portal_leido, paso, aliada, entrega):
        constan.fila(fila, acto=min(DECLARADAS[type(fila)].actos), proceso=proceso.pk, ahora=ahora)
    assert _cuentan(proceso) == dict.fromkeys(TABLAS, 1)
    return proceso


def _cuentan(proceso: Proceso) -> dict[type[Model], int]:
    """De cada tabla, cuánto llega a los informes y a las pantallas."""
    d = procesos.definicion(proceso.pk)
    return {
        Publicada: sum(diario._hechas(d, DIA, None).values()),
        ComprobacionDeEnlace: sum(fila is not None for _, fila in comprobar.ultimas(proceso.pk)),
        PasoDeAccion: sum(len(a.pasos) for a in acciones.todas(d, DIA)),
        Aliada: len(aliadas.vigentes(proceso.pk)),
        Entrega: len(aliadas.entregas(proceso.pk)),
    }


CAMBIOS: dict[type[Model], dict[str, object]] = {
    Publicada: {"direccion": "https://otro.mx/"},
    ComprobacionDeEnlace: {"resultado": "no_contesta"},
    PasoDeAccion: {"texto": "Nadie hizo esto."},
    Aliada: {"nombre": "Otra"},
    Entrega: {"piezas": 90_000},
}


def test_ni_un_elenco_ni_lo_anotado_se_cambian(anotado: Proceso, ahora: datetime) -> None:
    Elenco.objects.create(proceso=anotado, desde=DIA, boletas={}, en=ahora)
    for tabla, cambios in {**CAMBIOS, Elenco: {"boletas": {"una": []}}}.items():
        filas = tabla._default_manager.all()
        assert filas.count() == 1
        with pytest.raises(DatabaseError), transaction.atomic():
            filas.update(**cambios)
        with pytest.raises(DatabaseError), transaction.atomic():
            filas.delete()


@pytest.mark.parametrize("tabla", TABLAS, ids=lambda t: t.__name__)
@pytest.mark.parametrize("como", ["cambiada", "puesta", "quitada"])
def test_lo_anotado_por_fuera_se_nombra_y_no_se_cuenta(
    anotado: Proceso, tabla: type[Model], como: str
) -> None:
    DANIOS[como](tabla)
    cuenta = 0 if como in ("cambiada", "quitada") else 1
    assert _cuentan(anotado) == {**dict.fromkeys(TABLAS, 1), tabla: cuenta}
    [hallazgo] = filas()
    assert DECLARADAS[tabla].frase in hallazgo.frase


def _poner(tabla: type[Model]) -> None:
    fila = tabla._default_manager.get()
    fila.pk = None
    for campo, valor in (CAMBIOS[tabla] | ({"numero": 2} if tabla is Aliada else {})).items():
        setattr(fila, campo, valor)
    fila.save(force_insert=True)


def _quitar(tabla: type[Model]) -> None:
    sin_candados(tabla._meta.db_table)
    assert tabla._default_manager.all().delete()[0]


DANIOS: dict[str, Callable[[type[Model]], None]] = {
    "cambiada": lambda tabla: cambiar(tabla, {}, **CAMBIOS[tabla]),
    "puesta": _poner,
    "quitada": _quitar,
}


def test_a_una_aliada_puesta_por_fuera_no_se_le_entrega_nada(anotado: Proceso) -> None:
    _poner(Aliada)
    assert aliadas.una(anotado.pk, 1).nombre == "UJED"
    with pytest.raises(NoEncontrado):
        aliadas.una(anotado.pk, 2)

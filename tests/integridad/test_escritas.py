"""Qué se sella en la entrada de un acto: lo que su transacción dejó escrito, y nada más."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import registrar
from conoceles.bitacora.selladas.recogida import CAMPO
from conoceles.informes.models import Actividad
from conoceles.integridad.pregunta import ajeno
from conoceles.nucleo.errores import Conflicto
from personas import CLAVE, DINA
from publicacion.por_fuera import cambiar, sin_candados

if TYPE_CHECKING:
    from conoceles.proceso.models import Proceso

pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def sin_candado(proceso: Proceso) -> None:
    sin_candados(Actividad._meta.db_table)


def _escribir(ahora: datetime, texto: str = "Taller") -> Actividad:
    return Actividad.objects.create(proceso_id=CLAVE, fecha=ahora.date(), texto=texto, por="Dina", en=ahora)


def _acto(ahora: datetime, acto: Acto = Acto.ACTIVIDAD_ANOTADA, proceso: str = CLAVE) -> set[str]:
    """Las filas que selló."""
    entrada = registrar(using="default", por=DINA, acto=acto, ahora=ahora, proceso=proceso)
    return {*entrada.datos.get(CAMPO, {})}


def _nombre(fila: Actividad) -> str:
    return f"informes_actividad:{fila.pk}"


def test_un_acto_sella_lo_que_escribio_y_solo_la_primera_entrada_que_puede(ahora: datetime) -> None:
    with transaction.atomic():
        una = _escribir(ahora)
        assert _acto(ahora, Acto.LIBERACION_ANOTADA) == set()
        assert _acto(ahora, proceso="otra") == set()
        assert _acto(ahora) == {_nombre(una)}
        assert _acto(ahora) == set()
    assert ajeno(Actividad) == {}


def test_lo_que_se_escribe_sin_acto_no_consta_y_el_acto_siguiente_no_lo_asienta(ahora: datetime) -> None:
    suelta = _escribir(ahora)
    with transaction.atomic():
        a_medias = _escribir(ahora)
    with transaction.atomic():
        otra = _escribir(ahora)
        assert _acto(ahora) == {_nombre(otra)}
    assert {*ajeno(Actividad)} == {str(suelta.pk), str(a_medias.pk)}


def test_lo_que_un_punto_de_retorno_deshace_no_se_sella(ahora: datetime) -> None:
    with transaction.atomic():
        una = _escribir(ahora)
        with transaction.atomic():
            _escribir(ahora)
            transaction.set_rollback(True)
        assert _acto(ahora) == {_nombre(una)}


def test_si_se_deshace_el_acto_lo_escrito_antes_espera_otro(ahora: datetime) -> None:
    with transaction.atomic():
        una = _escribir(ahora)
        with transaction.atomic():
            assert _acto(ahora) == {_nombre(una)}
            transaction.set_rollback(True)
        assert _acto(ahora) == {_nombre(una)}
        assert _acto(ahora) == set()
    assert ajeno(Actividad) == {}


def test_lo_que_se_deshace_de_una_fila_se_sella_como_quedo(ahora: datetime) -> None:
    with transaction.atomic():
        una = _escribir(ahora)
        with transaction.atomic():
            Actividad.objects.filter(pk=una.pk).update(texto="Otra")
            transaction.set_rollback(True)
        _acto(ahora)
    assert ajeno(Actividad) == {}


@pytest.mark.parametrize("como", ["guardar", "varias", "juntas", "quitar"])
def test_cambiar_o_quitar_por_un_acto_consta(como: str, ahora: datetime) -> None:
    with transaction.atomic():
        una = _escribir(ahora)
        _acto(ahora)
    with transaction.atomic():
        una.texto = "Otra"
        if como == "guardar":
            una.save(update_fields=["texto"])
        elif como == "varias":
            assert Actividad.objects.filter(proceso=CLAVE).update(texto="Otra") == 1
        elif como == "juntas":
            Actividad.objects.bulk_update([una], ["texto"])
        else:
            una.delete()
        assert len(_acto(ahora)) == 1
    assert ajeno(Actividad) == {}


def test_las_que_se_escriben_de_una_vez_tambien_se_sellan(ahora: datetime) -> None:
    dichas = [Actividad(proceso_id=CLAVE, fecha=ahora.date(), texto=t, por="x", en=ahora) for t in "ab"]
    with transaction.atomic():
        Actividad.objects.bulk_create(dichas)
        assert len(_acto(ahora)) == 2
    assert ajeno(Actividad) == {}


@transaction.atomic
def _cambiar(una: Actividad, como: str, ahora: datetime) -> None:
    una.texto = "Otra"
    if como == "guardar":
        una.save(update_fields=["texto"])
    else:
        Actividad.objects.filter(pk=una.pk).update(texto="Otra")
    _acto(ahora)


@pytest.mark.parametrize("como", ["guardar", "varias"])
def test_ningun_acto_cambia_una_fila_que_otro_cliente_toco(como: str, ahora: datetime) -> None:
    with transaction.atomic():
        una, buena = _escribir(ahora), _escribir(ahora, "Buena")
        _acto(ahora)
    cambiar(Actividad, {"pk": una.pk}, por="Otra persona")
    entradas = Entrada.objects.count()
    with pytest.raises(Conflicto, match="se cambió sin pasar por el sistema"):
        _cambiar(una, como, ahora)
    assert Entrada.objects.count() == entradas
    with transaction.atomic():
        Actividad.objects.filter(pk=buena.pk).update(texto="Mejor")
        assert _acto(ahora) == {_nombre(buena)}
    assert {*ajeno(Actividad)} == {str(una.pk)}


def test_lo_que_el_acto_en_curso_escribe_no_se_juzga_hasta_que_lo_asienta(ahora: datetime) -> None:
    with transaction.atomic():
        una = _escribir(ahora)
        assert ajeno(Actividad) == {}
        Actividad.objects.filter(pk=una.pk).update(texto="Otra")
        _acto(ahora)
    assert ajeno(Actividad) == {}

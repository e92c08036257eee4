"""De las entradas nuevas de la bitácora, qué hay que volver a mirar, según lo que la tabla dice de cada acto."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.nucleo.alcance import Alcance
from conoceles.publicacion.novedades import BASES, Novedades, novedades
from personas import DINA, SISTEMA

pytestmark = pytest.mark.django_db(databases=["default", "identidad", "llaves"])
CLAVE = "prueba-2024"
EVA = "eeee1111"


@pytest.fixture
def leidas() -> dict[str, int]:
    """Hasta donde llega cada cadena antes de la prueba."""
    return novedades(CLAVE, {}).leidas


def _tras(
    acto: Acto, leidas: dict[str, int], ahora: datetime, *, folio: str = EVA, por: Alcance = SISTEMA
) -> Novedades:
    for base in BASES:
        with transaction.atomic(using=base):
            registrar(using=base, por=por, acto=acto, ahora=ahora, proceso=CLAVE, folio=folio)
    return novedades(CLAVE, leidas)


def test_lo_que_toca_obliga_a_mirar_esa_candidatura(leidas: dict[str, int], ahora: datetime) -> None:
    nuevas = _tras(Acto.PUBLICADA, leidas, ahora)
    assert (nuevas.folios, nuevas.todo, nuevas.salidas) == ({EVA}, False, {})


def test_lo_que_toca_sin_decir_a_quien_obliga_a_mirar_la_eleccion(
    leidas: dict[str, int], ahora: datetime
) -> None:
    nuevas = _tras(Acto.PROCESO_CERRADO, leidas, ahora, folio="", por=DINA)
    assert (nuevas.folios, nuevas.todo) == (set(), True)


def test_las_que_quien_publica_acaba_de_marcar_no_se_leen_otra_vez(
    leidas: dict[str, int], ahora: datetime
) -> None:
    with transaction.atomic():
        registrar(using="default", por=SISTEMA, acto=Acto.PUBLICADA, ahora=ahora, proceso=CLAVE, folio=EVA)
    hasta = novedades(CLAVE, leidas).leidas["default"]
    suyas = novedades(CLAVE, leidas, hasta)
    assert (suyas.folios, suyas.leidas["default"]) == (set(), hasta)
    assert novedades(CLAVE, leidas, hasta - 1).folios == {EVA}
    with transaction.atomic():
        registrar(
            using="default", por=SISTEMA, acto=Acto.PLAZO_VENCIDO, ahora=ahora, proceso=CLAVE, folio=EVA
        )
    assert novedades(CLAVE, leidas, hasta + 1).folios == {EVA}, "otro acto suyo sí"


@pytest.mark.parametrize("folio", [EVA, ""])
def test_lo_privado_no_obliga_a_mirar_nada_pero_se_da_por_leido(
    leidas: dict[str, int], ahora: datetime, folio: str
) -> None:
    nuevas = _tras(Acto.INFORME_GENERADO, leidas, ahora, folio=folio)
    assert (nuevas.folios, nuevas.todo, nuevas.salidas) == (set(), False, {})
    assert all(nuevas.leidas[base] > leidas.get(base, 0) for base in BASES)


@pytest.mark.parametrize(
    ("acto", "por"), [(Acto.CANDIDATURA_ACTUALIZADA, SISTEMA), (Acto.NOMBRE_CORREGIDO, DINA)]
)
def test_lo_que_escribe_en_el_padron_puede_cambiar_el_orden_de_toda_su_boleta(
    leidas: dict[str, int], ahora: datetime, acto: Acto, por: Alcance
) -> None:
    antes = _tras(Acto.PUBLICADA, leidas, ahora)
    assert not antes.padron
    assert _tras(acto, antes.leidas, ahora, por=por).padron


def test_suprimirla_saca_todo_aunque_despues_saque_solo_su_identidad(
    leidas: dict[str, int], ahora: datetime
) -> None:
    _tras(Acto.SUPRIMIDA, leidas, ahora)
    nuevas = _tras(Acto.SUPRESION_REPETIDA, leidas, ahora)
    assert nuevas.salidas == {EVA: (ahora, True)}
    assert nuevas.retira


def test_revocar_saca_solo_su_identidad(leidas: dict[str, int], ahora: datetime) -> None:
    assert _tras(Acto.CONSENTIMIENTO_REVOCADO, leidas, ahora, por=DINA).salidas == {EVA: (ahora, False)}


def test_una_orden_no_saca_nada_de_lo_conservado_pero_los_datos_no_la_esperan(
    leidas: dict[str, int], ahora: datetime
) -> None:
    nuevas = _tras(Acto.SECCION_OCULTA, leidas, ahora, por=DINA)
    assert (nuevas.folios, nuevas.salidas, nuevas.retira) == ({EVA}, {}, True)
    assert not _tras(Acto.SECCION_MOSTRADA, nuevas.leidas, ahora, por=DINA).retira


def test_lo_de_otra_eleccion_no_se_mira(leidas: dict[str, int], ahora: datetime) -> None:
    _tras(Acto.SUPRIMIDA, leidas, ahora)
    nuevas = novedades("otra-2024", leidas)
    assert (nuevas.folios, nuevas.todo, nuevas.salidas) == (set(), False, {})

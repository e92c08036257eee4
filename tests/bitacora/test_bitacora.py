"""La cadena: se agrega, se comprueba y nadie la cambia, en las dos bases."""

from datetime import datetime

import pytest
from django.db import IntegrityError, connections, transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import cabeza, desde
from conoceles.bitacora.mirada import verificar
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import GENESIS, Anotacion, registrar, registrar_varios
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado

CORA = Alcance(actor="cora@instituto.mx", papel="revision", todo=True)
BASES = pytest.mark.parametrize("base_datos", ["default", "identidad"])
pytestmark = pytest.mark.django_db(databases=["default", "identidad"])


def anotar(base_datos: str, acto: Acto, ahora: datetime) -> Entrada:
    with transaction.atomic(using=base_datos):
        return registrar(using=base_datos, por=CORA, acto=acto, ahora=ahora, datos={"n": 1})


@BASES
def test_registrar_encadena_y_la_cabeza_es_la_ultima(base_datos: str, ahora: datetime) -> None:
    inicial = cabeza(base_datos)
    primera = anotar(base_datos, Acto.REVISION_INICIADA, ahora)
    segunda = anotar(base_datos, Acto.OBSERVADA, ahora)
    assert primera.anterior == inicial
    assert segunda.anterior == primera.huella
    assert cabeza(base_datos) == segunda.huella
    assert verificar(base_datos) == []
    assert [e.acto for e in desde(base_datos, primera.id)] == [Acto.OBSERVADA]


@BASES
@pytest.mark.postgres
def test_registrar_varios_encadena_en_su_orden_tras_lo_que_ya_habia(base_datos: str, ahora: datetime) -> None:
    primera = anotar(base_datos, Acto.REVISION_INICIADA, ahora)
    folios = [f"folio{n}" for n in range(40)]
    with transaction.atomic(using=base_datos):
        hechas = registrar_varios(
            (Anotacion(Acto.OBSERVADA, folio, {"n": 1}) for folio in folios),
            using=base_datos,
            por=CORA,
            ahora=ahora,
        )
    ultima = anotar(base_datos, Acto.VALIDADA, ahora)
    assert [e.anterior for e in [*hechas, ultima]] == [primera.huella, *(e.huella for e in hechas)]
    assert [e.folio for e in desde(base_datos, primera.id)] == [*folios, ""]
    assert verificar(base_datos) == []


def test_registrar_varios_con_uno_que_no_le_toca_no_asienta_ninguno(ahora: datetime) -> None:
    antes = cabeza("default")
    actos = [Anotacion(Acto.OBSERVADA), Anotacion(Acto.PADRON_IMPORTADO)]
    with transaction.atomic(), pytest.raises(NoEncontrado):
        registrar_varios(actos, using="default", por=CORA, ahora=ahora)
    assert cabeza("default") == antes


def test_base_nueva_empieza_en_genesis() -> None:
    assert cabeza("identidad") == GENESIS


def test_registrar_fuera_de_transaccion_se_rechaza(monkeypatch: pytest.MonkeyPatch, ahora: datetime) -> None:
    monkeypatch.setattr(connections["default"], "in_atomic_block", False)
    with pytest.raises(transaction.TransactionManagementError):
        registrar(using="default", por=CORA, acto=Acto.ENTRADA, ahora=ahora)


def test_el_acto_que_la_tabla_no_da_a_un_papel_no_se_asienta(ahora: datetime) -> None:
    antes = cabeza("default")
    with pytest.raises(NoEncontrado):
        anotar("default", Acto.CANCELADA, ahora)
    assert cabeza("default") == antes


def test_el_acto_que_no_esta_en_la_tabla_no_se_asienta(ahora: datetime) -> None:
    with pytest.raises(KeyError):
        anotar("default", "inventado", ahora)  # type: ignore[arg-type]


@BASES
@pytest.mark.parametrize(
    "cambio", ["UPDATE bitacora_entrada SET actor = 'otra'", "DELETE FROM bitacora_entrada"]
)
@pytest.mark.postgres
def test_cambiar_o_borrar_una_entrada_lo_rechaza_la_base(
    base_datos: str, cambio: str, ahora: datetime
) -> None:
    anotar(base_datos, Acto.VALIDADA, ahora)
    with pytest.raises(IntegrityError), transaction.atomic(using=base_datos):
        connections[base_datos].cursor().execute(cambio)


def _sin_candado(nombre: str) -> None:
    """Como quien administra el servidor y puede más que la base."""
    quitar = f"DROP TRIGGER bitacora_entrada_{nombre}"
    if connections["default"].vendor == "postgresql":
        quitar += " ON bitacora_entrada"
    connections["default"].cursor().execute(quitar)


@pytest.mark.parametrize(
    "cambio",
    [
        {"actor": "beto@rival.mx"},
        {"acto": "otro"},
        {"proceso": "otra-eleccion"},
        {"folio": "zzzz1111"},
        {"datos": {"n": 2}},
        {"momento": datetime.fromisoformat("2024-04-25T10:00:01-06:00")},
    ],
    ids=lambda cambio: next(iter(cambio)),
)
def test_verificar_senala_la_entrada_alterada_por_debajo(cambio: dict[str, object], ahora: datetime) -> None:
    anotar("default", Acto.REVISION_INICIADA, ahora)
    alterada = anotar("default", Acto.OBSERVADA, ahora)
    anotar("default", Acto.VALIDADA, ahora)
    _sin_candado("no_cambia")
    Entrada.objects.filter(id=alterada.id).update(**cambio)
    assert verificar("default") == [f"La entrada {alterada.id} fue alterada."]


def test_verificar_senala_el_hueco_de_una_entrada_borrada_por_debajo(ahora: datetime) -> None:
    anotar("default", Acto.REVISION_INICIADA, ahora)
    borrada = anotar("default", Acto.OBSERVADA, ahora)
    siguiente = anotar("default", Acto.VALIDADA, ahora)
    _sin_candado("no_se_borra")
    Entrada.objects.filter(id=borrada.id).delete()
    assert verificar("default") == [f"La entrada {siguiente.id} no sigue a la anterior."]

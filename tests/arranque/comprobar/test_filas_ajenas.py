"""Lo que otro cliente puso y no se puede leer se nombra, y no impide comprobar ni nombrar lo demás."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, DataError, connection, transaction

from conoceles.arranque.comprobar import bases, tabla
from conoceles.arranque.vigilancia.por_fuera import vigilar
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.constancias.halladas import abiertas
from conoceles.nucleo import canonico
from conoceles.nucleo.una_por_una import Tropiezos
from personas import registrada
from publicacion.por_fuera import cambiar, sin_candados

if TYPE_CHECKING:
    from conoceles.proceso.models import Proceso

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("datos")]


@pytest.fixture
def ajena(proceso: Proceso, monkeypatch: pytest.MonkeyPatch) -> Proceso:
    """Una elección que nadie cargó, con una definición que no se puede leer, antes de la de verdad."""
    monkeypatch.setattr("conoceles.arranque.comprobar.bases.cerradas", dict)
    dicha: dict[str, Any] = {"clave": "ajena"}
    copia = type(proceso).objects.get(pk=proceso.pk)
    copia.pk, copia.definicion, copia.huella = "ajena", dicha, canonico.huella(dicha)
    copia.save(force_insert=True)
    return copia


def test_la_eleccion_que_nadie_cargo_se_nombra_y_las_demas_se_comprueban(ajena: Proceso) -> None:
    hallados = tabla.comprobar()
    [cambiada] = [h for h in hallados if h.codigo == "ELECCION_CAMBIADA" and h.eleccion == "ajena"]
    assert "rige una definición que nadie cargó" in cambiada.frase
    sin_comprobar = [h.frase for h in hallados if h.codigo == "SIN_COMPROBAR"]
    assert "No se pudo comprobar «supuestos» de ajena (ValidationError)." in sin_comprobar
    assert not any("durango" in frase for frase in sin_comprobar)
    assert {h.eleccion for h in hallados if h.codigo == "SIN_PADRON"} >= {"ajena", "durango-2023-2024"}
    assert {h.eleccion for h in hallados if h.codigo == "POR_CONFIRMAR"} == {"durango-2023-2024"}


def test_lo_que_no_se_puede_comprobar_no_calla_lo_demas_ni_lo_da_por_remediado(
    proceso: Proceso, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rota() -> None:
        raise ValueError("una fila que nadie esperaba")

    fila = registrada(proceso, "aaaa1111", ahora)
    cambiar(Candidatura, {"pk": fila.pk}, estado="publicada")
    vigilar(ahora)
    assert fila.folio in {una.folio for una in abiertas()}
    monkeypatch.setattr(tabla, "TABLA", [*tabla.TABLA, tabla.Comprobacion("lo roto", rota, por_fuera=True)])
    otra = registrada(proceso, "bbbb2222", ahora)
    cambiar(Candidatura, {"pk": otra.pk}, estado="publicada")
    cambiar(Candidatura, {"pk": fila.pk}, estado="registrada")
    with pytest.raises(Tropiezos, match="lo roto"):
        vigilar(ahora)
    assert {una.folio for una in abiertas()} >= {fila.folio, otra.folio}
    monkeypatch.undo()
    vigilar(ahora)
    assert fila.folio not in {una.folio for una in abiertas()}


SIN_LEERSE = [
    ("candidaturas_persona", "id", "'no-es-una-llave'"),
    ("candidaturas_candidatura", "clave_identidad", "'XYZ'"),
    ("candidaturas_candidatura", "folio", "x'00'"),
    ("expediente_ronda", "abierta_en", "'mañana'"),
    ("expediente_ronda", "numero", "'muchas'"),
    ("proceso_proceso", "historico", "7"),
]


@pytest.fixture
def habilitada(proceso: Proceso, ahora: datetime) -> Candidatura:
    from vidas import llevar

    fila = registrada(proceso, "aaaa1111", ahora)
    llevar(fila, "habilitada", ahora)
    return fila


@pytest.mark.usefixtures("habilitada")
@pytest.mark.parametrize(("tabla_", "columna", "valor"), SIN_LEERSE)
def test_lo_que_no_es_de_su_clase_no_se_admite_y_sin_candados_se_nombra(
    tabla_: str, columna: str, valor: str
) -> None:
    """En PostgreSQL lo impide la columna."""
    assert [*bases.ilegibles("default")] == []
    with pytest.raises((DatabaseError, DataError)), transaction.atomic():
        _cambiar(tabla_, columna, valor)
    if connection.vendor == "postgresql":
        return
    with transaction.atomic():
        sin_candados(tabla_)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA defer_foreign_keys = ON")
        _cambiar(tabla_, columna, valor)
        [hallazgo] = bases.ilegibles("default")
        transaction.set_rollback(True)
    assert (hallazgo.codigo, hallazgo.gravedad) == ("FILA_ILEGIBLE", "error")
    assert f" de {tabla_} guarda" in hallazgo.frase


def _cambiar(tabla_: str, columna: str, valor: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {tabla_} SET {columna} = {valor}")

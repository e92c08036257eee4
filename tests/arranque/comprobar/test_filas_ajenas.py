"""Lo que otro cliente puso y no se puede leer se nombra, y no impide comprobar ni nombrar lo demás."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.arranque.comprobar import tabla
from conoceles.arranque.vigilancia.por_fuera import vigilar
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.constancias.halladas import abiertas
from conoceles.nucleo import canonico
from conoceles.nucleo.una_por_una import Tropiezos
from personas import registrada
from publicacion.por_fuera import cambiar

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

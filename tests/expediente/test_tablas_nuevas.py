"""Una versión que empieza a sellar más tablas: lo que ya tenían se asienta una vez, y solo eso."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.arranque.comprobar.cadenas import actos, permisos_de_publicar
from conoceles.expediente import transiciones
from conoceles.expediente.actos.operaciones import marcar_publicadas
from conoceles.expediente.ajuste import ajustes
from conoceles.expediente.constancias import anterior, filas
from conoceles.expediente.constancias.de_la_base_a import sin_constancia
from conoceles.expediente.models import Ronda
from conoceles.identidad.constancias import anterior as de_identidad
from conoceles.identidad.constancias import filas as filas_de_identidad
from conoceles.identidad.models import PedidoDeAjuste
from personas import SISTEMA, de_partido, registrada
from publicacion.por_fuera import cambiar
from vidas import OTRO_TEXTO, llevar

if TYPE_CHECKING:
    from pathlib import Path

    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

pytestmark = pytest.mark.postgres


@pytest.fixture
def de_antes(proceso: Proceso, datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch) -> Candidatura:
    """Validada con el programa anterior, que no sellaba las filas de los actos ni las comparaba."""
    fila = registrada(proceso, "aaaa1111", ahora)
    with monkeypatch.context() as anterior_a_esta:
        anterior_a_esta.setattr(transiciones, "asiento", lambda *filas: {})
        anterior_a_esta.setattr(filas, "DE_CANDIDATURA", {})
        assert anterior.asentar(por=SISTEMA, ahora=ahora)
        llevar(fila, "validada", ahora)
    return fila


def test_lo_que_tenian_las_tablas_nuevas_se_asienta_una_vez(de_antes: Candidatura, ahora: datetime) -> None:
    assert [una.folio for una in sin_constancia()] == [de_antes.folio]
    assert anterior.asentar(por=SISTEMA, ahora=ahora)
    assert sin_constancia() == []
    assert [*actos()] == [], "no se asentó otra vez lo demás"
    assert not anterior.asentar(por=SISTEMA, ahora=ahora)
    assert marcar_publicadas([de_antes.folio], por=SISTEMA, ahora=ahora) == 1


def test_asentar_tablas_nuevas_no_da_por_bueno_lo_que_ya_constaba(
    de_antes: Candidatura, ahora: datetime
) -> None:
    cambiar(type(de_antes), {"pk": de_antes.pk}, estado="habilitada")
    assert anterior.asentar(por=SISTEMA, ahora=ahora)
    assert [una.folio for una in sin_constancia()] == [de_antes.folio]


def test_lo_cambiado_despues_se_nombra_y_ponerse_al_dia_no_lo_blanquea(
    de_antes: Candidatura, ahora: datetime
) -> None:
    assert anterior.asentar(por=SISTEMA, ahora=ahora)
    cambiar(Ronda, {"candidatura": de_antes}, abierta_en=ahora + timedelta(days=9))
    assert not anterior.asentar(por=SISTEMA, ahora=ahora)
    [una] = sin_constancia()
    assert "una oportunidad de enviar" in una.frase


def test_lo_que_pide_un_ajuste_se_asienta_aunque_la_marca_no_dijera_sus_tablas(
    proceso: Proceso, datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    fila = registrada(proceso, "bbbb2222", ahora)
    anterior.asentar(por=SISTEMA, ahora=ahora)
    with monkeypatch.context() as antes:
        suyas = {m: q for m, q in filas_de_identidad.DE_PERSONA.items() if m is not PedidoDeAjuste}
        antes.setattr(filas_de_identidad, "DE_PERSONA", suyas)
        antes.setattr(de_identidad, "TABLAS", "otra")
        assert de_identidad.asentar(por=SISTEMA, ahora=ahora)
    llevar(fila, "publicada", ahora)
    ajustes.pedir(candidatura=fila, debe_decir={"historia": OTRO_TEXTO}, por=de_partido(fila), ahora=ahora)
    assert de_identidad.asentar(por=SISTEMA, ahora=ahora)
    assert not de_identidad.asentar(por=SISTEMA, ahora=ahora)
    assert [*permisos_de_publicar()] == []

"""Se vuelve a una versión que no sellaba esas tablas, se escribe en ellas y se actualiza otra vez: lo escrito consta."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.arranque import selladas
from conoceles.arranque.comprobar.cadenas import actos, permisos_de_publicar
from conoceles.bitacora.models import Entrada
from conoceles.expediente import transiciones
from conoceles.expediente.actos.operaciones import marcar_publicadas
from conoceles.expediente.constancias import filas
from conoceles.expediente.constancias.de_la_base_a import sin_constancia
from conoceles.expediente.models import Ronda
from conoceles.identidad.constancias import asiento as de_identidad
from conoceles.identidad.models import Consentimiento, DocumentoIdentidad
from personas import SISTEMA, registrada
from publicacion.por_fuera import cambiar
from vidas import llevar

if TYPE_CHECKING:
    from pathlib import Path

    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

pytestmark = pytest.mark.postgres
OTRA_VEZ = {("ASENTADO_OTRA_VEZ", "aviso")}


@pytest.fixture
def ana(proceso: Proceso, datos: Path, ahora: datetime) -> Candidatura:
    """Habilitada con esta versión: su oportunidad de enviar lleva sello."""
    fila = registrada(proceso, "aaaa1111", ahora)
    selladas.asentar(ahora=ahora)
    llevar(fila, "habilitada", ahora)
    return fila


@contextmanager
def con_la_anterior(monkeypatch: pytest.MonkeyPatch, ahora: datetime, *sella: str) -> Iterator[None]:
    """Se vuelve a ella; al salir, se actualiza. No sella las filas de los actos, ni las compara."""
    selladas.volver({*sella}, ahora=ahora)
    with monkeypatch.context() as anterior:
        anterior.setattr(transiciones, "asiento", lambda *filas: {})
        anterior.setattr(de_identidad, "asiento", lambda filas: {})
        for tablas in ("DE_CANDIDATURA", "_QUE"):
            anterior.setattr(filas, tablas, {})
        yield
    selladas.asentar(ahora=ahora)


def hallados() -> set[tuple[str, str]]:
    return {(h.codigo, h.gravedad) for h in (*actos(), *permisos_de_publicar())}


def test_lo_escrito_con_la_anterior_consta_al_actualizar_otra_vez(
    ana: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with con_la_anterior(monkeypatch, ahora):
        llevar(ana, "validada", ahora)
    assert marcar_publicadas([ana.folio], por=SISTEMA, ahora=ahora) == 1
    assert Consentimiento.objects.exists()
    assert hallados() == OTRA_VEZ
    cambiar(Ronda, {"candidatura": ana}, abierta_en=ahora + timedelta(days=9))
    selladas.asentar(ahora=ahora)
    assert [una.folio for una in sin_constancia()] == [ana.folio], "se asentó una vez, y nada más"


def test_lo_que_al_volver_ya_no_constaba_sigue_sin_constar(
    ana: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tocarlo otra vez mientras tanto no lo vuelve bueno."""
    cambiar(Ronda, {"candidatura": ana}, abierta_en=ahora + timedelta(days=9))
    with con_la_anterior(monkeypatch, ahora):
        cambiar(Ronda, {"candidatura": ana}, abierta_en=ahora + timedelta(days=8))
    [una] = sin_constancia()
    assert "una oportunidad de enviar" in una.frase


def test_el_permiso_que_al_volver_ya_no_constaba_sigue_sin_constar(
    ana: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    llevar(ana, "validada", ahora)
    cambiar(DocumentoIdentidad, {"clave": ana.clave_identidad}, origen="ajuste")
    with con_la_anterior(monkeypatch, ahora):
        pass
    assert {h.folio for h in permisos_de_publicar()} == {ana.folio, ""}


def test_en_las_tablas_que_la_anterior_si_sella_nada_cambiado_se_vuelve_bueno(
    ana: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with con_la_anterior(monkeypatch, ahora, *selladas.tablas()):
        cambiar(Ronda, {"candidatura": ana}, abierta_en=ahora + timedelta(days=9))
    assert {codigo for codigo, _ in hallados()} == {"ACTO_SIN_CONSTANCIA"}


def test_quien_escribe_en_la_base_no_puede_decir_que_se_volvio(
    ana: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """La vuelta que alguien anota por fuera no lleva sello: no da nada por bueno."""
    selladas.volver(set(), ahora=ahora)
    cambiar(Entrada, {"acto": "anterior_asentado", "datos__has_key": "sella_la_anterior"}, sello="otro")
    cambiar(Ronda, {"candidatura": ana}, abierta_en=ahora + timedelta(days=9))
    selladas.asentar(ahora=ahora)
    assert "ACTO_SIN_CONSTANCIA" in {h.codigo for h in actos()}

"""La memoria de lo retirado, que vive junto a las llaves, tampoco la reescribe un cliente llano."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from conoceles.arranque.comprobar.cadenas import permisos_de_publicar
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.reposicion import repetir
from conoceles.identidad.constancias import olvidado
from conoceles.identidad.constancias.halladas import alteradas
from conoceles.identidad.llaves import retiros
from conoceles.identidad.models import Consentimiento, Retiro
from conoceles.identidad.operaciones import Sello
from conoceles.identidad.permisos.consentimiento import revocar
from conoceles.nucleo.alcance import Alcance
from identidad.conftest import RESPUESTAS, se_ve
from personas import firmar, titular
from publicacion.eleccion import AHORA
from publicacion.por_fuera import sin_candados

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base", "datos")]
SISTEMA = Alcance.sistema("prueba")
Sellar = Callable[..., Sello]
TODO = {"p1", "p4", "p9", "p20"}


def _con_si(c: Candidatura, sellada: Sellar) -> Candidatura:
    sellada(RESPUESTAS, candidatura=c, por=titular(c))
    firmar(c, AHORA)
    assert se_ve(c) == TODO
    return c


@pytest.fixture
def revocada(candidatura: Candidatura, sellada: Sellar, ahora: datetime) -> Candidatura:
    """Eva dijo que sí a todo y después retiró el permiso de publicar."""
    _con_si(candidatura, sellada)
    revocar(candidatura=candidatura, por=titular(candidatura), ahora=ahora + timedelta(hours=2))
    assert [*permisos_de_publicar()] == []
    return candidatura


def _abrir() -> Any:
    sin_candados("identidad_retiro", "llaves")
    return Retiro._default_manager


def _volver_b(c: Candidatura) -> None:
    """Reponer a solas la base B de ayer: la respuesta que retiró no está, y ninguna entrada la echa de menos."""
    from conoceles.bitacora.models import Entrada

    sin_candados("identidad_consentimiento", "identidad")
    sin_candados("bitacora_entrada", "identidad")
    Consentimiento.objects.filter(clave=c.clave_identidad, medio="revocacion").delete()
    Entrada.objects.using("identidad").filter(folio=c.folio, acto="consentimiento_revocado").delete()


def _ensanchar(c: Candidatura) -> None:
    assert _abrir().filter(clave=c.clave_identidad).update(grupos=None, surten=None, estadistica=True)


def _adelantar(c: Candidatura) -> None:
    """Como si lo hubiera retirado antes de decir que sí."""
    assert _abrir().filter(clave=c.clave_identidad).update(en=AHORA - timedelta(days=9))


def _sin_sello(c: Candidatura) -> None:
    assert _abrir().filter(clave=c.clave_identidad).update(sello="")


@pytest.mark.parametrize("atacar", [_ensanchar, _adelantar, _sin_sello], ids=lambda a: a.__name__.strip("_"))
def test_cambiar_lo_retirado_y_reponer_la_base_de_ayer_no_lo_devuelve_y_se_nombra(
    revocada: Candidatura, crear: Callable[[str], Candidatura], sellada: Sellar, atacar: Any
) -> None:
    otra = _con_si(crear("BBBB2222"), sellada)
    atacar(revocada)
    _volver_b(revocada)
    assert (se_ve(revocada), se_ve(otra)) == (set(), TODO)
    assert alteradas([revocada.clave_identidad, otra.clave_identidad]).keys() == {revocada.clave_identidad}
    [hallazgo] = permisos_de_publicar()
    assert (hallazgo.codigo, hallazgo.folio) == ("SIN_CONSTANCIA", revocada.folio)
    assert "en el almacén de llaves algo retirado" in hallazgo.frase


def test_lo_retirado_que_nadie_retiro_no_se_repite_al_restaurar(
    candidatura: Candidatura, sellada: Sellar, ahora: datetime
) -> None:
    """Plantada, la conclusión de una candidatura la quitaría de la boleta al restaurar."""
    _con_si(candidatura, sellada)
    antes = candidatura.estado
    Retiro.objects.create(
        clave=candidatura.clave_identidad, acto="cancelada", acuerdo="X/1", por="x", en=ahora
    )
    assert not any(repetir(por=SISTEMA, ahora=ahora).values())
    candidatura.refresh_from_db()
    assert candidatura.estado == antes
    assert se_ve(candidatura) == set(), "mientras no se aclare, lo suyo no sale"
    [hallazgo] = permisos_de_publicar()
    assert hallazgo.folio == candidatura.folio


def test_lo_retirado_que_falta_se_nombra_no_detiene_nada_y_reponer_lo_devuelve_igual(
    revocada: Candidatura,
) -> None:
    [era] = retiros.copia()
    _abrir().filter(clave=revocada.clave_identidad).delete()
    assert alteradas([revocada.clave_identidad]) == {}
    [hallazgo] = permisos_de_publicar()
    assert "que el almacén de llaves ya no recuerda (./conoceles resguardo reponer)" in hallazgo.frase
    assert olvidado.reponer() == 1
    assert retiros.copia() == [era]
    assert [*permisos_de_publicar()] == []

"""La memoria de lo retirado, que vive junto a las llaves, tampoco la reescribe un cliente llano."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from conoceles.arranque.comprobar.cadenas import permisos_de_publicar
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.reposicion import repetir
from conoceles.identidad.constancias import anterior, olvidado, retirado
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


@pytest.fixture
def al_dia(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    assert anterior.asentar(por=SISTEMA, ahora=ahora)
    return candidatura


def _con_si(c: Candidatura, sellada: Sellar) -> Candidatura:
    sellada(RESPUESTAS, candidatura=c, por=titular(c))
    firmar(c, AHORA)
    assert se_ve(c) == TODO
    return c


@pytest.fixture
def revocada(al_dia: Candidatura, sellada: Sellar, ahora: datetime) -> Candidatura:
    """Eva dijo que sí a todo y después retiró el permiso de publicar."""
    _con_si(al_dia, sellada)
    revocar(candidatura=al_dia, por=titular(al_dia), ahora=ahora + timedelta(hours=2))
    assert [*permisos_de_publicar()] == []
    return al_dia


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
    assert _abrir().filter(clave=c.clave_identidad).update(sello=None)


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
    al_dia: Candidatura, sellada: Sellar, ahora: datetime
) -> None:
    """Plantada, la conclusión de una candidatura la quitaría de la boleta al restaurar."""
    _con_si(al_dia, sellada)
    antes = al_dia.estado
    Retiro.objects.create(clave=al_dia.clave_identidad, acto="cancelada", acuerdo="X/1", por="x", en=ahora)
    assert not any(repetir(por=SISTEMA, ahora=ahora).values())
    al_dia.refresh_from_db()
    assert al_dia.estado == antes
    assert se_ve(al_dia) == set(), "mientras no se aclare, lo suyo no sale"
    [hallazgo] = permisos_de_publicar()
    assert hallazgo.folio == al_dia.folio


def test_lo_retirado_que_falta_se_nombra_no_detiene_nada_y_reponer_lo_devuelve_igual(
    revocada: Candidatura,
) -> None:
    [era] = retiros.copia()
    _abrir().filter(clave=revocada.clave_identidad).delete()
    assert alteradas([revocada.clave_identidad]) == {}
    [hallazgo] = permisos_de_publicar()
    assert "que el almacén de llaves ya no recuerda (./conoceles reponer)" in hallazgo.frase
    assert olvidado.reponer() == 1
    assert retiros.copia() == [era]
    assert [*permisos_de_publicar()] == []


def test_lo_de_antes_se_sella_una_vez_y_lo_que_se_plante_despues_no(
    candidatura: Candidatura, ahora: datetime
) -> None:
    """Una instalación de la versión anterior tiene filas sin sello: actualizar no acusa a nadie, ni blanquea después."""
    plantar = {"acto": "revocacion", "por": "x", "clave": candidatura.clave_identidad}
    Retiro.objects.create(**plantar, en=ahora)
    assert anterior.asentar(por=SISTEMA, ahora=ahora)
    assert retiros.ajenas() == []
    Retiro.objects.create(**plantar, en=ahora + timedelta(hours=1))
    assert not anterior.asentar(por=SISTEMA, ahora=ahora)
    assert len(retiros.ajenas()) == 1
    assert retirado.veces() == 1


def test_volver_de_version_y_actualizar_otra_vez_se_sella_de_nuevo_y_se_dice(revocada: Candidatura) -> None:
    _abrir().all().update(sello=None)
    assert anterior.asentar(por=SISTEMA, ahora=AHORA)
    assert retiros.ajenas() == []
    assert [h.codigo for h in permisos_de_publicar()] == ["ASENTADO_OTRA_VEZ"]


@pytest.mark.parametrize("campo", ["grupos", "surten", "fecha_acuerdo", "acuerdo", "sello"])
def test_sellar_lo_de_antes_no_deja_cambiar_nada_mas(
    candidatura: Candidatura, ahora: datetime, campo: str
) -> None:
    """El candado deja poner el sello que falta y nada junto con él, aunque lo de antes fuera nulo."""
    fila = Retiro.objects.create(
        clave=candidatura.clave_identidad, acto="revocacion", por="x", en=ahora, grupos=None, sello=None
    )
    otro: dict[str, object] = {"grupos": ["x"], "surten": None, "fecha_acuerdo": ahora.date(), "acuerdo": "X"}
    escribir = {campo: otro[campo], "sello": "0" * 64} if campo in otro else {"sello": None, "acuerdo": "X"}
    with (
        pytest.raises(IntegrityError, match="no se cambian ni se borran"),
        transaction.atomic(using="llaves"),
    ):
        Retiro.objects.filter(pk=fila.pk).update(**escribir)
    assert retiros.sellar_las_de_antes() == 1

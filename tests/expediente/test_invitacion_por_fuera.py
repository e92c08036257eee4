"""Una invitación que otro cliente pone, cambia o quita: no le abre nada a nadie, ni le devuelve nada al partido."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from captura.invitadas import CORREO, recibir
from conoceles.arranque.comprobar.cadenas import plazos
from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.alcances import alcance_de
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.consultas import identidad_apartada, identidades_apartadas
from conoceles.candidaturas.models import Candidatura, Invitacion
from conoceles.cuentas.models import AcuseDeRecibo, Cuenta
from conoceles.expediente.actos import invitaciones
from conoceles.expediente.constancias.de_la_base_a import sin_constancia
from conoceles.identidad import borradores
from conoceles.nucleo.errores import Conflicto, NoEncontrado
from personas import (
    SISTEMA,
    de_partido,
    registrada,
)  # fmt: skip
from publicacion.por_fuera import cambiar
from vidas import (
    llevar,
)

if TYPE_CHECKING:
    from conoceles.proceso.models import Proceso

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("datos")]
AJENO = "se cambió sin pasar por el sistema"


def _invitada(c: Candidatura, ahora: datetime) -> Cuenta:
    """Eva, invitada por Ana, ya recibió su cuenta."""
    llevar(c, "habilitada", ahora)
    invitaciones.invitar(candidatura=c, correo=CORREO, por=de_partido(c), ahora=ahora)
    recibir()
    eva = Cuenta.objects.get(correo=CORREO)
    assert alcance_de(eva).candidaturas == {c.pk}
    return eva


@pytest.fixture
def rival(nueva: Candidatura, proceso: Proceso, ahora: datetime) -> Candidatura:
    """La de Beto, ya en captura, registrada por un acto."""
    otra = registrada(proceso, "bbbb2222", ahora, siglas="PAN", nombre="ROSA QUIÑONES")
    anotar(otra, Acto.CANDIDATURA_REGISTRADA, por=SISTEMA, ahora=ahora)
    llevar(otra, "habilitada", ahora)
    return otra


def test_una_invitacion_plantada_no_le_abre_la_rival_a_nadie(
    nueva: Candidatura, rival: Candidatura, ahora: datetime
) -> None:
    """Eva tiene cuenta; con un cliente llano alguien la «invita» a la candidatura de Beto, con fecha anterior a su acuse."""
    eva = _invitada(nueva, ahora)
    Invitacion.objects.create(candidatura=rival, cuenta=eva, por="x", en=ahora - timedelta(days=1))
    assert alcance_de(eva).candidaturas == {nueva.pk}
    [una] = sin_constancia()
    assert (una.folio, una.frase) == ("bbbb2222", "tiene una invitación que ningún acto escribió")
    with pytest.raises(Conflicto, match=AJENO):
        invitaciones.retirar(candidatura=rival, por=de_partido(rival), ahora=ahora)
    assert len(sin_constancia()) == 1, "ningún acto la vuelve buena"


def test_llevar_su_invitacion_a_la_rival_no_le_abre_ninguna(
    nueva: Candidatura, rival: Candidatura, ahora: datetime
) -> None:
    eva = _invitada(nueva, ahora)
    cambiar(Invitacion, {"cuenta": eva}, candidatura=rival)
    assert rival.pk not in alcance_de(eva).candidaturas
    assert {a.folio for a in sin_constancia()} == {"aaaa1111", "bbbb2222"}


def test_quitar_la_invitacion_no_devuelve_al_partido_lo_que_es_de_ella(
    nueva: Candidatura, ahora: datetime
) -> None:
    """Sin ella, Ana leería y contestaría la identidad de Eva."""
    _invitada(nueva, ahora)
    for danio in (
        lambda: cambiar(Invitacion, {"candidatura": nueva}, retirada_en=ahora, retirada_por="x"),
        lambda: Invitacion.objects.all()._raw_delete("default"),  # type: ignore[attr-defined]
    ):
        danio()
        assert identidad_apartada(nueva)
        assert identidades_apartadas([nueva]) == {nueva.pk}
        with pytest.raises(NoEncontrado):
            borradores.leer(candidatura=nueva, por=de_partido(nueva))


def test_reabrir_una_invitacion_retirada_no_la_hace_valer(nueva: Candidatura, ahora: datetime) -> None:
    eva = _invitada(nueva, ahora)
    invitaciones.retirar(candidatura=nueva, por=de_partido(nueva), ahora=ahora)
    assert alcance_de(eva).candidaturas == {nueva.pk}, "sus derechos siguen"
    cambiar(Invitacion, {"candidatura": nueva}, retirada_en=None)
    assert alcance_de(eva).candidaturas == set()


def test_un_acuse_de_recibo_movido_puesto_o_quitado_se_nombra(nueva: Candidatura, ahora: datetime) -> None:
    """Y lo que la persona contestó sigue siendo de ella: el partido no lo lee por quitarle su acuse."""
    _invitada(nueva, ahora)
    assert [*plazos()] == []
    acuse = AcuseDeRecibo.objects.get()
    cambiar(AcuseDeRecibo, {"pk": acuse.pk}, en=acuse.en + timedelta(days=5))
    [una] = plazos()
    assert "tiene un acuse de recibo que ya no dice lo que un acto escribió" in una.frase
    AcuseDeRecibo.objects.all()._raw_delete("default")  # type: ignore[attr-defined]
    assert identidad_apartada(nueva)
    with pytest.raises(NoEncontrado):
        borradores.leer(candidatura=nueva, por=de_partido(nueva))
    [una] = plazos()
    assert "le falta un acuse de recibo que un acto escribió" in una.frase
    AcuseDeRecibo.objects.create(pk=acuse.pk, enlace=acuse.enlace, en=acuse.en)
    assert [*plazos()] == []

"""Restaurar un respaldo viejo no devuelve a nadie: ni a quien concluyó ni a quien retiró su permiso.

El respaldo se imita deshaciendo A y B a la vez; el almacén de llaves, que no viaja en él, se queda como estaba.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from personas import DINA, SISTEMA, capturar, de_ella, enviar, firmar, publicables
from vidas import ACUERDO, concluir, llevar, sustituir

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.postgres
NADA = {"conclusiones_repetidas": 0, "revocaciones_repetidas": 0, "supresiones_repetidas": 0}


@contextmanager
def despues_de_la_copia() -> Iterator[None]:
    """Lo que pase aquí se pierde en A y en B."""
    with transaction.atomic(using="default"), transaction.atomic(using="identidad"):
        yield
        for base in ("default", "identidad"):
            transaction.set_rollback(True, using=base)


def _repetir(ahora: datetime) -> dict[str, int]:
    from conoceles.expediente.reposicion import repetir

    return repetir(por=SISTEMA, ahora=ahora)


@pytest.fixture
def publicada(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    llevar(candidatura, "publicada", ahora)
    return candidatura


@pytest.mark.parametrize(("acto", "esperado"), [("cancelar", "cancelada"), ("renunciar", "renuncia")])
def test_lo_concluido_vuelve_a_concluir_con_su_acuerdo(
    publicada: Candidatura, ahora: datetime, acto: str, esperado: str
) -> None:
    from conoceles.identidad.documentos import bloqueadas

    with despues_de_la_copia():
        concluir(publicada, acto, ahora)
    publicada.refresh_from_db()
    assert publicada.estado == "publicada"
    assert _repetir(ahora + timedelta(hours=1))["conclusiones_repetidas"] == 1
    publicada.refresh_from_db()
    hecha = publicada.conclusiones.get()
    assert (publicada.estado, hecha.estado_previo) == (esperado, "publicada")
    assert (hecha.acuerdo, hecha.fecha_acuerdo, hecha.en) == (*ACUERDO.values(), ahora)
    assert bloqueadas([publicada.clave_identidad])
    assert _repetir(ahora + timedelta(hours=2)) == NADA


def test_la_sustituida_no_vuelve_aunque_quien_entro_no_este_en_la_copia(
    publicada: Candidatura, ahora: datetime
) -> None:
    with despues_de_la_copia():
        sustituir(publicada, ahora)
    _repetir(ahora + timedelta(hours=1))
    publicada.refresh_from_db()
    assert publicada.estado == "sustituida"
    assert publicada.conclusiones.get().sustituta is None


def test_lo_restituido_antes_de_la_copia_no_se_concluye(publicada: Candidatura, ahora: datetime) -> None:
    from conoceles.expediente.conclusiones import restituir

    concluir(publicada, "cancelar", ahora)
    restituir(candidatura=publicada, por=DINA, ahora=ahora + timedelta(hours=1), **ACUERDO)
    assert _repetir(ahora + timedelta(hours=2)) == NADA


def test_lo_suprimido_vuelve_a_su_plazo_y_se_certifica_otra_vez(
    publicada: Candidatura, ahora: datetime
) -> None:
    """El certificado se perdió con A; la conclusión repetida trae su fecha y el calendario lo pone de nuevo."""
    from conoceles.expediente.conservacion import bloquear_concluidas, suprimir_vencidas
    from vidas import CALENDARIO, TRAS_JORNADA

    tarde = TRAS_JORNADA + timedelta(days=91)
    with despues_de_la_copia():
        concluir(publicada, "cancelar", ahora)
        bloquear_concluidas(por=CALENDARIO, ahora=TRAS_JORNADA)
        suprimir_vencidas(por=CALENDARIO, ahora=tarde)
    hecho = _repetir(tarde)
    assert (hecho["conclusiones_repetidas"], hecho["supresiones_repetidas"]) == (1, 1)
    assert suprimir_vencidas(por=CALENDARIO, ahora=tarde) == 1
    publicada.refresh_from_db()
    assert publicada.estado == "suprimida"


def test_lo_revocado_sigue_callado(registrar: Callable[..., Candidatura], ahora: datetime) -> None:
    from conoceles.identidad.consentimiento import revocar

    eva, otra = registrar("aaaa1111"), registrar("bbbb1111", "ROSA QUIÑONES")
    for candidatura in (eva, otra):
        capturar(candidatura, ahora, publicacion=True, p9="si")
        enviar(candidatura, ahora)
        firmar(candidatura, ahora)
    with despues_de_la_copia():
        revocar(candidatura=eva, por=de_ella(eva), ahora=ahora + timedelta(hours=1))
    assert set(publicables(eva, otra)) == {eva.clave_identidad, otra.clave_identidad}
    assert _repetir(ahora + timedelta(hours=2)) == NADA | {"revocaciones_repetidas": 1}
    assert set(publicables(eva, otra)) == {otra.clave_identidad}


def test_quien_volvio_a_consentir_antes_de_la_copia_sigue_publicando(
    capturada: Candidatura, ahora: datetime
) -> None:
    from conoceles.identidad.consentimiento import cambiar, revocar

    enviar(capturada, ahora)
    eva = de_ella(capturada)
    si = {"publicacion": True, "estadistica": True}
    for hora, publica in ((1, True), (2, False), (3, True)):
        momento = ahora + timedelta(hours=hora)
        if publica:
            cambiar(candidatura=capturada, consentimiento=si, aviso_version="1", por=eva, ahora=momento)
        else:
            revocar(candidatura=capturada, por=eva, ahora=momento)
    assert _repetir(ahora + timedelta(hours=4)) == NADA

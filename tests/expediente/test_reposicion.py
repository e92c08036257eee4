"""Restaurar un respaldo viejo no devuelve a nadie: ni a quien concluyó ni a quien retiró su permiso.

El respaldo se imita deshaciendo A y B a la vez; el almacén de llaves, que no viaja en él, se queda como estaba.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

import constan
from conoceles.expediente.actos.conclusiones import restituir
from conoceles.expediente.actos.ordenes import mostrar_seccion, ocultar_seccion, retener
from conoceles.expediente.calendario.conservacion import bloquear_concluidas, suprimir_vencidas
from conoceles.expediente.models import SeccionOculta
from conoceles.expediente.notas import notas_publicas
from conoceles.expediente.reposicion import por_registrar, repetir
from conoceles.identidad.documentos import bloqueadas, consentimientos
from conoceles.identidad.operaciones import suprimir
from conoceles.identidad.permisos.consentimiento import cambiar, revocar
from personas import DINA, SISTEMA, capturar, de_ella, enviar, firmar, publicables, respaldar
from vidas import ACUERDO, CALENDARIO, TRAS_JORNADA, concluir, llevar, sustituir

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

NADA = {
    "conclusiones_repetidas": 0, "ordenes_repetidas": 0, "revocaciones_repetidas": 0, "supresiones_repetidas": 0
}  # fmt: skip
ORDEN: dict[str, Any] = {"expediente": "TE-JDC-7/2024", "fecha": date(2024, 4, 24), "por": DINA}


@contextmanager
def despues_de_la_copia() -> Iterator[None]:
    """Lo que pase aquí se pierde en A y en B."""
    with transaction.atomic(using="default"), transaction.atomic(using="identidad"):
        yield
        for base in ("default", "identidad"):
            transaction.set_rollback(True, using=base)


def _repetir(ahora: datetime) -> dict[str, int]:
    return repetir(por=SISTEMA, ahora=ahora)


@pytest.fixture
def publicada(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    llevar(candidatura, "publicada", ahora)
    return candidatura


@pytest.mark.parametrize(("acto", "esperado"), [("cancelar", "cancelada"), ("renunciar", "renuncia")])
def test_lo_concluido_vuelve_a_concluir_con_su_acuerdo(
    publicada: Candidatura, ahora: datetime, acto: str, esperado: str
) -> None:
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
    concluir(publicada, "cancelar", ahora)
    restituir(candidatura=publicada, por=DINA, ahora=ahora + timedelta(hours=1), **ACUERDO)
    assert _repetir(ahora + timedelta(hours=2)) == NADA


def test_lo_suprimido_vuelve_a_su_plazo_y_se_certifica_otra_vez(
    publicada: Candidatura, ahora: datetime
) -> None:
    """El certificado se perdió con A; la conclusión repetida trae su fecha y el calendario lo pone de nuevo."""
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


def test_lo_restituido_despues_de_la_copia_se_dice_y_sigue_fuera(
    publicada: Candidatura, ahora: datetime
) -> None:
    concluir(publicada, "cancelar", ahora)
    with despues_de_la_copia():
        restituir(candidatura=publicada, por=DINA, ahora=ahora + timedelta(hours=1), **ACUERDO)
    assert _repetir(ahora + timedelta(hours=2)) == NADA
    assert por_registrar() == ["aaaa1111: restitución por IEPC/CG75/2024; sigue concluida."]
    publicada.refresh_from_db()
    assert publicada.estado == "cancelada"


def test_lo_oculto_por_orden_vuelve_a_ocultarse_como_se_ordeno(
    publicada: Candidatura, ahora: datetime
) -> None:
    with despues_de_la_copia():
        for seccion in ("historia", "fotografia"):
            ocultar_seccion(candidatura=publicada, seccion=seccion, ahora=ahora, **ORDEN)
    assert not SeccionOculta.objects.exists()
    assert _repetir(ahora + timedelta(hours=1)) == NADA | {"ordenes_repetidas": 2}
    assert set(notas_publicas(publicada.folio).ocultas) == {"historia", "fotografia"}
    una = SeccionOculta.objects.get(seccion="historia")
    assert (una.expediente, una.fecha, una.por, una.en) == (*list(ORDEN.values())[:2], DINA.actor, ahora)
    assert _repetir(ahora + timedelta(hours=2)) == NADA


def test_lo_retenido_por_litigio_sigue_sin_suprimirse(publicada: Candidatura, ahora: datetime) -> None:
    concluir(publicada, "cancelar", ahora)
    with despues_de_la_copia():
        retener(candidatura=publicada, ahora=ahora + timedelta(hours=1), **ORDEN)
    assert _repetir(ahora + timedelta(hours=2)) == NADA | {"ordenes_repetidas": 1}
    bloquear_concluidas(por=CALENDARIO, ahora=TRAS_JORNADA)
    assert suprimir_vencidas(por=CALENDARIO, ahora=TRAS_JORNADA + timedelta(days=400)) == 0


def test_levantar_una_orden_no_se_repite_y_se_dice(publicada: Candidatura, ahora: datetime) -> None:
    def mostrar(hora: int) -> None:
        mostrar_seccion(
            candidatura=publicada, seccion="historia", expediente="TE-JDC-8/2024", por=DINA,
            ahora=ahora + timedelta(hours=hora),
        )  # fmt: skip

    ocultar_seccion(candidatura=publicada, seccion="historia", ahora=ahora, **ORDEN)
    with despues_de_la_copia():
        mostrar(1)
    assert _repetir(ahora + timedelta(hours=2)) == NADA
    assert "historia" in notas_publicas(publicada.folio).ocultas
    (dicho,) = por_registrar()
    assert "TE-JDC-8/2024" in dicho
    mostrar(3)
    assert (por_registrar(), _repetir(ahora + timedelta(hours=4))) == ([], NADA)


@pytest.mark.parametrize(
    ("antes", "retira", "queda"),
    [
        (None, ["etnia", "edad"], ["edad", "etnia"]),
        (["edad", "salud"], ["edad"], ["edad"]),
    ],
)
def test_quien_retiro_solo_unos_grupos_sigue_publicando_los_demas(
    capturada: Candidatura,
    ahora: datetime,
    antes: list[str] | None,
    retira: list[str],
    queda: list[str],
) -> None:
    """`retira`: los grupos que deja tras la copia. Ni más ni menos: tampoco lo que deja de contarse."""

    def contesta(grupos: list[str] | None, hora: int, *, estadistica: bool = True) -> None:
        dicho = {"publicacion": True, "estadistica": estadistica, "grupos": grupos}
        cambiar(
            candidatura=capturada, consentimiento=dicho, aviso_version="1", por=de_ella(capturada),
            ahora=ahora + timedelta(hours=hora),
        )  # fmt: skip

    enviar(capturada, ahora)
    contesta(antes, 1)
    respaldar(capturada, ahora + timedelta(hours=1))
    with despues_de_la_copia():
        contesta(retira, 2)
        contesta(retira, 3, estadistica=False)
    assert _repetir(ahora + timedelta(hours=4)) == NADA | {"revocaciones_repetidas": 1}
    fila = consentimientos([capturada.clave_identidad])[capturada.clave_identidad]
    assert (fila.publicacion, fila.grupos, fila.surten, fila.estadistica) == (True, queda, queda, False)
    assert _repetir(ahora + timedelta(hours=5)) == NADA


def test_lo_que_espera_firma_no_surte_por_repetirse(capturada: Candidatura, ahora: datetime) -> None:
    """Ana contestó que sí por ella; ella, que no. El respaldo trae solo lo de Ana: no vuelve ni a esperar."""
    capturar(capturada, ahora, publicacion=True)
    enviar(capturada, ahora)
    with despues_de_la_copia():
        revocar(candidatura=capturada, por=de_ella(capturada), ahora=ahora + timedelta(hours=1))
    assert _repetir(ahora + timedelta(hours=2))["revocaciones_repetidas"] == 1
    fila = consentimientos([capturada.clave_identidad])[capturada.clave_identidad]
    assert (fila.publicacion, fila.surten) == (False, [])


def test_quien_cancelo_sus_datos_y_sigue_en_la_contienda_no_pierde_lo_demas(
    capturada: Candidatura, ahora: datetime
) -> None:
    """Su llave sigue destruida; el borrador y el lugar que ocupa por acción afirmativa no son de ese derecho."""
    capturada.acciones_afirmativas = ["jovenes"]
    capturada.save(update_fields=["acciones_afirmativas"])
    constan.alta(capturada)
    with despues_de_la_copia():
        suprimir(candidatura=capturada, por=DINA, ahora=ahora)
    assert _repetir(ahora + timedelta(hours=1)) == NADA | {"supresiones_repetidas": 1}
    capturada.refresh_from_db()
    assert capturada.acciones_afirmativas == ["jovenes"]
    assert capturada.borradores.exists()


def test_lo_revocado_sigue_callado(registrar: Callable[..., Candidatura], ahora: datetime) -> None:
    eva, otra = registrar("aaaa1111"), registrar("bbbb1111", "ROSA QUIÑONES")
    for candidatura in (eva, otra):
        capturar(candidatura, ahora, publicacion=True, p9="si")
        enviar(candidatura, ahora)
        firmar(candidatura, ahora)
    with despues_de_la_copia():
        revocar(candidatura=eva, por=de_ella(eva), ahora=ahora + timedelta(hours=1))
    assert set(publicables(eva, otra)) == {otra.clave_identidad}, "lo recuerda el almacén de llaves"
    assert _repetir(ahora + timedelta(hours=2)) == NADA | {"revocaciones_repetidas": 1}
    assert set(publicables(eva, otra)) == {otra.clave_identidad}


def test_quien_volvio_a_consentir_antes_de_la_copia_sigue_publicando(
    capturada: Candidatura, ahora: datetime
) -> None:
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

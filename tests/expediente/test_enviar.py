"""Enviar: completo, una sola vez, primero B y después A; y lo que pasa si el sistema cae en medio."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.bitacora.consultas import cabeza, de_folio
from conoceles.bitacora.mirada import verificar
from conoceles.curricular.models import VersionCurricular
from conoceles.expediente.actos import envios
from conoceles.expediente.actos.operaciones import habilitar
from conoceles.expediente.calendario.plazos import abrir_capturas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, ErroresDeCampos, NoEncontrado
from expediente.rastros import actos, cuantos_envios, versiones_en_b
from personas import (
    COMISION,
    CORA,
    CURRICULAR,
    DINA,
    LARGO,
    SISTEMA,
    capturar,
    consentir,
    enviar,
    guardar,
    guardar_identidad,
    identidad_completa,
    leer_aviso,
    registrada,
)

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso


def test_el_momento_en_que_se_envia_decide_si_aun_se_recibe(capturada: Candidatura, ahora: datetime) -> None:
    """Y no el reloj de la máquina: quien envía dice cuándo."""
    with pytest.raises(Conflicto, match="ya se envió"):
        enviar(capturada, ahora + timedelta(days=90))
    assert cuantos_envios(capturada) == 0
    enviar(capturada, ahora)
    assert cuantos_envios(capturada) == 1


def test_habilitar_dos_veces_abre_una_sola_ronda(proceso: Proceso, ahora: datetime) -> None:
    nueva = registrada(proceso, "bbbb2222", ahora)
    for _ in range(3):
        habilitar(candidatura=nueva, por=SISTEMA, ahora=ahora)
    nueva.refresh_from_db()
    assert nueva.estado == "habilitada"
    assert [ronda.numero for ronda in nueva.rondas.all()] == [1]
    assert actos("default", nueva).count("habilitada") == 1


def test_abrir_la_captura_dice_a_cuantas_habilito(proceso: Proceso, ahora: datetime) -> None:
    for folio in ("bbbb2222", "cccc3333"):
        registrada(proceso, folio, ahora)
    assert abrir_capturas(por=SISTEMA, ahora=ahora) == 2
    assert abrir_capturas(por=SISTEMA, ahora=ahora) == 0


def test_enviar_deja_envio_version_sello_estado_y_constancias(
    capturada: Candidatura, ahora: datetime
) -> None:
    envio = enviar(capturada, ahora)
    assert (capturada.estado, envio.ronda, envio.en) == ("enviada", 1, ahora)
    assert versiones_en_b(capturada) == [envio.identidad_version]
    assert actos("default", capturada)[-1] == "enviada"
    assert actos("identidad", capturada)[-1] == "identidad_sellada"
    assert verificar("default") == verificar("identidad") == []


def test_la_entrada_de_a_lleva_la_cabeza_de_b(capturada: Candidatura, ahora: datetime) -> None:
    enviar(capturada, ahora)
    entrada = de_folio("default", capturada.folio).filter(acto="enviada").get()
    assert entrada.datos["cabeza_identidad"] == cabeza("identidad")


@pytest.mark.postgres
def test_b_se_sella_antes_de_que_a_exista(
    capturada: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    orden: list[tuple[str, int, int]] = []

    def espiar(nombre: str) -> Callable[..., Any]:
        original: Callable[..., Any] = getattr(envios, nombre)

        def espia(*args: Any, **datos: Any) -> Any:
            orden.append((nombre, len(versiones_en_b(capturada)), cuantos_envios(capturada)))
            return original(*args, **datos)

        return espia

    for nombre in ("_sellar", "_asentar"):
        monkeypatch.setattr(envios, nombre, espiar(nombre))
    enviar(capturada, ahora)
    assert orden == [("_sellar", 0, 0), ("_asentar", 1, 0)]


@pytest.mark.parametrize("seccion", CURRICULAR)
def test_enviar_sin_una_seccion_obligatoria_dice_cual(
    candidatura: Candidatura, ahora: datetime, seccion: str
) -> None:
    leer_aviso(candidatura, ahora)
    for clave, contenido in CURRICULAR.items():
        if clave != seccion:
            guardar(candidatura, clave, contenido, ahora)
    guardar_identidad(candidatura, identidad_completa() | consentir(publicacion=True), ahora)
    _no_se_envia(candidatura, ahora, set(CURRICULAR[seccion]))


@pytest.mark.parametrize("falta", ["p1", "p2", "p4", "p8", "p20", "c_tratamiento", "c_publicacion", "c_estadistica"])  # fmt: skip
def test_enviar_sin_una_respuesta_de_identidad_dice_cual(
    candidatura: Candidatura, ahora: datetime, falta: str
) -> None:
    capturar(candidatura, ahora)
    respuestas = identidad_completa() | consentir(publicacion=True)
    respuestas.pop(falta)
    guardar_identidad(candidatura, respuestas, ahora)
    _no_se_envia(candidatura, ahora, {falta})


def _no_se_envia(candidatura: Candidatura, ahora: datetime, faltan: set[str]) -> None:
    with pytest.raises(ErroresDeCampos) as error:
        enviar(candidatura, ahora)
    assert set(error.value.errores) == faltan
    candidatura.refresh_from_db()
    assert (candidatura.estado, cuantos_envios(candidatura), versiones_en_b(candidatura)) == (
        "en_captura",
        0,
        [],
    )


def test_enviar_sin_aviso_se_rechaza(candidatura: Candidatura, ahora: datetime) -> None:
    with pytest.raises(ErrorDeDominio, match="aviso de privacidad"):
        enviar(candidatura, ahora)


@pytest.mark.parametrize("por", [CORA, DINA, COMISION, SISTEMA], ids=lambda por: por.papel)
def test_nadie_envia_por_una_candidatura_que_no_captura(
    capturada: Candidatura, ahora: datetime, por: Alcance
) -> None:
    with pytest.raises(NoEncontrado):
        envios.enviar(candidatura=capturada, por=por, ahora=ahora)
    assert (cuantos_envios(capturada), versiones_en_b(capturada)) == (0, [])


def test_enviar_la_ajena_no_existe(capturada: Candidatura, proceso: Proceso, ahora: datetime) -> None:
    beto = Alcance(actor="cuenta:beto", papel="partido", fuerza=proceso.fuerzas.get(siglas="PAN").pk)
    with pytest.raises(NoEncontrado):
        envios.enviar(candidatura=capturada, por=beto, ahora=ahora)


def test_enviar_dos_veces_es_conflicto(capturada: Candidatura, ahora: datetime) -> None:
    enviar(capturada, ahora)
    with pytest.raises(Conflicto, match="ya se envió"):
        enviar(capturada, ahora)
    assert cuantos_envios(capturada) == 1


@pytest.mark.postgres
def test_un_segundo_envio_escrito_a_mano_lo_rechaza_la_base(capturada: Candidatura, ahora: datetime) -> None:
    from django.db import IntegrityError, transaction

    envio = enviar(capturada, ahora)
    otra = copy.copy(VersionCurricular.objects.get(pk=envio.version_id))
    otra.pk, otra.numero = "00000000-0000-0000-0000-000000000001", 99
    otra.save(force_insert=True)
    copia = copy.copy(envio)
    copia.pk, copia.acuse, copia.version = "00000000-0000-0000-0000-000000000002", "OTRO", otra
    with pytest.raises(IntegrityError, match=r"ronda|no se reemplaza"), transaction.atomic():
        copia.save(force_insert=True)


@pytest.mark.postgres
def test_un_envio_sin_ronda_abierta_lo_rechaza_la_base(capturada: Candidatura, ahora: datetime) -> None:
    from django.db import IntegrityError, transaction

    copia = copy.copy(enviar(capturada, ahora))
    copia.pk, copia.acuse, copia.ronda = "00000000-0000-0000-0000-000000000003", "OTRO", 2
    with pytest.raises(IntegrityError, match="no hay una ronda abierta"), transaction.atomic():
        copia.save(force_insert=True)


@pytest.mark.postgres
@pytest.mark.parametrize("tabla", ["envio", "ronda", "avisoleido"])
@pytest.mark.parametrize("sentencia", ["UPDATE expediente_{} SET candidatura_id = candidatura_id", "DELETE FROM expediente_{}"])  # fmt: skip
def test_lo_asentado_no_se_cambia_ni_se_borra(
    capturada: Candidatura, ahora: datetime, tabla: str, sentencia: str
) -> None:
    from django.db import IntegrityError, connection, transaction

    enviar(capturada, ahora)
    with (
        pytest.raises(IntegrityError, match="no se cambian ni se borran"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sentencia.format(tabla))


def test_el_contenido_enviado_es_el_ultimo_guardado(capturada: Candidatura, ahora: datetime) -> None:
    guardar(capturada, "motivo", {"motivo": LARGO}, ahora)
    assert enviar(capturada, ahora).version.contenido["motivo"] == LARGO

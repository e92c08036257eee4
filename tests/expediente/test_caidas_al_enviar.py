"""Si el sistema cae entre las dos bases, nada queda enviado a medias y se puede reintentar."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.curricular.consultas import vigente
from conoceles.expediente.actos import envios
from conoceles.expediente.reparacion import reparar
from conoceles.identidad import borradores, consultas
from conoceles.nucleo.alcance import Alcance
from expediente.rastros import actos, cuantos_envios, versiones_en_b
from personas import (
    capturar,
    consentir,
    de_partido,
    enviar,
    firmar,
    guardar_identidad,
    identidad_completa,
    publicables,
)

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.expediente.reparacion import Reparacion


class Caida(RuntimeError):
    """El sistema se apagó justo aquí."""


def _caer_tras_sellar(candidatura: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """El proceso muere con B confirmada y A todavía no."""

    def caer(*args: Any, **datos: Any) -> None:
        raise Caida

    with monkeypatch.context() as parche:
        parche.setattr(envios, "_asentar", caer)
        with pytest.raises(Caida):
            enviar(candidatura, ahora)
    candidatura.refresh_from_db()


def _reparar(ahora: datetime) -> Reparacion:
    return reparar(por=Alcance.sistema("reparación"), ahora=ahora)


@pytest.mark.postgres
def test_caida_entre_las_dos_bases_no_deja_nada_enviado(
    capturada: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _caer_tras_sellar(capturada, ahora, monkeypatch)
    assert (capturada.estado, cuantos_envios(capturada), vigente(capturada)) == ("en_captura", 0, None)
    assert "enviada" not in actos("default", capturada)
    assert versiones_en_b(capturada) == [1]
    respuestas, _ = borradores.leer(candidatura=capturada, por=de_partido(capturada))
    assert respuestas["p1"] == "no"


def test_reintentar_tras_la_caida_usa_lo_ya_sellado(
    capturada: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _caer_tras_sellar(capturada, ahora, monkeypatch)
    assert enviar(capturada, ahora).identidad_version == 1
    assert versiones_en_b(capturada) == [1]


def test_reintentar_con_otras_respuestas_sella_otra_version(
    capturada: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _caer_tras_sellar(capturada, ahora, monkeypatch)
    guardar_identidad(capturada, identidad_completa(p2="si") | consentir(publicacion=False), ahora)
    assert enviar(capturada, ahora).identidad_version == 2


@pytest.mark.postgres
def test_reparar_descarta_lo_que_a_no_acepto_y_deja_reintentar(
    capturada: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _caer_tras_sellar(capturada, ahora, monkeypatch)
    luego = ahora + timedelta(minutes=6)
    assert (_reparar(luego).descartadas, _reparar(luego).descartadas) == (1, 0)
    assert actos("identidad", capturada).count("identidad_descartada") == 1
    assert enviar(capturada, luego).identidad_version == 2
    assert _reparar(luego + timedelta(minutes=6)).descartadas == 0


def test_reparar_no_toca_un_envio_que_todavia_puede_terminar(
    capturada: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _caer_tras_sellar(capturada, ahora, monkeypatch)
    assert _reparar(ahora + timedelta(minutes=4)).descartadas == 0


def test_reparar_sin_nada_que_reparar_no_hace_nada(capturada: Candidatura, ahora: datetime) -> None:
    enviar(capturada, ahora)
    hecho = _reparar(ahora + timedelta(days=1))
    assert (hecho.descartadas, hecho.avisos) == (0, ())


def test_lo_descartado_no_se_publica(
    candidatura: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    capturar(candidatura, ahora, publicacion=True)
    _caer_tras_sellar(candidatura, ahora, monkeypatch)
    firmar(candidatura, ahora)
    _reparar(ahora + timedelta(minutes=6))
    assert publicables(candidatura) == {}


def test_un_envio_sin_su_version_en_b_se_avisa_con_el_folio(
    capturada: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Solo lo produce restaurar respaldos de momentos distintos: se informa, no se repara."""
    enviar(capturada, ahora)
    perdida = [(capturada.clave_identidad, 1)]
    monkeypatch.setattr(consultas, "faltantes", lambda aceptadas: perdida)
    (aviso,) = _reparar(ahora + timedelta(hours=1)).avisos
    assert capturada.folio in aviso

"""Nada se dice dos veces, muera el obrero donde muera; lo cuida la base."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connections, transaction

from avisos.conftest import RATO
from conoceles.avisos import operaciones
from conoceles.avisos.models import Aviso, Marcador, Mensaje
from conoceles.correo.models import Correo
from personas import capturar, enviar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.models import Cuenta

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("al_dia")]


@pytest.fixture(autouse=True)
def enviada(al_dia: None, candidatura: Candidatura, ahora: datetime) -> Candidatura:
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    return candidatura


def _avisados() -> list[tuple[str, str]]:
    return sorted(Aviso.objects.filter(por_correo=True).values_list("cuenta__nombre", "acto"))


def test_dos_vueltas_dejan_lo_mismo(ahora: datetime) -> None:
    operaciones.anotar()
    una = _avisados()
    assert una == [("Ana", "enviada"), ("Eva", "enviada")]
    operaciones.anotar()
    assert _avisados() == una
    assert operaciones.repartir(ahora=ahora + RATO) == 2
    assert operaciones.repartir(ahora=ahora + RATO) == 0
    assert Correo.objects.filter(clase="aviso").count() == 2


@pytest.mark.parametrize("donde", ["avisos", "marcador"])
def test_muere_al_anotar_y_la_segunda_vuelta_lo_dice_una_vez(
    monkeypatch: pytest.MonkeyPatch, donde: str
) -> None:
    antes = dict(Marcador.objects.values_list("base", "hasta"))

    def muere(*_: Any, **__: Any) -> None:
        raise RuntimeError("se fue la luz")

    with monkeypatch.context() as m:
        if donde == "avisos":
            m.setattr(operaciones.destinatarios, "de", muere)
        else:
            m.setattr(type(Marcador.objects.all()), "update", muere)
        with pytest.raises(RuntimeError):
            operaciones.anotar()
    assert dict(Marcador.objects.values_list("base", "hasta")) == antes
    assert _avisados() == []
    operaciones.anotar()
    operaciones.anotar()
    assert _avisados() == [("Ana", "enviada"), ("Eva", "enviada")]


def test_muere_al_repartir_y_la_segunda_vuelta_escribe_una_vez(
    monkeypatch: pytest.MonkeyPatch, ahora: datetime
) -> None:
    operaciones.anotar()

    def muere(*_: Any, **__: Any) -> None:
        raise RuntimeError("se fue la luz")

    with monkeypatch.context() as m:
        m.setattr(Mensaje.objects, "create", muere)
        with pytest.raises(RuntimeError):
            operaciones.repartir(ahora=ahora + RATO)
    assert not Correo.objects.filter(clase="aviso").exists()
    assert operaciones.repartir(ahora=ahora + RATO) == 2
    assert operaciones.repartir(ahora=ahora + RATO) == 0


def test_el_marcador_no_retrocede_y_un_aviso_no_se_repite_ni_cambia(
    ahora: datetime, gente: dict[str, Cuenta]
) -> None:
    operaciones.anotar()
    operaciones.repartir(ahora=ahora + RATO)
    aviso = Aviso.objects.filter(por_correo=True).earliest("id")
    otra = Mensaje.objects.exclude(pk=aviso.mensaje_id).get()
    intentos: list[Callable[[], Any]] = [
        lambda: Marcador.objects.update(hasta=0),
        lambda: Aviso.objects.filter(pk=aviso.pk).update(cuenta=gente["beto"]),
        lambda: Aviso.objects.filter(pk=aviso.pk).update(mensaje=None),
        lambda: Aviso.objects.filter(pk=aviso.pk).update(mensaje=otra),
        lambda: Aviso.objects.filter(pk=aviso.pk)._raw_delete("default"),  # type: ignore[attr-defined]
        lambda: Mensaje.objects.update(hora=ahora),
        lambda: Mensaje.objects.create(
            cuenta=aviso.cuenta, hora=otra.hora, correo=Correo.objects.latest("id")
        ),
        lambda: _repetir(aviso),
    ]
    for intento in intentos:
        with pytest.raises(IntegrityError), transaction.atomic():
            intento()


def _repetir(aviso: Aviso) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO avisos_aviso (cuenta_id, base, entrada, acto, proceso, folio, en, por_correo) "
            "SELECT cuenta_id, base, entrada, acto, proceso, folio, en, por_correo FROM avisos_aviso WHERE id = %s",
            [aviso.pk],
        )


def test_lo_leido_no_vuelve_a_estar_sin_leer(gente: dict[str, Cuenta], ahora: datetime) -> None:
    operaciones.anotar()
    aviso = gente["ana"].avisos.latest("id")
    operaciones.leer_uno(aviso=aviso, ahora=ahora)
    with pytest.raises(IntegrityError), transaction.atomic():
        Aviso.objects.filter(pk=aviso.pk).update(leido_en=None)

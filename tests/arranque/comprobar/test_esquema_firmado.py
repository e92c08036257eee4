"""Asentar un esquema lo firma una cuenta de administración con su segundo factor: tener la consola no basta."""

from __future__ import annotations

import io
from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from conoceles.arranque.comprobar import aceptar, esquemas
from conoceles.arranque.ordenes import comprobar_esquema as esquema
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from segundo_factor import SECRETO, activar_totp, codigo_totp

if TYPE_CHECKING:
    from conoceles.cuentas.models import Cuenta

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base", "datos", "sin_intentos_previos")]
MOTIVO = "Dina agregó un índice para que su reporte mensual no tarde."


@pytest.fixture(autouse=True)
def con_un_indice_suyo(base: None, datos: object, ahora: datetime) -> None:
    esquemas.asentar(ahora=ahora)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("CREATE INDEX de_la_operadora ON avisos_mensaje (id)")


def _cuenta(correo: str, papel: str, ahora: datetime) -> Cuenta:
    from conoceles.cuentas.operaciones import crear_cuenta

    por = Alcance.sistema("pruebas")
    nombre = correo.partition("@")[0].title()
    return crear_cuenta(
        correo=correo, clave=None, nombre=nombre, papel=papel, ambito="", por=por, ahora=ahora
    )


@pytest.fixture
def dina(base: None, ahora: datetime) -> Cuenta:
    return _cuenta("dina@instituto.mx", "administracion", ahora)


@pytest.fixture
def cora(base: None, ahora: datetime) -> Cuenta:
    return _cuenta("cora@instituto.mx", "revision", ahora)


def _asentar(
    monkeypatch: pytest.MonkeyPatch, correo: str, codigo: str, motivo: str = MOTIVO
) -> list[esquema.DeUnaBase]:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{codigo}\n"))
    pedido = Namespace(asentar=aceptar.codigo_de("default"), motivo=motivo, firma=correo)
    return esquema.ejecutar(pedido)


def _aceptados() -> list[str]:
    return [*Entrada.objects.filter(acto=Acto.ESQUEMA_ACEPTADO).values_list("actor", flat=True)]


def test_lo_firma_quien_administra_con_su_codigo_y_queda_a_su_nombre(
    dina: Cuenta, monkeypatch: pytest.MonkeyPatch
) -> None:
    activar_totp(cuenta=dina, secreto=SECRETO)
    [hecho] = _asentar(monkeypatch, dina.correo, codigo_totp())
    assert (hecho["base"], hecho["asentado"]) == ("curricular", True)
    assert _aceptados() == [f"cuenta:{dina.pk}"]
    assert [*esquemas.cambiados()] == []


@pytest.mark.parametrize("codigo", ["", "000000", "no es un código"])
def test_sin_su_codigo_la_consola_sola_no_basta(
    dina: Cuenta, codigo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    activar_totp(cuenta=dina, secreto=SECRETO)
    with pytest.raises(ErrorDeDominio, match="Ese código no vale"):
        _asentar(monkeypatch, dina.correo, codigo)
    assert _aceptados() == []
    assert [*esquemas.cambiados()]


def test_el_codigo_vale_una_vez_y_lo_fallido_se_anota(dina: Cuenta, monkeypatch: pytest.MonkeyPatch) -> None:
    activar_totp(cuenta=dina, secreto=SECRETO)
    codigo = codigo_totp()
    _asentar(monkeypatch, dina.correo, codigo)
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX otro ON avisos_mensaje (id)")
    with pytest.raises(ErrorDeDominio, match="Ese código no vale"):
        _asentar(monkeypatch, dina.correo, codigo)
    assert Entrada.objects.filter(acto=Acto.FACTOR_FALLIDO, actor=f"cuenta:{dina.pk}").count() == 1


def test_lo_que_no_se_puede_asentar_no_gasta_el_codigo(dina: Cuenta, monkeypatch: pytest.MonkeyPatch) -> None:
    activar_totp(cuenta=dina, secreto=SECRETO)
    codigo = codigo_totp()
    with pytest.raises(ErrorDeDominio, match="quién lo cambió"):
        _asentar(monkeypatch, dina.correo, codigo, motivo="")
    assert _asentar(monkeypatch, dina.correo, codigo)[0]["asentado"]


def test_quien_no_administra_no_firma(cora: Cuenta, monkeypatch: pytest.MonkeyPatch) -> None:
    activar_totp(cuenta=cora, secreto=SECRETO)
    with pytest.raises(ErrorDeDominio, match="de administración"):
        _asentar(monkeypatch, cora.correo, codigo_totp())


def test_una_cuenta_que_alguien_puso_en_la_base_no_firma(
    cora: Cuenta, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Quien escribe en la base se hace de administración; no consta, así que no firma."""
    activar_totp(cuenta=cora, secreto=SECRETO)
    type(cora).objects.filter(pk=cora.pk).update(papel="administracion")
    with pytest.raises(ErrorDeDominio, match="no consta"):
        _asentar(monkeypatch, cora.correo, codigo_totp())
    assert _aceptados() == []


def test_sin_decir_quien_firma_no_se_asienta() -> None:
    with pytest.raises(ErrorDeDominio, match="--firma"):
        esquema.ejecutar(Namespace(asentar=aceptar.codigo_de("default"), motivo=MOTIVO, firma=""))

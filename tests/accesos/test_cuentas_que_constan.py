"""Cada acto legítimo asienta la parte de la cuenta que escribe: deja entrar, remedia lo suyo y no da por bueno lo demás."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client

from accesos import cliente_llano
from accesos.conftest import CLAVE, CORREO, enlace_del_correo, recibir
from conoceles.bitacora.actos import Acto
from conoceles.candidaturas import designaciones
from conoceles.cuentas import codigos, enlaces, operaciones
from conoceles.cuentas.constancia import cotejo
from conoceles.cuentas.constancia.reponer import reponer
from conoceles.cuentas.models import Cuenta
from conoceles.cuentas.personal import abrir_cuenta
from conoceles.nucleo.errores import ErrorDeDominio
from paginas import check, texto
from personas import DINA, SISTEMA, dentro
from segundo_factor import SECRETO, activar_totp, codigo_totp

if TYPE_CHECKING:
    from conoceles.cuentas.enlaces import Entrega
    from conoceles.proceso.models import Proceso

OTRA = "otra frase larga y propia"


def test_recuperar_la_contrasena_remedia_la_sustituida_y_no_lo_demas(ana: Cuenta, ahora: datetime) -> None:
    cliente_llano.contrasena(ana)
    cliente_llano.llano(
        "UPDATE mfa_authenticator SET data = '{}' WHERE user_id = %s AND type = 'totp'", ana.pk
    )
    enlaces.pedir_recuperacion(correo=CORREO, ahora=ahora)
    client = Client()
    client.get(enlace_del_correo(CORREO))
    client.post("/acceso/", {"clave": CLAVE, "repetida": CLAVE})
    dicha = cotejo.frase(ana)
    assert "contraseña" not in dicha
    assert "segundo factor" in dicha
    assert cliente_llano.entrar()[0] == 403
    operaciones.restablecer_factor(
        cuenta=ana, motivo="Se lo cambiaron", evidencia="identificacion", por=DINA, ahora=ahora
    )
    assert cotejo.frase(ana) == ""
    assert cliente_llano.entrar()[0] == 302


def test_cambiar_el_correo_remedia_el_sustituido_y_no_el_papel(ana: Cuenta, ahora: datetime) -> None:
    cliente_llano.correo(ana)
    cliente_llano.papel(ana)
    enlaces.cambiar_correo(cuenta=ana, correo=CORREO, motivo="Se lo cambiaron", por=DINA, ahora=ahora)
    dicha = cotejo.frase(ana)
    assert "tiene un correo" not in dicha
    assert "es de «administración»" in dicha


@pytest.mark.parametrize("danio", ["papel", "ámbito y contiendas", "cerrada", "abierta otra vez", "nombre"])
def test_dina_repone_lo_que_le_cambiaron_a_una_cuenta_y_nada_mas(
    danio: str, ana: Cuenta, proceso: Proceso, ahora: datetime
) -> None:
    """Solo vuelve lo que su sello confirma: la contraseña sustituida de paso sigue sin valer."""
    dina = operaciones.crear_cuenta(
        correo="dina@prueba.mx", nombre="Dina", papel="administracion", clave=OTRA, por=SISTEMA, ahora=ahora
    )
    if danio == "abierta otra vez":
        designaciones.dar_de_baja(cuenta=ana, motivo="Renunció.", por=DINA, ahora=ahora)
    antes = Cuenta.objects.filter(pk=ana.pk).values().get()
    DANIOS[danio](ana)
    cliente_llano.contrasena(ana)
    escrito = {"acto": "reponer", "motivo": "Se la cambiaron por fuera"}
    if danio == "nombre":
        mal = dentro(dina).post(f"/accesos/{ana.pk}/", escrito | {"nombre": "Otra Persona"})
        assert mal.status_code == 422
        assert "Ese no es el nombre que tenía" in texto(check(mal.content))
        assert cotejo.frase(ana), "con el nombre que puso quien ataca no se da por bueno"
    assert dentro(dina).post(f"/accesos/{ana.pk}/", escrito | {"nombre": antes["nombre"]}).status_code == 302
    quedo = Cuenta.objects.filter(pk=ana.pk).values().get()
    assert {que for que in antes if antes[que] != quedo[que]} == {"password"}
    assert (cotejo.frase(ana) == "") is (danio == "abierta otra vez"), "con una cerrada no se entra"
    assert cliente_llano.entrar(clave=cliente_llano.AJENA)[0] != 302
    with pytest.raises(ErrorDeDominio, match="no hay nada que reponer"):
        reponer(cuenta=ana, nombre="", motivo="Otra vez", por=DINA, ahora=ahora)


DANIOS: dict[str, Callable[[Cuenta], None]] = {
    "papel": cliente_llano.papel,
    "ámbito y contiendas": lambda ana: cliente_llano.llano(
        "UPDATE cuentas_cuenta SET ambito = 'fuerza:1', contiendas = '[\"x\"]' WHERE id = %s", ana.pk
    ),
    "cerrada": lambda ana: cliente_llano.llano(
        "UPDATE cuentas_cuenta SET is_active = %s WHERE id = %s", False, ana.pk
    ),
    "abierta otra vez": lambda ana: cliente_llano.llano(
        "UPDATE cuentas_cuenta SET is_active = %s WHERE id = %s", True, ana.pk
    ),
    "nombre": cliente_llano.nombre,
}


def test_dina_ve_en_accesos_que_se_cambio_por_fuera_y_que_hacer(
    ana: Cuenta, proceso: Proceso, ahora: datetime
) -> None:
    dicho = {"nombre": "Dina", "papel": "administracion", "clave": OTRA}
    dina = operaciones.crear_cuenta(correo="dina@prueba.mx", **dicho, por=SISTEMA, ahora=ahora)
    cliente_llano.contrasena(ana)
    navegador = dentro(dina)
    assert "Cambiada por fuera: no entra" in texto(check(navegador.get("/accesos/").content))
    ficha = texto(check(navegador.get(f"/accesos/{ana.pk}/").content))
    assert (
        f"La cuenta {ana.pk} tiene una contraseña que ningún acto puso (que la persona la recupere)." in ficha
    )


def test_imprimir_codigos_no_da_por_bueno_un_factor_plantado(ana: Cuenta, ahora: datetime) -> None:
    cliente_llano.factor_plantado(ana)
    codigos.entregar(cuenta=ana, motivo="Los pidió", evidencia="identificacion", por=DINA, ahora=ahora)
    assert "segundo factor" in cotejo.frase(ana)
    assert cliente_llano.entrar()[0] == 403


def test_volver_a_resumir_la_contrasena_al_entrar_no_pasa(ana: Cuenta, settings: Any) -> None:
    """Una versión de Django con otros parámetros la cambiaría sin acto, y la cuenta dejaría de entrar."""
    from django.contrib.auth.hashers import get_hashers

    from conoceles.cuentas.contrasenas import Argon2

    antes = Cuenta.objects.get(pk=ana.pk).password
    original, Argon2.time_cost = Argon2.time_cost, 3
    get_hashers.cache_clear()
    try:
        assert cliente_llano.entrar()[0] == 302
    finally:
        Argon2.time_cost = original
        get_hashers.cache_clear()
    assert Cuenta.objects.get(pk=ana.pk).password == antes


def test_cada_acto_legitimo_deja_entrar_a_quien_debe(base: None, ahora: datetime) -> None:
    """Abrir, recibir, activar, usar un código, cambiar la contraseña, hacer códigos, quitar una llave, recuperar, perder el factor."""
    entrega = abrir_cuenta(nombre="Cora", correo=CORREO, papel="revision", por=DINA, ahora=ahora)
    recibir(entrega, ahora)
    cuenta, cora = entrega.enlace.cuenta, Client()
    cora.post("/cuenta/entrar/", {"login": CORREO, "password": CLAVE})
    cora.post("/cuenta/confirmar/", {"password": CLAVE})
    secreto = cora.get("/cuenta/segundo-factor/activar/").context["form"].secret
    cora.post("/cuenta/segundo-factor/activar/", {"code": codigo_totp(secreto)})
    _sigue(cora)
    cora = _otra_vez(CLAVE, codigos.vivos(cuenta)[0])
    _sigue(cora)
    cora.post("/cuenta/contrasena/", {"actual": CLAVE, "clave": OTRA, "repetida": OTRA})
    _sigue(cora)
    cora.post("/cuenta/confirmar/", {"password": OTRA})
    cora.get("/cuenta/codigos/")
    _sigue(cora)
    cora.post("/cuenta/codigos/generar/")
    _sigue(cora)
    _agregar_llave(cuenta, ahora)
    _sigue(cora)
    llave = Authenticator.objects.get(user=cuenta, type="webauthn")
    assert cora.post(f"/cuenta/llaves/{llave.pk}/quitar/").status_code == 302
    _sigue(cora)
    enlaces.pedir_recuperacion(correo=CORREO, ahora=ahora)
    _recibir_del_correo(CORREO, CLAVE)
    cora = _otra_vez(CLAVE, codigos.vivos(cuenta)[0])
    _sigue(cora)
    codigos.entregar(cuenta=cuenta, motivo="Los pidió", evidencia="identificacion", por=DINA, ahora=ahora)
    cora = _otra_vez(CLAVE, codigos.vivos(cuenta)[0])
    _sigue(cora)
    operaciones.restablecer_factor(
        cuenta=cuenta, motivo="Lo perdió", evidencia="identificacion", por=DINA, ahora=ahora
    )
    assert [*cotejo.sin_constancia()] == []
    activar_totp(cuenta=cuenta, secreto=SECRETO)
    enlaces.cambiar_correo(
        cuenta=cuenta, correo="cora.nueva@prueba.mx", motivo="Lo perdió", por=DINA, ahora=ahora
    )
    _recibir_del_correo("cora.nueva@prueba.mx", OTRA)
    assert cliente_llano.entrar("cora.nueva@prueba.mx", OTRA)[0] == 302
    assert [*cotejo.sin_constancia()] == []


def test_dar_de_baja_y_designar_otra_vez_deja_entrar(
    ana: Cuenta, designar: Callable[..., Entrega], ahora: datetime
) -> None:
    designaciones.dar_de_baja(cuenta=ana, motivo="Renunció.", por=DINA, ahora=ahora)
    assert [*cotejo.sin_constancia()] == []
    recibir(designar(siglas="PAN"), ahora)
    assert [*cotejo.sin_constancia()] == []
    assert cliente_llano.entrar()[0] == 302


def _sigue(navegador: Client) -> None:
    assert [*cotejo.sin_constancia()] == []
    assert navegador.get("/revision/").status_code == 200


def _otra_vez(clave: str, codigo: str) -> Client:
    navegador = Client()
    navegador.post("/cuenta/entrar/", {"login": CORREO, "password": clave})
    assert navegador.post("/cuenta/segundo-factor/", {"code": codigo}).status_code == 302
    return navegador


def _recibir_del_correo(correo: str, clave: str) -> None:
    navegador = Client()
    navegador.get(enlace_del_correo(correo))
    listo = navegador.post("/acceso/", {"clave": clave, "repetida": clave, "acusa": "si"})
    assert listo.status_code == 200 or listo["Location"] == "/cuenta/segundo-factor/", (
        "quien ya lo tiene, lo prueba"
    )


@transaction.atomic
def _agregar_llave(cuenta: Cuenta, ahora: datetime) -> None:
    """Lo que deja la pantalla; la llave de verdad la prueba un navegador."""
    Authenticator.objects.create(
        user=cuenta, type="webauthn", data={"name": "Mía", "credential": {"id": "x"}}
    )
    operaciones.anotar_factor(cuenta=cuenta, acto=Acto.FACTOR_ACTIVADO, tipo="webauthn", ahora=ahora)

"""El enlace de un solo uso: una vez, a tiempo, y el acuse en la misma transacción."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accesos.conftest import CLAVE, CORREO, recibir, secreto_de
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas import designaciones
from conoceles.candidaturas.designaciones import dar_de_baja, reenviar
from conoceles.correo.models import Correo
from conoceles.correo.operaciones import despachar
from conoceles.cuentas import enlaces, operaciones
from conoceles.cuentas.models import AcuseDeRecibo, Cuenta, Enlace
from conoceles.cuentas.operaciones import restablecer_factor
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos, NoEncontrado
from llegadas import en_la_cola, justo_despues
from personas import CORA, DINA, SISTEMA

if TYPE_CHECKING:
    from conoceles.cuentas.enlaces import Entrega

Designar = Callable[..., "Entrega"]


def test_del_testigo_solo_se_guarda_su_resumen(designar: Designar) -> None:
    entrega = designar()
    secreto = secreto_de(entrega)
    assert len(secreto) >= 40
    assert secreto not in str(list(Enlace.objects.values()))
    assert secreto not in str(list(Entrada.objects.values()))
    assert secreto not in repr(entrega)


def test_el_correo_pierde_el_enlace_cuando_sale(
    designar: Designar, ahora: datetime, settings: object
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    secreto = secreto_de(designar())
    correo = Correo.objects.get(para=CORREO)
    assert secreto in correo.texto
    despachar(ahora=ahora)
    correo.refresh_from_db()
    assert secreto not in correo.texto


@pytest.mark.postgres
def test_recibirlo_guarda_contrasena_y_acuse_una_sola_vez(designar: Designar, ahora: datetime) -> None:
    entrega = designar()
    recibir(entrega, ahora)
    cuenta = Cuenta.objects.get(correo=CORREO)
    assert cuenta.check_password(CLAVE)
    assert AcuseDeRecibo.objects.get().en == ahora
    ultima = Entrada.objects.latest("id")
    assert (ultima.acto, ultima.actor) == ("acceso_acusado", f"cuenta:{cuenta.pk}")
    with pytest.raises(ErrorDeDominio, match="ya se usó"):
        recibir(entrega, ahora)


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"acusa": False}, "acusa"),
        ({"clave": "corta", "repetida": "corta"}, "clave"),
        ({"clave": "una frase que nadie dijo", "repetida": "otra cosa distinta"}, "repetida"),
    ],
)
def test_lo_que_falta_se_dice_y_no_gasta_el_enlace(
    designar: Designar, ahora: datetime, cambio: dict[str, object], campo: str
) -> None:
    entrega = designar()
    datos = {"testigo": secreto_de(entrega), "clave": CLAVE, "repetida": CLAVE, "acusa": True, "ahora": ahora}
    with pytest.raises(ErroresDeCampos) as fallo:
        enlaces.recibir(**(datos | cambio))  # type: ignore[arg-type]
    assert list(fallo.value.errores) == [campo]
    assert fallo.value.mensaje == "Falta algo para recibir su acceso."
    recibir(entrega, ahora)


def test_vencido_dice_cuando_vencio(designar: Designar, ahora: datetime) -> None:
    entrega = designar()
    with pytest.raises(ErrorDeDominio, match=r"venció el 30 de abril de 2024 a las 10:00"):
        recibir(entrega, ahora + timedelta(hours=120))
    recibir(entrega, ahora + timedelta(hours=119, minutes=59))


def test_quien_llego_antes_de_que_venciera_lo_recibe_aunque_se_le_atienda_despues(
    designar: Designar, ahora: datetime
) -> None:
    entrega = designar()
    with en_la_cola(justo_despues(ahora + timedelta(hours=120))) as tarde:
        recibir(entrega, tarde)


@pytest.mark.postgres
def test_otro_enlace_anula_el_anterior(designar: Designar, ahora: datetime) -> None:
    primero = designar()
    segundo = reenviar(cuenta=primero.enlace.cuenta, por=DINA, ahora=ahora)
    with pytest.raises(ErrorDeDominio, match="se envió otro"):
        recibir(primero, ahora)
    recibir(segundo, ahora)
    with pytest.raises(ErrorDeDominio, match="ya acusó recibo"):
        reenviar(cuenta=primero.enlace.cuenta, por=DINA, ahora=ahora)


def test_inventado_no_existe(base: None, ahora: datetime) -> None:
    with pytest.raises(ErrorDeDominio, match="no existe"):
        enlaces.abrir("inventado", ahora=ahora)


@pytest.mark.postgres
def test_la_base_no_deja_dos_enlaces_vivos_ni_revivir_uno(designar: Designar, ahora: datetime) -> None:
    enlace = designar().enlace
    with pytest.raises(IntegrityError), transaction.atomic():
        Enlace.objects.create(
            cuenta=enlace.cuenta, motivo="entrega", resumen="x", por="x", en=ahora, vence_en=ahora
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        AcuseDeRecibo.objects.create(enlace=enlace, en=ahora)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enlace.objects.filter(pk=enlace.pk).update(vence_en=ahora + timedelta(days=99))
    Enlace.objects.filter(pk=enlace.pk).update(anulado_en=ahora)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enlace.objects.filter(pk=enlace.pk).update(usado_en=None, anulado_en=None)


def test_recuperar_guarda_otra_contrasena_sin_otro_acuse(designar: Designar, ahora: datetime) -> None:
    recibir(designar(), ahora)
    enlaces.pedir_recuperacion(correo="ANA.nueva@prueba.mx ", ahora=ahora)
    enlace = Enlace.objects.get(usado_en=None)
    assert (enlace.motivo, enlace.vence_en) == ("recuperacion", ahora + timedelta(hours=2))
    secreto = Correo.objects.latest("id").texto.split("/acceso/")[1].split("/")[0]
    otra = "otra frase larga y propia"
    enlaces.recibir(testigo=secreto, clave=otra, repetida=otra, acusa=False, ahora=ahora)
    assert Cuenta.objects.get(correo=CORREO).check_password(otra)
    assert AcuseDeRecibo.objects.count() == 1


def test_recuperar_lo_que_no_existe_no_deja_rastro(designar: Designar, ahora: datetime) -> None:
    dar_de_baja(cuenta=designar().enlace.cuenta, motivo="Renunció", por=DINA, ahora=ahora)
    antes = Entrada.objects.count(), Correo.objects.count()
    for correo in ("nadie@prueba.mx", CORREO):
        enlaces.pedir_recuperacion(correo=correo, ahora=ahora)
    assert (Entrada.objects.count(), Correo.objects.count()) == antes


def test_recuperar_un_correo_sin_cuenta_hace_lo_mismo_y_lo_deshace(
    designar: Designar, ahora: datetime
) -> None:
    """Quien mide cuánto se tarda en contestar no sabe qué correos tienen cuenta."""
    recibir(designar(), ahora)
    enlaces.pedir_recuperacion(correo=CORREO, ahora=ahora)
    vivo = Enlace.objects.get(usado_en=None, anulado_en=None)
    antes = Entrada.objects.count(), Correo.objects.count()
    hechos = {}
    for correo in ("nadie@prueba.mx", CORREO):
        with CaptureQueriesContext(connection) as hecho:
            enlaces.pedir_recuperacion(correo=correo, ahora=ahora)
        hechos[correo] = [" ".join(c["sql"].split()[:3]) for c in hecho if "SAVEPOINT" not in c["sql"]]
        if correo != CORREO:
            assert (Entrada.objects.count(), Correo.objects.count()) == antes
            assert Enlace.objects.get(usado_en=None, anulado_en=None) == vivo
    escribe, suyo = (
        [s for s in hechos[c] if s.startswith(("INSERT", "UPDATE"))] for c in ("nadie@prueba.mx", CORREO)
    )
    assert escribe == suyo
    assert len(escribe) > 3
    assert Correo.objects.count() == antes[1] + 1
    with CaptureQueriesContext(connection) as otra_vez:
        enlaces.pedir_recuperacion(correo=CORREO, ahora=ahora)
    de_cuentas = [sum("cuentas_" in c["sql"] for c in cuales) for cuales in (hecho, otra_vez)]
    assert de_cuentas[0] == de_cuentas[1], "cuánto se tarda no dice cuántos enlaces se le han enviado"


def test_fallar_con_un_correo_sin_cuenta_hace_lo_mismo_y_lo_deshace(
    designar: Designar, ahora: datetime
) -> None:
    recibir(designar(), ahora)
    hechos = []
    for correo, entradas in (("nadie@prueba.mx", 0), (CORREO, 1)):
        with CaptureQueriesContext(connection) as hecho:
            operaciones.anotar_intento_fallido(correo=correo, ahora=ahora)
        assert Entrada.objects.filter(acto="entrada_fallida").count() == entradas
        hechos.append([" ".join(c["sql"].split()[:3]) for c in hecho if "SAVEPOINT" not in c["sql"]])
    assert hechos[0] == hechos[1]
    assert len(hechos[0]) > 4


def test_recuperar_sin_acuse_entrega_otra_vez(designar: Designar, ahora: datetime) -> None:
    designar()
    enlaces.pedir_recuperacion(correo=CORREO, ahora=ahora + timedelta(days=30))
    assert Enlace.objects.get(usado_en=None, anulado_en=None).motivo == "entrega"


@pytest.mark.parametrize("por", [CORA, Alcance("cuenta:ana", "partido", fuerza=1)])
def test_solo_administracion_actua_sobre_una_cuenta(
    designar: Designar, ahora: datetime, por: Alcance
) -> None:
    cuenta = designar().enlace.cuenta
    for acto, mas in (
        (designaciones.dar_de_baja, {"motivo": "x"}),
        (designaciones.reenviar, {}),
        (operaciones.restablecer_factor, {"motivo": "x"}),
        (enlaces.cambiar_correo, {"correo": "x@y.mx", "motivo": "x"}),
    ):
        with pytest.raises(NoEncontrado):
            acto(cuenta=cuenta, por=por, ahora=ahora, **mas)  # type: ignore[operator]


def test_nadie_actua_sobre_su_propia_cuenta(designar: Designar, ahora: datetime) -> None:
    cuenta = designar().enlace.cuenta
    propia = Alcance(f"cuenta:{cuenta.pk}", "administracion", todo=True)
    for acto in (dar_de_baja, restablecer_factor):
        with pytest.raises(ErrorDeDominio, match="otra persona"):
            acto(cuenta=cuenta, motivo="x", por=propia, ahora=ahora)


def test_cambiar_el_correo_cierra_lo_anterior_y_entrega_otra_vez(designar: Designar, ahora: datetime) -> None:
    recibir(designar(), ahora)
    cuenta = Cuenta.objects.get(correo=CORREO)
    with pytest.raises(ErrorDeDominio, match="motivo"):
        enlaces.cambiar_correo(cuenta=cuenta, correo="otra@prueba.mx", motivo=" ", por=DINA, ahora=ahora)
    entrega = enlaces.cambiar_correo(
        cuenta=cuenta, correo="Otra@prueba.mx", motivo="Oficio 3", por=DINA, ahora=ahora
    )
    cuenta.refresh_from_db()
    assert cuenta.correo == "otra@prueba.mx"
    assert not cuenta.check_password(CLAVE)
    recibir(entrega, ahora)
    dicho = {"cuenta": cuenta.pk, "motivo": "Oficio 3"}
    assert dicho.items() <= Entrada.objects.get(acto="correo_cambiado").datos.items()


def test_restablecer_el_segundo_factor_deja_motivo(designar: Designar, ahora: datetime) -> None:
    from allauth.mfa.models import Authenticator

    from segundo_factor import SECRETO, activar_totp

    cuenta = designar().enlace.cuenta
    activar_totp(cuenta=cuenta, secreto=SECRETO)
    restablecer_factor(cuenta=cuenta, motivo="Perdió su teléfono; oficio 9", por=SISTEMA, ahora=ahora)
    assert not Authenticator.objects.filter(user=cuenta).exists()
    assert Entrada.objects.latest("id").datos["motivo"] == "Perdió su teléfono; oficio 9"

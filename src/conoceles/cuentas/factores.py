"""Si esta sesión pasó por un segundo factor que la cuenta todavía tiene, y que un código de la aplicación valga una vez."""

from __future__ import annotations

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from conoceles.cuentas import fallas
from conoceles.cuentas.constancia import cotejo
from conoceles.cuentas.fallas import Tope
from conoceles.cuentas.models import ADMINISTRAN, Cuenta
from conoceles.cuentas.operaciones import anotar_codigo_usado, de_la_cuenta
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio


def paso(request: HttpRequest, cuenta: Cuenta) -> bool:
    """Verdadero solo si lo probó en esta sesión. Un factor que se restableció ya no prueba nada."""
    probados = [r.get("id") for r in get_authentication_records(request, cuenta) if r.get("method") == "mfa"]
    return any(factor.pk in probados for factor in cotejo.factores(cuenta).all())


def con_que(request: HttpRequest, cuenta: Cuenta) -> list[str]:
    """Con qué entró en esta sesión, en su orden: «password», «totp», «webauthn», «recovery_codes»."""
    return [str(r.get("type", r["method"])) for r in get_authentication_records(request, cuenta)]


def tiene(cuenta: Cuenta) -> bool:
    """Si ya activó alguno: aplicación, llave de paso o códigos impresos."""
    return cotejo.factores(cuenta).exists()


def vale(cuenta: Cuenta, codigo: str) -> bool:
    """Si es uno de los suyos en este momento: el de su aplicación o uno impreso sin usar. No lo gasta."""
    return any(_es_de(suyo, codigo) for suyo in cotejo.factores(cuenta).all())


def _es_de(factor: Authenticator, codigo: str) -> bool:
    if factor.type == Authenticator.Type.TOTP:
        return validate_totp_code(get_adapter().decrypt(factor.data["secret"]), codigo)
    impresos = factor.wrap().get_unused_codes() if factor.type == Authenticator.Type.RECOVERY_CODES else ()
    return any(compare_user_code(actual=codigo, expected=uno) for uno in impresos)


def anotar_en_sesion(request: HttpRequest, cuenta: Cuenta, tipo: str) -> None:
    """Quien acaba de activar un factor lo acaba de probar: no se le pide otra vez."""
    factor = Authenticator.objects.filter(user=cuenta, type=tipo).latest("pk")
    record_authentication(request, cuenta, "mfa", id=factor.pk, type=tipo)


class _UnaVez(BaseAuthenticateForm):
    """Un código vale su paso y los vecinos, y allauth recuerda solo un paso que ya se usó: en el que sigue lo admitiría otra vez."""

    def clean_code(self) -> str:
        """Gastar un código impreso y asentarlo son uno: en otra ventana de la cuenta, su renglón no constaría.

        Las fallas se cuentan después, fuera de esa transacción.
        """
        tope, falla = self.tope(), None
        if fallas.agotado(tope):
            raise get_adapter().validation_error("demasiados_codigos")
        with transaction.atomic():  # lo fallido también se anota: nada se deshace
            try:
                codigo = self._gastar()
            except ValidationError as error:
                falla = error
        if falla is not None:
            fallas.anotar(tope)
            raise falla
        return codigo

    def tope(self) -> Tope:
        """Dónde se cuentan los que no son."""
        return fallas.de_codigos(context.request, self.user)

    def _gastar(self) -> str:
        codigo: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
            anotar_codigo_usado(cuenta=self.user, ahora=reloj.ahora())
        pasos = 2 * app_settings.TOTP_TOLERANCE + 1
        usado = f"usado:{self.user.pk}:{''.join(codigo.split())}"
        if not cache.add(usado, 1, pasos * app_settings.TOTP_PERIOD):
            self._emit_authentication_failed(self.authenticator)
            raise get_adapter().validation_error("incorrect_code")
        return codigo


class Entrar(_UnaVez, AuthenticateForm):
    """El código con que se entra."""


class Confirmar(_UnaVez, ReauthenticateForm):
    """El código con que se prueba otra vez quién es."""

    def tope(self) -> Tope:
        return fallas.de_la_sesion(context.request)


class _Firmar(Entrar):
    """El de quien firma en la consola."""

    def tope(self) -> Tope:
        return Tope(f"consola {self.user.pk}")


class _ConLlave(AuthenticateWebAuthnForm):
    """allauth anuncia el código que no pasó, y no la llave de paso: su intento también consta, hasta donde constan los códigos.

    La firma de una llave no se adivina: ninguna se rechaza por lo que falló antes.
    """

    def clean_credential(self) -> Authenticator:
        """El desafío que falló ya no sirve: la pantalla que sigue lleva otro."""
        try:
            return super().clean_credential()
        except ValidationError:
            if fallas.anotar(Tope(f"llaves {self.user.pk}")):
                llave = Authenticator(user=self.user, type=Authenticator.Type.WEBAUTHN)
                authentication_failed.send(
                    Authenticator, request=context.request, user=self.user, authenticator=llave
                )
            raise


class EntrarConLlave(_ConLlave):
    """La llave de paso con que se entra."""


class ConfirmarConLlave(_ConLlave, ReauthenticateWebAuthnForm):
    """La llave de paso con que se prueba otra vez quién es."""


def firma_en_consola(*, correo: str, codigo: str) -> Alcance:
    """Quien firma lo que se ordena en la consola, con el código de su segundo factor: tener la consola no basta.

    `ErrorDeDominio` si no es de administración o el código no vale. Vale una vez, lo fallido se anota y los intentos se detienen, como al entrar.
    """
    quien = Cuenta.objects.filter(
        correo=correo.strip().lower(), is_active=True, papel__in=ADMINISTRAN
    ).first()
    if quien is None:
        raise ErrorDeDominio(f"No hay una cuenta activa de administración con el correo {correo}.")
    if cotejo.alterada(quien):
        raise ErrorDeDominio(
            f"La cuenta {correo} no consta como la dejó el sistema: no entra ni firma. Vea «conoceles comprobar»."
        )
    with context.request_context(HttpRequest()):
        if not _Firmar({"code": codigo}, user=quien).is_valid():
            raise ErrorDeDominio(
                "Ese código no vale: es el de seis cifras de la aplicación de esa cuenta, o uno de los impresos, sin usar. "
                "Si ya falló varias veces, espere unos minutos."
            )
    return de_la_cuenta(quien)

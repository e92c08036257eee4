"""Cómo entra una cuenta: allauth hace el trabajo; aquí, lo que esta institución decide."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterable

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.cuentas import cerradas, codigos, conocidos, factores, fallas, operaciones
from conoceles.cuentas.constancia import cotejo
from conoceles.cuentas.models import Cuenta
from conoceles.cuentas.negativas import negar_alterada
from conoceles.nucleo import reloj, secretos


class AdaptadorDeCuentas(DefaultAccountAdapter):
    """Sin registro libre; cada entrada y cada intento fallido quedan en la bitácora."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "El correo o la contraseña no coinciden. Revíselos y vuelva a intentar.",
        "falta_codigo": "Escriba también su código, y otra vez su contraseña.",
        "no_coinciden": "El correo, la contraseña o el código no coinciden. Revise los tres y vuelva a intentar.",
        "demasiadas_en_sesion": (
            "En esta sesión se escribió cinco veces una contraseña que no es. Espere cinco minutos."
        ),
        "incorrect_password": "La contraseña no es correcta.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Los mensajes de cortesía de allauth no se muestran: la pantalla ya dice lo que pasó."""

    def pre_login(self, request: HttpRequest, user: Cuenta, **kwargs: object) -> HttpResponse | None:
        """A la que otro cliente de la base puso o cambió no se le pide ni el segundo factor."""
        if user.is_active and cotejo.alterada(user):
            clear_login(request)
            return negar_alterada(request, user)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request: HttpRequest, user: Cuenta, **kwargs: object) -> HttpResponse:
        respuesta = super().post_login(request, user, **kwargs)
        if factores.tiene(user) and codigos.por_acabarse(user):
            respuesta = redirect("mfa_generate_recovery_codes")
        operaciones.anotar_entrada(cuenta=user, con=factores.con_que(request, user), ahora=reloj.ahora())
        conocidos.recordar(request, respuesta, user)
        return respuesta

    def respond_user_inactive(self, request: HttpRequest, user: Cuenta) -> HttpResponse:
        """Solo llega aquí quien escribió su contraseña: a ella se le dice quién cerró su cuenta."""
        contexto = {"quien": cerradas.quien_la_cerro(user)}
        return render(request, "account/account_inactive.html", contexto, status=403)

    def authentication_failed(self, request: HttpRequest, **credentials: str) -> None:
        """Se cuenta y se anota; al probarse otra vez, ya adentro, solo en esa sesión."""
        correo = credentials.get("email", "").strip().lower()
        adentro = request.user.is_authenticated
        fallas.anotar(*([fallas.de_la_sesion(request)] if adentro else fallas.al_entrar(request, correo)))
        operaciones.anotar_intento_fallido(correo=correo, ahora=reloj.ahora())

    def reauthenticate(self, user: Cuenta, password: str) -> bool:
        """Confirma la contraseña de quien ya entró. `ValidationError` si en esta sesión ya falló cinco veces."""
        if fallas.agotado(fallas.de_la_sesion(self.request)):
            operaciones.anotar_limite(correo=user.correo, ahora=reloj.ahora())
            raise self.validation_error("demasiadas_en_sesion")
        confirmada = self.authenticate(self.request, email=user.correo, password=password)
        return confirmada is not None and confirmada.pk == user.pk


PARA_ENTRAR = {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}  # como pregunta allauth si falta un paso


class AdaptadorDeFactores(DefaultMFAAdapter):
    """El secreto del segundo factor se guarda cifrado: un respaldo de la base A no lo revela."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "El código no es correcto o ya venció. Escriba el que muestra ahora su aplicación.",
        "demasiados_codigos": (
            "Con su contraseña se escribieron cinco códigos que no son. Espere cinco minutos, o entre donde siempre entra o con su "
            "llave de paso. Si no fue usted, alguien sabe su contraseña: cámbiela en «Olvidé mi contraseña»."
        ),
    }

    def get_totp_issuer(self) -> str:
        return "Conóceles"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": self.get_totp_issuer()}

    def generate_authenticator_name(self, user: Cuenta, type: str) -> str:
        cuantas = Authenticator.objects.filter(user=user, type=type).count()
        return f"Llave de paso {cuantas + 1}"

    def can_delete_authenticator(self, authenticator: object) -> bool:
        """Nadie se queda sin factor: se cambia por otro."""
        return False

    def is_mfa_enabled(self, user: Cuenta, types: Iterable[str] | None = None) -> bool:
        """Los códigos impresos también son la entrada: sin teléfono ni llave, son el único factor."""
        para_entrar = types is not None and set(types) == PARA_ENTRAR
        return super().is_mfa_enabled(user, None if para_entrar else types)

    def encrypt(self, text: str) -> str:
        nonce = os.urandom(12)
        return base64.b64encode(nonce + _cifrador().encrypt(nonce, text.encode(), None)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        crudo = base64.b64decode(encrypted_text)
        return _cifrador().decrypt(crudo[:12], crudo[12:], None).decode()


def _cifrador() -> AESGCM:
    return AESGCM(hashlib.sha256(b"segundo factor" + secretos.leer("django")).digest())

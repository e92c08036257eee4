"""Actos sobre las cuentas. Ninguna contraseña llega a la bitácora."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from conoceles.bitacora.operaciones import registrar
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio


@transaction.atomic
def crear_cuenta(
    *,
    correo: str,
    clave: str | None,
    nombre: str,
    papel: str,
    ambito: str = "",
    por: Alcance,
    ahora: datetime,
    demo: bool = False,
) -> Cuenta:
    """Da de alta una cuenta. `ambito` como lo pide `Cuenta`; sin `clave` todavía no puede entrar.

    `ErrorDeDominio` si el correo ya tiene cuenta.
    """
    if Cuenta.objects.filter(correo=correo.lower()).exists():
        raise ErrorDeDominio(f"Ya existe una cuenta con el correo {correo}.", campo="correo")
    cuenta = Cuenta.objects.create_user(correo, clave, nombre=nombre, papel=papel, ambito=ambito, demo=demo)
    registrar(
        using="default",
        por=por,
        acto="cuenta_creada",
        ahora=ahora,
        datos={"cuenta": cuenta.pk, "papel": cuenta.papel, "ambito": cuenta.ambito},
    )
    return cuenta


@transaction.atomic
def inactivar_cuenta(*, cuenta: Cuenta, por: Alcance, ahora: datetime) -> None:
    """Cierra la puerta: sus sesiones abiertas dejan de valer en la siguiente solicitud."""
    cuenta.is_active = False
    cuenta.save(update_fields=["is_active"])
    registrar(using="default", por=por, acto="cuenta_inactivada", ahora=ahora, datos={"cuenta": cuenta.pk})


@transaction.atomic
def activar_totp(*, cuenta: Cuenta, secreto: str) -> None:
    """Segundo factor con un secreto dado (base32) y sus códigos de recuperación. Idempotente."""
    if Authenticator.objects.filter(user=cuenta, type=Authenticator.Type.TOTP).exists():
        return
    TOTP.activate(cuenta, secreto)
    RecoveryCodes.activate(cuenta)


@transaction.atomic
def anotar_entrada(*, cuenta: Cuenta, ahora: datetime) -> None:
    """Deja constancia de que la cuenta entró, ya con su segundo factor si lo tiene."""
    registrar(using="default", por=_quien(cuenta), acto="entrada", ahora=ahora)


@transaction.atomic
def anotar_intento_fallido(*, correo: str, ahora: datetime) -> None:
    """Anota el intento solo si el correo es de una cuenta: lo que otros tecleen no se guarda."""
    cuenta = Cuenta.objects.filter(correo=correo.strip().lower()).first()
    if cuenta:
        registrar(using="default", por=_quien(cuenta), acto="entrada_fallida", ahora=ahora)


@transaction.atomic
def anotar_factor(*, cuenta: Cuenta, acto: str, tipo: str, ahora: datetime) -> None:
    """Deja constancia de que la propia cuenta activó o quitó un segundo factor (`totp`, `webauthn`)."""
    registrar(using="default", por=_quien(cuenta), acto=acto, ahora=ahora, datos={"tipo": tipo})


def _quien(cuenta: Cuenta) -> Alcance:
    return Alcance(actor=f"cuenta:{cuenta.pk}", papel=cuenta.papel, nombre=cuenta.nombre)

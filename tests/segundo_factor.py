"""El segundo factor de las cuentas de prueba: un secreto y unos códigos impresos que todas saben."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conoceles.cuentas.models import Cuenta

SECRETO = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SEMILLA = "0" * 80  # de los códigos impresos


def activar_totp(*, cuenta: Cuenta, secreto: str) -> None:
    """Segundo factor con un secreto conocido (base32) y sus códigos, como los deja la pantalla."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(cuenta, secreto)
    RecoveryCodes.activate(cuenta)
    _anotar(cuenta, "totp")


def imprimir_codigos(cuenta: Cuenta) -> None:
    """Códigos de un solo uso de una semilla conocida: el único factor de quien no tiene teléfono."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import encrypt

    datos = {"seed": encrypt(SEMILLA), "used_mask": 0}
    Authenticator.objects.create(user=cuenta, type=Authenticator.Type.RECOVERY_CODES, data=datos)
    _anotar(cuenta, "recovery_codes")


def _anotar(cuenta: Cuenta, tipo: str) -> None:
    """Como la pantalla: el factor que ningún acto activó no deja entrar."""
    from django.db import transaction

    from conoceles.bitacora.actos import Acto
    from conoceles.bitacora.operaciones import registrar
    from conoceles.cuentas.constancia.asiento import asiento, de_sus_factores
    from conoceles.cuentas.operaciones import de_la_cuenta
    from conoceles.nucleo import reloj

    with transaction.atomic():
        datos = {"tipo": tipo} | asiento(cuenta, *de_sus_factores(cuenta))
        registrar(
            using="default",
            por=de_la_cuenta(cuenta),
            acto=Acto.FACTOR_ACTIVADO,
            ahora=reloj.ahora(),
            datos=datos,
        )


def codigo_totp(secreto: str = SECRETO, momento: float | None = None) -> str:
    """El código de seis dígitos de ese segundo Unix; sin decirlo, de este (RFC 6238)."""
    contador = struct.pack(">Q", int(time.time() if momento is None else momento) // 30)
    resumen = hmac.new(base64.b32decode(secreto), contador, "sha1").digest()
    lugar = resumen[-1] & 15
    return f"{(struct.unpack('>I', resumen[lugar : lugar + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"

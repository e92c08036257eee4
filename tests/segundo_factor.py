"""El segundo factor de las cuentas de prueba: un secreto y unos códigos que todas saben, y una llave de paso de mentira."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import struct
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conoceles.cuentas.models import Cuenta

SECRETO = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SEMILLA = "0" * 80  # de los códigos impresos


def activar_totp(*, cuenta: Cuenta, secreto: str) -> None:
    """Segundo factor con un secreto conocido (base32) y sus códigos, como los deja la pantalla."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP
    from django.db import transaction

    with transaction.atomic():
        TOTP.activate(cuenta, secreto)
        RecoveryCodes.activate(cuenta)
        _anotar(cuenta, "totp")


def imprimir_codigos(cuenta: Cuenta) -> None:
    """Códigos de un solo uso de una semilla conocida: el único factor de quien no tiene teléfono."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import encrypt
    from django.db import transaction

    datos = {"seed": encrypt(SEMILLA), "used_mask": 0}
    with transaction.atomic():
        Authenticator.objects.create(user=cuenta, type=Authenticator.Type.RECOVERY_CODES, data=datos)
        _anotar(cuenta, "recovery_codes")


def _anotar(cuenta: Cuenta, tipo: str) -> None:
    """Como la pantalla: el factor que ningún acto activó no deja entrar."""
    from conoceles.bitacora.actos import Acto
    from conoceles.bitacora.operaciones import registrar
    from conoceles.cuentas.operaciones import de_la_cuenta
    from conoceles.nucleo import reloj

    registrar(
        using="default",
        por=de_la_cuenta(cuenta),
        acto=Acto.FACTOR_ACTIVADO,
        ahora=reloj.ahora(),
        datos={"cuenta": cuenta.pk, "tipo": tipo},
    )


def codigo_totp(secreto: str = SECRETO, momento: float | None = None) -> str:
    """El código de seis dígitos de ese segundo Unix; sin decirlo, de este (RFC 6238)."""
    contador = struct.pack(">Q", int(time.time() if momento is None else momento) // 30)
    resumen = hmac.new(base64.b32decode(secreto), contador, "sha1").digest()
    lugar = resumen[-1] & 15
    return f"{(struct.unpack('>I', resumen[lugar : lugar + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


class LlaveDePaso:
    """Una llave de paso de mentira, que firma lo que se le pida: también lo que un navegador no firmaría."""

    def __init__(self, sitio: str = "testserver") -> None:
        from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

        self.llave, self.numero, self.sitio, self.veces = (
            generate_private_key(SECP256R1()),
            os.urandom(16),
            sitio,
            0,
        )

    def crear(self, reto: str) -> dict[str, Any]:
        """Lo que contesta al registrarse."""
        from fido2.cose import ES256
        from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData

        publica = ES256.from_cryptography_key(self.llave.public_key())  # type: ignore[no-untyped-call]
        suya = AttestedCredentialData.create(Aaguid.NONE, self.numero, publica)
        hecha = AttestationObject.create("none", self._dice(suya), {})
        return self._credencial(
            attestationObject=_texto(hecha), clientDataJSON=_texto(self._pedido("create", reto))
        )

    def usar(self, reto: str, *, origen: str = "") -> dict[str, Any]:
        """Lo que contesta al entrar. `origen`: desde qué página; sin decirlo, la suya."""
        from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
        from cryptography.hazmat.primitives.hashes import SHA256

        self.veces += 1
        dice, pedido = self._dice(), self._pedido("get", reto, origen)
        firma = self.llave.sign(dice + hashlib.sha256(pedido).digest(), ECDSA(SHA256()))
        return self._credencial(
            authenticatorData=_texto(dice), clientDataJSON=_texto(pedido), signature=_texto(firma)
        )

    def _dice(self, suya: bytes = b"") -> bytes:
        from fido2.webauthn import AuthenticatorData

        presente_y_probada = 0x05 | (0x40 if suya else 0)
        sitio = hashlib.sha256(self.sitio.encode()).digest()
        return AuthenticatorData.create(sitio, presente_y_probada, self.veces, suya)

    def _pedido(self, que: str, reto: str, origen: str = "") -> bytes:
        dicho = {"type": f"webauthn.{que}", "challenge": reto, "origin": origen or f"https://{self.sitio}"}
        return json.dumps(dicho).encode()

    def _credencial(self, **respuesta: str) -> dict[str, Any]:
        numero = _texto(self.numero)
        return {"id": numero, "rawId": numero, "type": "public-key", "response": respuesta, "clientExtensionResults": {}}  # fmt: skip


def _texto(octetos: bytes) -> str:
    return base64.urlsafe_b64encode(octetos).rstrip(b"=").decode()

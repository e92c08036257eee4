"""La sala, y a quién avisa allauth de que un segundo factor no pasó."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator

    from conoceles.cuentas.models import Cuenta


class Cuentas(AppConfig):
    name = "conoceles.cuentas"

    def ready(self) -> None:
        from allauth.mfa.signals import authentication_failed

        authentication_failed.connect(_factor_fallido, dispatch_uid="factor_fallido")


def _factor_fallido(*, user: Cuenta, authenticator: Authenticator, **_: object) -> None:
    from conoceles.cuentas import operaciones
    from conoceles.nucleo import reloj

    operaciones.anotar_factor_fallido(cuenta=user, tipo=authenticator.type, ahora=reloj.ahora())

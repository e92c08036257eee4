"""La sala, y qué se hace cuando allauth dice que un segundo factor no pasó o que alguien volvió a probar quién es."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator
    from django.http import HttpRequest

    from conoceles.cuentas.models import Cuenta


class Cuentas(AppConfig):
    name = "conoceles.cuentas"

    def ready(self) -> None:
        from allauth.account.signals import authentication_step_completed
        from allauth.mfa.signals import authentication_failed

        authentication_failed.connect(_factor_fallido, dispatch_uid="factor_fallido")
        authentication_step_completed.connect(_probo_quien_es, dispatch_uid="probo_quien_es")


def _factor_fallido(*, user: Cuenta, authenticator: Authenticator, **_: object) -> None:
    from conoceles.cuentas import operaciones
    from conoceles.nucleo import reloj

    operaciones.anotar_factor_fallido(cuenta=user, tipo=authenticator.type, ahora=reloj.ahora())


def _probo_quien_es(*, request: HttpRequest, reauthenticated: bool = False, **_: object) -> None:
    """La sesión de antes deja de servir, como al entrar: quien tuviera su galleta no gana lo recién probado (ASVS 7.2.4)."""
    if reauthenticated:
        request.session.cycle_key()

"""Si esta sesión pasó por un segundo factor que la cuenta todavía tiene."""

from __future__ import annotations

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from conoceles.cuentas.models import Cuenta


def paso(request: HttpRequest, cuenta: Cuenta) -> bool:
    """Verdadero solo si lo probó en esta sesión. Un factor que se restableció ya no prueba nada."""
    probados = [r.get("id") for r in get_authentication_records(request, cuenta) if r.get("method") == "mfa"]
    return bool(probados) and Authenticator.objects.filter(user=cuenta, pk__in=probados).exists()


def con_que(request: HttpRequest, cuenta: Cuenta) -> list[str]:
    """Con qué entró en esta sesión, en su orden: «password», «totp», «webauthn», «recovery_codes»."""
    return [str(r.get("type", r["method"])) for r in get_authentication_records(request, cuenta)]


def tiene(cuenta: Cuenta) -> bool:
    """Si ya activó alguno: aplicación, llave de paso o códigos impresos."""
    return Authenticator.objects.filter(user=cuenta).exists()


def anotar_en_sesion(request: HttpRequest, cuenta: Cuenta, tipo: str) -> None:
    """Quien acaba de activar un factor lo acaba de probar: no se le pide otra vez."""
    factor = Authenticator.objects.filter(user=cuenta, type=tipo).latest("pk")
    record_authentication(request, cuenta, "mfa", id=factor.pk, type=tipo)

"""El navegador en que una cuenta ya entró: los intentos que otros hagan con ese correo no lo detienen.

La galleta firmada no da acceso a nada: solo dice con qué cuenta se entró ahí. Sin ella se entra igual.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from conoceles.cuentas.models import Cuenta

DIAS = 180
MAXIMO = 8  # cuentas por navegador: una oficina comparte equipo
_SAL = "conoceles.navegador"


def recordar(request: HttpRequest, respuesta: HttpResponseBase, cuenta: Cuenta) -> None:
    """Anota en la galleta que esta cuenta entró en este navegador."""
    otras = {pk: marca for pk, marca in _marcas(request).items() if pk != str(cuenta.pk)}
    marcas = dict(list(otras.items())[-(MAXIMO - 1) :]) | {str(cuenta.pk): secrets.token_urlsafe(9)}
    respuesta.set_cookie(
        settings.GALLETA_CONOCIDO,
        signing.dumps(marcas, salt=_SAL),
        max_age=DIAS * 86_400,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def alguno(request: HttpRequest) -> bool:
    """Si en este navegador ya entró alguien."""
    return bool(_marcas(request))


def reconoce(request: HttpRequest, correo: str) -> str:
    """La marca de este navegador para la cuenta de ese correo; vacía si nunca entró en él."""
    marcas = _marcas(request)
    if not marcas:
        return ""
    suya = Cuenta.objects.filter(correo=correo, pk__in=marcas).values_list("pk", flat=True).first()
    return marcas[str(suya)] if suya else ""


def _marcas(request: HttpRequest) -> dict[str, str]:
    try:
        dichas = signing.loads(
            request.COOKIES.get(settings.GALLETA_CONOCIDO, ""), salt=_SAL, max_age=DIAS * 86_400
        )
    except signing.BadSignature:
        return {}
    return dict(dichas)

"""Las cuentas del instituto: quién las abre y con qué papel."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from conoceles.cuentas import enlaces
from conoceles.cuentas.enlaces import Entrega
from conoceles.cuentas.models import INSTITUCIONALES, Enlace
from conoceles.cuentas.operaciones import crear_cuenta, exigir_administracion
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErroresDeCampos


@transaction.atomic
def abrir_cuenta(*, nombre: str, correo: str, papel: str, por: Alcance, ahora: datetime) -> Entrega:
    """Abre una cuenta de revisión, administración o consulta y emite su enlace. `ErroresDeCampos` si falta algo."""
    exigir_administracion(por)
    errores = {}
    if not nombre.strip():
        errores["nombre"] = "Escriba el nombre de la persona."
    if papel not in INSTITUCIONALES:
        errores["papel"] = "Elija un papel del personal."
    if errores:
        raise ErroresDeCampos("Falta información para abrir la cuenta.", errores)
    cuenta = crear_cuenta(
        correo=correo.strip(), clave=None, nombre=nombre.strip(), papel=papel, por=por, ahora=ahora
    )
    razon = f"La autoridad electoral abrió una cuenta de {cuenta.get_papel_display().lower()} a su nombre."
    return enlaces.emitir(cuenta=cuenta, motivo=Enlace.ENTREGA, razon=razon, por=por, ahora=ahora)

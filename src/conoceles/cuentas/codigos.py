"""Códigos de un solo uso: para quien pierde su factor, y como único factor de quien no tiene teléfono ni llave.

La misma persona los hace e imprime al recibir su acceso, o se los entrega impresos la autoridad electoral.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.cuentas import husos
from conoceles.cuentas.evidencias import exigir_evidencia
from conoceles.cuentas.models import AcuseDeRecibo, Cuenta
from conoceles.cuentas.operaciones import avisar, de_la_cuenta, exigir_administracion, exigir_motivo
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.dias import con_hora
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.papel import pdf
from conoceles.proceso import consultas as procesos

TIPO = Authenticator.Type.RECOVERY_CODES
POCOS = 4
PLANTILLA = Path(__file__).parent / "plantillas" / "codigos.typ"


@sensitive_variables()
@transaction.atomic
def renovar(*, cuenta: Cuenta, ahora: datetime) -> list[str]:
    """La propia persona hace los suyos; los anteriores dejan de servir."""
    hechos = _renovar(cuenta)
    datos = {"cuenta": cuenta.pk, "tipo": TIPO.value}
    avisar(cuenta, "se hicieron códigos de un solo uso para entrar", ahora=ahora)
    registrar(using="default", por=de_la_cuenta(cuenta), acto=Acto.FACTOR_ACTIVADO, ahora=ahora, datos=datos)
    return hechos


@sensitive_variables()
@transaction.atomic
def entregar(*, cuenta: Cuenta, evidencia: str, motivo: str, por: Alcance, ahora: datetime) -> bytes:
    """La autoridad electoral los imprime para quien no tiene teléfono ni llave: PDF con su acuse y los códigos.

    Solo administración y nunca para sí. `ErrorDeDominio` sin motivo, sin evidencia o si la cuenta está inactiva.
    """
    exigir_administracion(por, cuenta)
    datos = {"cuenta": cuenta.pk, "motivo": exigir_motivo(motivo), "evidencia": exigir_evidencia(evidencia)}
    if not cuenta.is_active:
        raise ErrorDeDominio("Esa cuenta está inactiva: no se le pueden entregar códigos.")
    hechos = _renovar(cuenta)
    avisar(
        cuenta, "la autoridad electoral imprimió y entregó códigos de un solo uso para entrar", ahora=ahora
    )
    registrar(using="default", por=por, acto=Acto.CODIGOS_ENTREGADOS, ahora=ahora, datos=datos)
    return hoja(cuenta, hechos, ahora, por.proceso)


@sensitive_variables()
def vivos(cuenta: Cuenta) -> list[str]:
    """Los que todavía sirven."""
    suyo = Authenticator.objects.filter(user=cuenta, type=TIPO).first()
    return list(suyo.wrap().get_unused_codes()) if suyo else []


def por_acabarse(cuenta: Cuenta) -> bool:
    """Si entra solo con ellos y le quedan pocos."""
    otros = Authenticator.objects.filter(user=cuenta).exclude(type=TIPO)
    return not otros.exists() and len(vivos(cuenta)) <= POCOS


@sensitive_variables()
def hoja(cuenta: Cuenta, codigos: list[str], ahora: datetime, eleccion: str) -> bytes:
    """PDF para imprimir: quién recibió el acceso, cuándo acusó recibo, y los códigos. Con el instituto y la hora de esa
    elección; vacía, de la vigente.
    """
    clave, zona = eleccion or next(iter(procesos.abiertas()), ""), husos.de_la_cuenta(cuenta, eleccion)
    acuse = AcuseDeRecibo.objects.filter(enlace__cuenta=cuenta).order_by("en").last()
    datos = {
        "institucion": procesos.definicion(clave).institucion.nombre if clave else "Conóceles",
        "nombre": cuenta.nombre,
        "renglones": [
            ["Entra con", cuenta.correo],
            ["Papel", cuenta.get_papel_display()],
            ["Acuse de recibo", con_hora(acuse.en, zona) if acuse else "Pendiente"],
            ["Códigos hechos el", con_hora(ahora, zona)],
        ],
        "codigos": [f"{c[:4]} {c[4:]}" for c in codigos],
    }
    return pdf.componer(PLANTILLA, datos, momento=ahora)


def _renovar(cuenta: Cuenta) -> list[str]:
    para_cambiar(Cuenta.objects.all()).get(pk=cuenta.pk)
    Authenticator.objects.filter(user=cuenta, type=TIPO).delete()
    return list(RecoveryCodes.activate(cuenta).get_unused_codes())

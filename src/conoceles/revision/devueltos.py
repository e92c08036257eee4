"""El correo que no llegó y todavía hay que remediar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from conoceles.correo.consultas import ESTADOS, sin_entregar
from conoceles.correo.models import Correo
from conoceles.cuentas.models import Cuenta, Papel
from conoceles.proceso.definicion import Definicion

CLASES = {
    "aviso": "Avisos de la hora",
    "recordatorio": "Recordatorio",
    "ayuda": "Aviso de ayuda",
    "acceso_entrega": "Entrega del acceso",
    "acceso_recuperacion": "Recuperación del acceso",
    "seguridad": "Aviso de seguridad de la cuenta",
}
DE_CUENTA = "Pídale otro correo y corríjalo en su cuenta; mientras, avísele por otro medio."
DE_INVITADA = (
    "La invitó quien responde por su candidatura: puede retirar la invitación y enviarla a otro correo."
)
DEL_INSTITUTO = "Es el correo de la institución en la definición de la elección: revíselo."


@dataclass(frozen=True)
class Devuelto:
    """El último correo a una dirección que no los recibe."""

    para: str
    quien: str
    que: str
    etiqueta: str
    en: datetime
    motivo: str
    remedio: str
    cuenta: int | None  # la que administración puede corregir
    correo: int | None  # el que se puede mandar igual a otra dirección


def devueltos(definicion: Definicion) -> tuple[Devuelto, ...]:
    """Uno por dirección en uso. Se quita solo cuando la cuenta cambia de correo o uno posterior llega."""
    ultimos: dict[str, Correo] = {}
    for correo in sin_entregar(definicion.clave):
        ultimos.setdefault(correo.para, correo)
    llegaron = Correo.objects.filter(para__in=ultimos, estado="enviado").values_list("para", "enviado_en")
    duenas = {para: correo.primero.para for para, correo in ultimos.items()}  # de un reenvío, la de la cuenta
    activas = {c.correo: c for c in Cuenta.objects.filter(correo__in=duenas.values(), is_active=True)}
    cuentas = {para: activas[suya] for para, suya in duenas.items() if suya in activas}
    del_instituto = definicion.institucion.correo
    return tuple(
        Devuelto(
            para=para,
            quien=cuentas[para].nombre if para in cuentas else definicion.institucion.unidad,
            que=CLASES.get(correo.clase, correo.clase.replace("_", " ").capitalize()),
            etiqueta=ESTADOS[correo.estado],
            en=correo.en,
            motivo=correo.motivo,
            remedio=_remedio(cuentas.get(para)),
            correo=None if correo.secreto or not correo.cuerpo else correo.pk,
            cuenta=cuentas[para].pk if para in cuentas and cuentas[para].papel != Papel.CANDIDATURA else None,
        )
        for para, correo in ultimos.items()
        if (para in cuentas or para == del_instituto)
        and not any(p == para and en is not None and en > correo.en for p, en in llegaron)
    )


def _remedio(cuenta: Cuenta | None) -> str:
    if cuenta is None:
        return DEL_INSTITUTO
    return DE_INVITADA if cuenta.papel == Papel.CANDIDATURA else DE_CUENTA

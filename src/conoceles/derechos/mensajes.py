"""Avisar a la persona que su solicitud avanzó: el número y el paso, nunca lo que pidió."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string

from conoceles.candidaturas.alcances import cuentas_propias
from conoceles.correo.operaciones import encolar
from conoceles.derechos.models import SolicitudARCO
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.firma import con_eleccion, firma

ASUNTO = "Conóceles: su solicitud {numero}"


def avisar(solicitud: SolicitudARCO, paso: str, *, por: Alcance, ahora: datetime) -> None:
    """A su propia cuenta. El correo del padrón no sirve: puede ser del partido. Sin cuenta, se le entrega en papel."""
    fila = solicitud.candidatura
    cuenta = cuentas_propias(fila).filter(is_active=True).first()
    if cuenta is None:
        return
    contexto = {
        "numero": solicitud.numero,
        "paso": paso,
        "folio": fila.folio,
        "direccion": settings.URL_CAPTURA,
        "firma": firma(fila.proceso_id),
    }
    encolar(
        para=cuenta.correo,
        asunto=con_eleccion(ASUNTO.format(numero=solicitud.numero), fila.proceso_id),
        cuerpo=render_to_string("derechos/correo.txt", contexto),
        clase="derechos",
        proceso=fila.proceso_id,
        folio=fila.folio,
        por=por,
        ahora=ahora,
    )

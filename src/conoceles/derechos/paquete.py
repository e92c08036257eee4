"""El paquete del derecho de acceso: un ZIP con todo en JSON, un resumen en PDF y las fotografías.

Se compone en memoria y se entrega; el sistema no guarda copia.
"""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.papeles import ADMINISTRACION
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura
from conoceles.derechos import expediente_personal, resumen
from conoceles.derechos.models import PasoARCO, SolicitudARCO
from conoceles.derechos.operaciones import terminar
from conoceles.identidad.matriz import es_la_persona
from conoceles.integridad.pregunta import exigir
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, NoEncontrado

PROPIO = "Derecho de acceso: la persona descarga lo suyo"
LEEME = """Sus datos en el sistema «Candidatas y Candidatos, Conóceles»

datos.json   Todo lo que el sistema tiene de usted, completo.
resumen.pdf  Lo mismo, para leerse: sus respuestas, sus autorizaciones, la historia y quién leyó lo suyo.
fotos/       Sus fotografías, como se guardaron.

Este archivo lleva datos sensibles sin cifrar. Guárdelo en un lugar que solo usted abra.
"""


@sensitive_variables()
def propio(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> bytes:
    """El paquete que la persona descarga desde su cuenta. `NoEncontrado` para cualquier otra."""
    if not es_la_persona(por, candidatura):
        raise NoEncontrado("No existe esa candidatura.")
    contenido = expediente_personal.reunir(candidatura=candidatura, motivo=PROPIO, por=por, ahora=ahora)
    with transaction.atomic():
        anotar(candidatura, Acto.ACCESO_A_DATOS, por=por, ahora=ahora, medio="sistema")
    return _zip(candidatura, contenido)


@sensitive_variables()
@transaction.atomic
def entregar(*, solicitud: SolicitudARCO, por: Alcance, ahora: datetime) -> bytes:
    """El paquete de una solicitud de acceso procedente, que con esto queda hecha efectiva.

    Lo bloqueado no se descifra. `Conflicto` si la solicitud no está procedente.
    """
    por.exigir(ADMINISTRACION, "esa solicitud")
    exigir(SolicitudARCO, PasoARCO, de=[solicitud.candidatura.folio])
    ultimo = solicitud.pasos.order_by("-id").first()
    if solicitud.derecho != "acceso" or ultimo is None or ultimo.estado != "procedente":
        raise Conflicto("Solo se entregan datos de una solicitud de acceso procedente.")
    fila, motivo = solicitud.candidatura, f"Derecho de acceso, solicitud {solicitud.numero}"
    terminar(solicitud, "Se generó el paquete con sus datos.", por=por, ahora=ahora)
    contenido = expediente_personal.reunir(candidatura=fila, motivo=motivo, por=por, ahora=ahora)
    anotar(fila, Acto.ACCESO_A_DATOS, por=por, ahora=ahora, medio=solicitud.medio, solicitud=solicitud.numero)
    return _zip(fila, contenido)


@sensitive_variables()
def _zip(candidatura: Candidatura, contenido: expediente_personal.Expediente) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("LEEME.txt", LEEME)
        z.writestr("datos.json", json.dumps(contenido, ensure_ascii=False, indent=1, default=str))
        z.writestr("resumen.pdf", resumen.pdf_de(candidatura, contenido))
        for foto in candidatura.fotografias.order_by("en"):
            if archivos.hay(foto.sha256):
                z.writestr(f"fotos/{foto.sha256[:12]}.{foto.formato}", archivos.leer(foto.sha256))
    return salida.getvalue()

"""Cada acuse en el registro público: su entrada, que solo rehace quien tiene su sal, y la prueba que se lleva."""

from __future__ import annotations

import contextlib
import hmac
from datetime import datetime
from http.client import HTTPException
from urllib.request import urlopen

from django.conf import settings

from conoceles.expediente.consultas import DatosAcuse
from conoceles.expediente.documentos import acuse_firmado
from conoceles.expediente.models import Envio
from conoceles.identidad.llaves.sal import sales
from conoceles.nucleo import archivos
from conoceles.nucleo.carpetas import carpetas
from conoceles.registro import hojas, merkle, pruebas

ESPERA = 2.0  # segundos: si el sitio público no contesta, el acuse no lo espera
MAXIMO = 65_536  # octetos; una prueba pesa unos dos mil


def entradas(desde: datetime | None) -> list[bytes]:
    """Las de los envíos desde ese momento, o de todos, en su orden. Sin la llave de la persona, no hay entrada."""
    envios = Envio.objects.select_related("candidatura").order_by("en", "acuse")
    lista = list(envios if desde is None else envios.filter(en__gte=desde))
    vivas = sales({e.candidatura.clave_identidad for e in lista})
    dichos = [(acuse_firmado.de_envio(e), vivas.get(e.candidatura.clave_identidad)) for e in lista]
    return [hojas.de_acuse(dicho, _sal(persona, dicho)) for dicho, persona in dichos if persona]


def prueba(datos: DatosAcuse) -> tuple[str, bytes]:
    """La hoja de ese acuse, en hexadecimal, y su prueba con su sal, vacía si todavía no consta.

    Las dos vacías si la llave de la persona ya no existe.
    """
    envio = Envio.objects.select_related("candidatura").get(acuse=datos.acuse)
    clave, dicho = envio.candidatura.clave_identidad, acuse_firmado.de_envio(envio)
    persona = sales([clave]).get(clave)
    if persona is None:
        return "", b""
    sal = _sal(persona, dicho)
    entrada = hojas.de_acuse(dicho, sal)
    hecha = _publicada(pruebas.nombre(entrada))
    return merkle.hoja(entrada).hex(), pruebas.con_sal(hecha, sal) if hecha else b""


def _publicada(nombre: str) -> bytes:
    """La del disco de quien publica o, desde otra máquina, la que ve cualquiera; vacía si todavía no está."""
    archivo = carpetas().sitio / "pruebas" / nombre
    if archivo.exists() or not archivos.aparte():
        return archivo.read_bytes() if archivo.exists() else b""
    with contextlib.suppress(OSError, HTTPException):
        direccion = f"{settings.URL_PUBLICA}/pruebas/{nombre}"
        with urlopen(direccion, timeout=ESPERA) as respuesta:  # noqa: S310 — la propia, de los ajustes
            leida: bytes = respuesta.read(MAXIMO)
            return leida if leida.startswith(pruebas.FORMATO) else b""
    return b""


def _sal(persona: bytes, dicho: str) -> bytes:
    """Una por acuse: enseñar un acuse no abre los demás."""
    return hmac.digest(persona, dicho.encode(), "sha256")

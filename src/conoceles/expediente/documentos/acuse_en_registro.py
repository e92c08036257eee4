"""Cada acuse en el registro público: su entrada, que solo rehace quien tiene su sal, y la prueba que se lleva."""

from __future__ import annotations

import hmac
from datetime import datetime

from conoceles.expediente.consultas import DatosAcuse
from conoceles.expediente.documentos import acuse_firmado
from conoceles.expediente.models import Envio
from conoceles.identidad.sal import sales
from conoceles.nucleo.carpetas import carpetas
from conoceles.registro import hojas, merkle, pruebas


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
    archivo = carpetas().sitio / "pruebas" / pruebas.nombre(entrada)
    suya = pruebas.con_sal(archivo.read_bytes(), sal) if archivo.exists() else b""
    return merkle.hoja(entrada).hex(), suya


def _sal(persona: bytes, dicho: str) -> bytes:
    """Una por acuse: enseñar un acuse no abre los demás."""
    return hmac.digest(persona, dicho.encode(), "sha256")

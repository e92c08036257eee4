"""Los avisos de que un correo no llegó (RFC 3464), que el servidor de correo deja como archivos.

Sirve una carpeta suelta o un Maildir: se leen los archivos de la carpeta y los de `new/`. Lo atendido se mueve
a `atendidos/`; lo que no es un aviso, o no es de un correo nuestro, a `ajenos/`. Cualquiera puede escribirle al
remitente: un aviso solo vale si trae el identificador, que no se adivina, de un correo que salió.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from pathlib import Path

from django.conf import settings

from conoceles.correo.fallas import en_palabras
from conoceles.correo.models import Correo
from conoceles.correo.operaciones import concluir

MAXIMO = 2_000_000  # octetos; un aviso trae a lo más una copia del mensaje, que es texto
_IDENTIFICADOR = re.compile(r"<[^<>\s]{1,190}>")


@dataclass(frozen=True)
class Aviso:
    """Lo que dice un aviso de entrega: de qué mensajes habla, si ya no llegará y por qué."""

    identificadores: tuple[str, ...]
    definitivo: bool
    motivo: str


def recoger(*, ahora: datetime) -> int:
    """Atiende los avisos que haya. Devuelve cuántos correos quedaron como rebotados."""
    carpeta = Path(settings.CONOCELES_REBOTES)
    return sum(_atender(archivo, carpeta, ahora) for archivo in list(_archivos(carpeta)))


def leer(octetos: bytes) -> Aviso | None:
    """Entiende un aviso de entrega; `None` si el mensaje es otra cosa."""
    partes = list(email.message_from_bytes(octetos).walk())
    bloques = [b for p in partes if p.get_content_type() == "message/delivery-status" for b in _bloques(p)]
    por_persona = [b for b in bloques if b.get("Action")]
    if not por_persona:
        return None
    fallida = next((b for b in por_persona if _campo(b, "Action").lower() == "failed"), None)
    texto = f"{_campo(fallida, 'Status')} {_campo(fallida, 'Diagnostic-Code')}" if fallida else ""
    return Aviso(tuple(_identificadores(partes)), fallida is not None, en_palabras(texto))


def _archivos(carpeta: Path) -> Iterator[Path]:
    for lugar in (carpeta, carpeta / "new"):
        if lugar.is_dir():
            yield from (a for a in sorted(lugar.iterdir()) if a.is_file() and not a.name.startswith("."))


def _atender(archivo: Path, carpeta: Path, ahora: datetime) -> bool:
    aviso = leer(archivo.read_bytes()) if archivo.stat().st_size <= MAXIMO else None
    correo = Correo.objects.filter(message_id__in=aviso.identificadores).first() if aviso else None
    rebota = (
        correo is not None
        and aviso is not None
        and aviso.definitivo
        and concluir(correo.pk, estado="rebotado", motivo=aviso.motivo, ahora=ahora)
    )
    destino = carpeta / ("atendidos" if correo else "ajenos")
    destino.mkdir(exist_ok=True)
    archivo.replace(destino / archivo.name)
    return rebota


def _bloques(parte: Message) -> list[Message]:
    contenido = parte.get_payload()
    return [b for b in contenido if isinstance(b, Message)] if isinstance(contenido, list) else []


def _identificadores(partes: list[Message]) -> Iterator[str]:
    """Del mensaje devuelto, entero o solo sus encabezados; el del propio aviso no cuenta."""
    for parte in partes[1:]:
        yield from _IDENTIFICADOR.findall(_campo(parte, "Message-ID"))
        if parte.get_content_type() == "text/rfc822-headers":
            texto = parte.get_payload(decode=True)
            devuelto = email.message_from_bytes(texto) if isinstance(texto, bytes) else Message()
            yield from _IDENTIFICADOR.findall(_campo(devuelto, "Message-ID"))
    for nombre in ("In-Reply-To", "References"):
        yield from _IDENTIFICADOR.findall(_campo(partes[0], nombre))


def _campo(mensaje: Message, nombre: str) -> str:
    return str(mensaje.get(nombre, ""))

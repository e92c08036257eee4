"""`jornada.ics`: el día de la elección, para el calendario del teléfono (RFC 5545)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, timedelta

from conoceles.publicacion.lectura.fichas import SitioPublico

RUTA = "jornada.ics"
RENGLON = 75  # octetos


def archivo(sitio: SitioPublico, jornada: date, url: str) -> bytes:
    """Un día entero, que no ocupa a nadie. Los mismos datos dan los mismos octetos."""
    descripcion = f"Se elige: {'; '.join(x.que for x in sitio.se_elige)}.\nConozca su boleta: {url}"
    renglones = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_texto(sitio.institucion)}//Conóceles//ES",
        "BEGIN:VEVENT",
        f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'{url}jornada')}",
        f"DTSTAMP:{jornada:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{jornada:%Y%m%d}",
        f"DTEND;VALUE=DATE:{jornada + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_texto(f'Jornada electoral en {sitio.entidad}')}",
        f"DESCRIPTION:{_texto(descripcion)}",
        f"URL:{url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{trozo}\r\n" for renglon in renglones for trozo in _doblado(renglon)).encode()


def _texto(valor: str) -> str:
    for signo in ("\\", ";", ","):
        valor = valor.replace(signo, f"\\{signo}")
    return valor.replace("\n", "\\n")


def _doblado(renglon: str) -> Iterator[str]:
    """Ningún renglón pasa de 75 octetos, y ninguna letra queda partida; lo que sigue empieza con un blanco."""
    trozo = ""
    for letra in renglon:
        if len((trozo + letra).encode()) > RENGLON:
            yield trozo
            trozo = " "
        trozo += letra
    yield trozo

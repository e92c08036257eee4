"""Pedir una página al lector sin red."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from conoceles.lector.wsgi import Aplicacion

GUION = "estatico/sitio.0123456789abcdef.css"


@dataclass
class Respuesta:
    estado: int
    encabezados: dict[str, str]
    cuerpo: bytes


def pedir(app: Aplicacion, ruta: str, consulta: str = "", metodo: str = "GET", **mas: str) -> Respuesta:
    """Una petición; `mas` son encabezados HTTP (`if_none_match=…`)."""
    entorno: dict[str, Any] = {"REQUEST_METHOD": metodo, "PATH_INFO": ruta, "QUERY_STRING": consulta}
    entorno |= {f"HTTP_{c.upper()}" if c.islower() else c: v for c, v in mas.items()}
    anotado: list[tuple[str, list[tuple[str, str]]]] = []
    cuerpo = b"".join(app(entorno, lambda estado, encabezados: anotado.append((estado, encabezados))))
    [(estado, encabezados)] = anotado
    assert len(dict(encabezados)) == len(encabezados)
    assert "Set-Cookie" not in dict(encabezados)
    return Respuesta(int(estado[:3]), dict(encabezados), cuerpo)

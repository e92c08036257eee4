"""Alguien ya dentro y sin guiones, que no sabe ninguna ruta: parte de la portada y va por enlaces y formularios.

Cuenta lo que pulsa: seguir un enlace, marcar una casilla, elegir de una lista y oprimir un botón, uno cada uno; elegir un
archivo, dos. Escribir no se cuenta.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin, urlsplit

from recorridos.viaje.lectora import Archivo, Lectora
from recorridos.viaje.paginas import Formulario, Pagina

if TYPE_CHECKING:
    from django.test import Client


@dataclass
class APie(Lectora):
    cliente: Client
    raiz: str = "http://testserver"
    pagina: Pagina | None = None
    clics: int = 0

    def __post_init__(self) -> None:
        self.ir("")

    def seguir(self, dicho: str) -> Pagina:
        """El primer enlace de la página que dice eso, o que empieza así."""
        assert self.pagina is not None
        enlaces = self.pagina.enlaces()
        lleva = enlaces.get(dicho) or next((v for k, v in enlaces.items() if k.startswith(dicho)), None)
        assert lleva is not None, f"{self.pagina.direccion} no enlaza «{dicho}»: {[*enlaces]}"
        self.clics += 1
        return self.ir(urldefrag(urljoin(self.pagina.direccion, lleva))[0])

    def bajar(self, dicho: str) -> bytes:
        """Lo que descarga ese enlace: la página sigue delante."""
        delante = self.pagina
        octetos = self.seguir(dicho).cuerpo
        self.pagina = delante
        return octetos

    def enviar(self, formulario: Formulario, boton: str, **campos: Any) -> Pagina:
        self.clics += 1 + sum(_pulsa(formulario, nombre, valor) for nombre, valor in campos.items())
        return super().enviar(formulario, boton, **campos)

    def _pedir(self, metodo: str, direccion: str, cuerpo: bytes | None, tipo: str) -> tuple[Pagina, str]:
        partes = urlsplit(direccion)
        ruta = f"{partes.path}?{partes.query}" if partes.query else partes.path
        respuesta = self.cliente.generic(metodo, ruta, cuerpo or b"", content_type=tipo or "text/plain")
        octetos = b"".join(respuesta) if respuesta.streaming else respuesta.content
        pagina = Pagina(direccion, respuesta.status_code, octetos, respuesta.headers["Content-Type"])
        return pagina, respuesta.headers.get("Location", "")


def _pulsa(formulario: Formulario, nombre: str, valor: Any) -> int:
    if isinstance(valor, Archivo):
        return 2
    if nombre not in formulario.opciones:
        return 0
    ya, pide = set(formulario.valores.get(nombre, ())), set(valor if isinstance(valor, list) else [valor])
    return len(pide - ya)

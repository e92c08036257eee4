"""Lo más pedido, en memoria, con un tope de octetos. Sale lo que entró primero."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from conoceles.lector.encabezados import Encabezados

MAX_OCTETOS = 64 * 1024 * 1024  # de cada uno de los dos procesos
MAX_ARCHIVO = 1024 * 1024

Clave = tuple[str, str, tuple[str, ...]]  # instantánea, ruta pedida, codificaciones aceptadas


@dataclass(frozen=True)
class Guardada:
    """Una respuesta lista: estado, encabezados, cuerpo y, si es una página que se cuenta."""

    estado: str
    encabezados: Encabezados
    cuerpo: bytes
    etag: str
    pagina: bool = False


class Memoria:
    """Diccionario acotado, seguro entre hilos."""

    def __init__(self, maximo: int = MAX_OCTETOS) -> None:
        self._maximo = maximo
        self.octetos = 0
        self._guardadas: dict[Clave, Guardada] = {}
        self._candado = threading.Lock()
        self.leer = self._guardadas.get

    def guardar(self, clave: Clave, respuesta: Guardada) -> None:
        """Guarda y, si hace falta, suelta lo más antiguo."""
        with self._candado:
            anterior = self._guardadas.pop(clave, None)
            self.octetos += _peso(respuesta) - (_peso(anterior) if anterior else 0)
            self._guardadas[clave] = respuesta
            while self.octetos > self._maximo:
                self.octetos -= _peso(self._guardadas.pop(next(iter(self._guardadas))))


def _peso(respuesta: Guardada) -> int:
    return len(respuesta.cuerpo) + 1500  # los encabezados y la clave también ocupan

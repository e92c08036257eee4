"""Lo más pedido, en memoria, con un tope de octetos. Sale lo que entró primero."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import NamedTuple

from conoceles.lector.encabezados import Encabezados
from conoceles.lector.sitio import Instantanea

MAX_OCTETOS = 64 * 1024 * 1024  # de cada uno de los dos procesos
MAX_ARCHIVO = 1024 * 1024

Clave = tuple[str, tuple[str, ...]]  # ruta pedida, codificaciones aceptadas


@dataclass(frozen=True)
class Guardada:
    """Una respuesta lista: estado, encabezados, cuerpo y si es una página que se cuenta."""

    estado: str
    encabezados: Encabezados
    cuerpo: bytes
    etag: str
    pagina: bool = False
    estilo: str = ""  # la huella del que lleva dentro, si no es el publicado


class Dada(NamedTuple):
    """Lo que ya se contestó y aquello de lo que dependía: mientras sea lo mismo, se repite."""

    respuesta: Guardada
    duena: str  # la elección, si nada que se publique después puede quitarle esa ruta
    vigente: tuple[Instantanea, str]  # y los estilos
    encabezados: Encabezados  # con la política
    visita: str  # la página que se cuenta, si es una


class Memoria:
    """Diccionario acotado, seguro entre hilos."""

    def __init__(self, maximo: int = MAX_OCTETOS) -> None:
        self._maximo = maximo
        self.octetos = 0
        self._dadas: dict[Clave, Dada] = {}
        self._candado = threading.Lock()
        self.leer = self._dadas.get

    def guardar(self, clave: Clave, dada: Dada) -> None:
        """Guarda y, si hace falta, suelta lo más antiguo."""
        with self._candado:
            anterior = self._dadas.pop(clave, None)
            self.octetos += _peso(dada) - (_peso(anterior) if anterior else 0)
            self._dadas[clave] = dada
            while self.octetos > self._maximo:
                self.octetos -= _peso(self._dadas.pop(next(iter(self._dadas))))


def _peso(dada: Dada) -> int:
    return len(dada.respuesta.cuerpo) + 1500  # los encabezados y la clave también ocupan

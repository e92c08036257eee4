"""Lo que se le manda a un testigo, por su puerta de verdad."""

from __future__ import annotations

import http.client

from conoceles.registro import testigos
from conoceles.registro.registro import Registro
from conoceles.testigo.servidor import Puerta


def pedido(registro: Registro, viejo: int, desde: int | None = None) -> bytes:
    """Lo que el publicador manda: que extiende `desde` (o `viejo`), diciendo que el testigo vio `viejo`."""
    punto, firmas = registro.nota()
    cuerpo = testigos.Pedido(punto, firmas, registro).cuerpo(viejo if desde is None else desde)
    return cuerpo.replace(b"old %d" % (viejo if desde is None else desde), b"old %d" % viejo, 1)


def mandar(puerta: Puerta, cuerpo: bytes, ruta: str = "/add-checkpoint") -> tuple[int, bytes, str]:
    conexion = http.client.HTTPConnection("127.0.0.1", puerta.server_port, timeout=10)
    conexion.request("POST" if cuerpo else "GET", ruta, cuerpo or None)
    respuesta = conexion.getresponse()
    dado = (respuesta.status, respuesta.read(), respuesta.getheader("Content-Type", ""))
    conexion.close()
    return dado


def crecer(registro: Registro, hasta: int) -> Registro:
    registro.agregar([f"hoja {n}".encode() for n in range(hasta)])
    return registro

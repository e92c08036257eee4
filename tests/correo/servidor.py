"""Un servidor SMTP de verdad en la propia máquina: acepta, aplaza o rechaza según el buzón."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message

RESPUESTAS = {
    "aplaza": "451 4.7.1 Vuelva mas tarde",
    "lleno": "452 4.2.2 Buzon lleno",
    "nadie": "550 5.1.1 No existe ese buzon",
    "cuelga": "",
}


class _Charla(socketserver.StreamRequestHandler):
    """Lo justo de RFC 5321. El buzón dice qué contestar; «cuelga» corta la conexión."""

    server: _Servidor

    def handle(self) -> None:
        self._decir("220 listo")
        while renglon := self.rfile.readline().decode("ascii").strip():
            orden = renglon.split()[0].upper()
            if orden == "RCPT" and self._buzon(renglon) == "cuelga":
                return
            self._decir(self._contestar(orden, renglon))
            if orden == "DATA":
                self._recibir()
            elif orden == "QUIT":
                return

    def _contestar(self, orden: str, renglon: str) -> str:
        if orden == "RCPT":
            return RESPUESTAS.get(self._buzon(renglon), "250 bien")
        return {"DATA": "354 siga", "QUIT": "221 hasta luego"}.get(orden, "250 bien")

    def _recibir(self) -> None:
        renglones = []
        while (renglon := self.rfile.readline()) != b".\r\n":
            renglones.append(renglon.removeprefix(b"."))
        self.server.recibidos.append(message_from_bytes(b"".join(renglones)))
        self._decir("250 recibido")

    def _decir(self, frase: str) -> None:
        self.wfile.write(f"{frase}\r\n".encode("ascii"))

    @staticmethod
    def _buzon(renglon: str) -> str:
        return renglon.partition("<")[2].partition("@")[0]


class _Servidor(socketserver.ThreadingTCPServer):
    allow_reuse_address = True

    def __init__(self, direccion: str) -> None:
        super().__init__((direccion, 0), _Charla)
        self.recibidos: list[Message] = []


@contextmanager
def servidor_smtp(direccion: str = "127.0.0.1") -> Iterator[_Servidor]:
    """El servidor, atendiendo en un puerto libre mientras dure el bloque."""
    with _Servidor(direccion) as servidor:
        hilo = threading.Thread(target=servidor.serve_forever, args=(0.01,))
        hilo.start()
        try:
            yield servidor
        finally:
            servidor.shutdown()
            hilo.join()

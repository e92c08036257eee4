"""Un portal de verdad, en esta máquina: contesta lo que se le diga y anota qué le pidieron."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Contesta = Callable[[BaseHTTPRequestHandler], None]


class Portal(ThreadingHTTPServer):
    """`pedidas`: las rutas que se le pidieron, en orden. `fin`: se pone al cerrarlo."""

    daemon_threads = False  # al cerrar espera a quien atiende

    def __init__(self, contesta: Contesta) -> None:
        self.pedidas: list[str] = []
        self.fin = threading.Event()
        portal = self

        class Atiende(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                portal.pedidas.append(self.path)
                contesta(self)

            def log_message(self, *_: object) -> None:
                """Callado."""

        super().__init__(("127.0.0.1", 0), Atiende)

    @property
    def direccion(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    def admite(self, ip: str, puerto: int) -> bool:
        """Solo él, de toda la red de adentro."""
        return (ip, puerto) == ("127.0.0.1", self.server_port)


@contextmanager
def portal(contesta: Contesta, certificado: Path | None = None) -> Iterator[Portal]:
    """Atendiendo; con `certificado`, por TLS."""
    with Portal(contesta) as atiende:
        if certificado:
            contexto = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            contexto.load_cert_chain(certificado)
            atiende.socket = contexto.wrap_socket(atiende.socket, server_side=True)
        hilo = threading.Thread(target=atiende.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        hilo.start()
        yield atiende
        atiende.fin.set()
        atiende.shutdown()
        hilo.join()


def pagina(html: str, estado: int = 200) -> Contesta:
    def contesta(pedido: BaseHTTPRequestHandler) -> None:
        pedido.send_response(estado)
        pedido.end_headers()
        pedido.wfile.write(html.encode())

    return contesta


def desvio(a: str | Callable[[str], str]) -> Contesta:
    def contesta(pedido: BaseHTTPRequestHandler) -> None:
        pedido.send_response(302)
        pedido.send_header("Location", a if isinstance(a, str) else a(pedido.path))
        pedido.end_headers()

    return contesta

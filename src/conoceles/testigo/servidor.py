"""La puerta HTTP de un testigo: pocos octetos, poco tiempo y pocos a la vez. No guarda direcciones de nadie."""

from __future__ import annotations

import re
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from conoceles.testigo import juicio
from conoceles.testigo.juicio import Antes, Respuesta, siempre
from conoceles.testigo.memoria import Carpeta, SinMemoria, huella_de

Pedido = socket.socket | tuple[bytes, socket.socket]  # como lo dice socketserver
MAX_OCTETOS = 64 * 1024
MAX_SEGUNDOS = 20.0  # lo que dura una conexión, haga lo que haga quien la abrió
MAX_CONEXIONES = 16


class Puerta(ThreadingHTTPServer):
    """Atiende a uno por hilo; a quien llega con todo ocupado se le cuelga."""

    daemon_threads = True
    request_queue_size = 32

    def __init__(
        self,
        direccion: tuple[str, int],
        carpeta: Carpeta,
        segundos: float = MAX_SEGUNDOS,
        antes: Antes = siempre,
    ) -> None:
        self.carpeta, self.segundos, self.antes = carpeta, segundos, antes
        self.de_uno_en_uno = threading.Lock()
        self._lugares = threading.BoundedSemaphore(MAX_CONEXIONES)
        super().__init__(direccion, _Atender)

    def process_request(self, request: Pedido, client_address: object) -> None:
        if self._lugares.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Pedido, client_address: object) -> None:
        corte = threading.Timer(self.segundos, _colgar, [request])
        corte.daemon = True
        corte.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            corte.cancel()
            self._lugares.release()

    def handle_error(self, request: object, client_address: object) -> None:
        """Quien cuelga a media frase no es noticia; lo demás, sin decir de quién vino."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            print(f"No se pudo atender una petición ({type(error).__name__}).", file=sys.stderr)


class _Atender(BaseHTTPRequestHandler):
    server: Puerta
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "testigo", ""
    timeout = 10

    def do_POST(self) -> None:
        largo = self.headers.get("Content-Length", "")
        if self.path != "/add-checkpoint":
            self._contestar(Respuesta(404))
        elif not re.fullmatch(r"[0-9]{1,9}", largo) or self.headers.get("Transfer-Encoding"):
            self._contestar(Respuesta(411), cerrar=True)
        elif int(largo) > MAX_OCTETOS:
            self._contestar(Respuesta(413), cerrar=True)
        else:
            self._contestar(self._juzgar(self.rfile.read(int(largo))))

    def do_GET(self) -> None:
        carpeta = self.server.carpeta
        suyo = next((o for o in carpeta.vigilados if self.path == f"/{huella_de(o)}/checkpoint"), None)
        try:
            _, _, cofirmada = carpeta.visto(suyo) if suyo else (0, b"", b"")
        except SinMemoria:
            cofirmada = b""
        self._contestar(Respuesta(200, cofirmada) if cofirmada else Respuesta(404))

    def _juzgar(self, cuerpo: bytes) -> Respuesta:
        try:
            with self.server.de_uno_en_uno:
                respuesta = juicio.responder(self.server.carpeta, cuerpo, int(time.time()), self.server.antes)
        except SinMemoria as error:
            print(error, file=sys.stderr, flush=True)
            return Respuesta(503, f"{error}\n".encode())
        if respuesta.codigo == 422:
            print(
                "Un registro firmó algo que no extiende lo visto; quedó en «desacuerdos».",
                file=sys.stderr,
                flush=True,
            )
        return respuesta

    def _contestar(self, respuesta: Respuesta, *, cerrar: bool = False) -> None:
        self.send_response(respuesta.codigo)
        self.send_header("Content-Type", respuesta.tipo)
        self.send_header("Content-Length", str(len(respuesta.cuerpo)))
        if cerrar:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(respuesta.cuerpo)

    def log_message(self, format: str, *args: object) -> None:
        """Ni direcciones ni horas."""


def _colgar(conexion: socket.socket) -> None:
    try:
        conexion.shutdown(socket.SHUT_RDWR)
    except OSError:
        return

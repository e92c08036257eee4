"""Chromium sobre el lector de verdad, para las pruebas que miran el sitio como Eva, la ciudadana."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from conoceles.lector.wsgi import crear


class _Callado(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Sin registro."""


@contextmanager
def atendido(sitio: Path) -> Iterator[str]:
    """El lector en un puerto libre; da su dirección."""
    with make_server("127.0.0.1", 0, crear(sitio), handler_class=_Callado) as servidor:
        hilo = threading.Thread(target=servidor.serve_forever, daemon=True)
        hilo.start()
        try:
            yield f"http://127.0.0.1:{servidor.server_port}/"
        finally:
            servidor.shutdown()
            hilo.join()

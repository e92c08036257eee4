"""Cachés de verdad delante de un sitio: nginx con `operacion/cache.conf`, y una que desconoce lo que el origen le dice."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from taller.banco import servidores

PASE = "un-pase-que-nadie-sabe"
# Un CDN mal puesto: guarda una hora lo que el origen dice que se revalide.
SORDA = {
    "proxy_ignore_headers Vary;": "proxy_ignore_headers Vary Cache-Control Expires;\nproxy_cache_valid 200 1h;"
}
# Además acepta la purga y no la hace: lo que ya no existe no toma el lugar de lo que había.
MENTIROSA = SORDA | {"proxy_cache_valid 404 410 15s;": ""}
SIN_ENCABEZADO = {
    "proxy_http_version 1.1;": "proxy_http_version 1.1;\nproxy_hide_header X-Content-Type-Options;"
}


@contextmanager
def cache(origen: int, taller: Path, cambios: dict[str, str] | None = None) -> Iterator[int]:
    """nginx con `operacion/cache.conf` delante de ese puerto. Da el suyo; lo que guarda queda en `taller/guardado`."""
    puerto = servidores.puerto_libre()
    taller.mkdir()
    (taller / "pase.conf").write_text(f'"{PASE}" 1;\n')
    cambios = (cambios or {}) | {
        "listen 443 ssl;": f"listen 127.0.0.1:{puerto};",
        "https://conoceles.example.mx": f"http://127.0.0.1:{origen}",
        "/var/cache/nginx/conoceles": str(taller / "guardado"),
        "/etc/nginx/conoceles-pase.con[f]": str(taller / "pase.conf"),
    }
    reglas = (RAIZ_PROYECTO / "operacion" / "cache.conf").read_text(encoding="utf-8")
    for escrito, puesto in cambios.items():
        assert escrito in reglas, escrito
        reglas = reglas.replace(escrito, puesto)
    reglas = re.sub(r"(?m)^ *((proxy_)?ssl_|listen \[::\]|access_log|error_log).*$", "", reglas)
    ajustes = taller / "nginx.conf"
    usuario = "user root;" if os.geteuid() == 0 else ""
    ajustes.write_text(servidores.NGINX.format(usuario=usuario, taller=taller, reglas=reglas))
    orden = [servidores.programa_nginx(), "-p", str(taller), "-e", "stderr", "-c", str(ajustes)]
    with servidores.encendido(orden, puerto, dict(os.environ)):
        yield puerto


@contextmanager
def varnish(origen: int, taller: Path) -> Iterator[int]:
    """Varnish con `operacion/cache.vcl`, sordo como `SORDA`. Da su puerto."""
    puerto = servidores.puerto_libre()
    taller.mkdir()
    (taller / "pase").write_text(f"{PASE}\n")
    reglas = (RAIZ_PROYECTO / "operacion" / "cache.vcl").read_text(encoding="utf-8")
    for escrito, puesto in {
        '"8080"': f'"{origen}"',
        "/etc/varnish/conoceles-pase": str(taller / "pase"),
        "set beresp.grace = 0s;": "set beresp.grace = 0s; set beresp.ttl = 1h;",
    }.items():
        assert escrito in reglas, escrito
        reglas = reglas.replace(escrito, puesto)
    (taller / "cache.vcl").write_text(reglas)
    programa = shutil.which("varnishd") or "/usr/sbin/varnishd"
    donde = ["-a", f"127.0.0.1:{puerto}", "-n", str(taller / "n"), "-s", "malloc,64m"]
    orden = [programa, "-j", "none", "-F", *donde, "-f", str(taller / "cache.vcl")]
    with servidores.encendido(orden, puerto, dict(os.environ), subprocess.DEVNULL):
        yield puerto


@dataclass
class Api:
    """La de un CDN: con su pase, olvida todo. Guarda lo que le pidieron."""

    puerto: int
    pedidos: list[bytes]


@contextmanager
def api(guardado: Path) -> Iterator[Api]:
    pedidos: list[bytes] = []

    class Atiende(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            pedidos.append(self.rfile.read(int(self.headers["Content-Length"])))
            vale = self.headers["Authorization"] == f"Bearer {PASE}"
            if vale:
                for carpeta in guardado.iterdir():
                    shutil.rmtree(carpeta, ignore_errors=True)
            self.send_response(200 if vale else 403)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Atiende) as servidor:
        Thread(target=servidor.serve_forever, daemon=True).start()
        yield Api(servidor.server_address[1], pedidos)
        servidor.shutdown()


def leer(puerto: int, ruta: str, codificacion: str = "gzip, deflate, br") -> tuple[int, bytes]:
    """Lo que recibe un navegador, sin descomprimir."""
    conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=20)
    conexion.request("GET", ruta, headers={"Accept-Encoding": codificacion})
    respuesta = conexion.getresponse()
    hecho = respuesta.status, respuesta.read()
    conexion.close()
    return hecho

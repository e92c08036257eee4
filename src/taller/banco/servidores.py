"""Los dos servidores que se comparan, sobre la misma instantánea y solo en 127.0.0.1."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from conoceles.arranque.servicios import servidor
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio
from taller.banco.aparte import entorno

ESPERA = 15.0  # segundos para que un servidor conteste
REGLAS = RAIZ_PROYECTO / "operacion" / "nginx.conf"
# Lo que rodea a las reglas de `operacion/nginx.conf`. Todo lo que escribe va en su taller.
NGINX = """
{usuario}
worker_processes auto;
daemon off;
pid {taller}/nginx.pid;
error_log stderr emerg;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    client_body_temp_path {taller}/cuerpos;
    proxy_temp_path {taller}/intermedios;
    fastcgi_temp_path {taller}/fastcgi;
    uwsgi_temp_path {taller}/uwsgi;
    scgi_temp_path {taller}/scgi;
    {reglas}
}}
"""
A_LOS_ERRORES = 2  # lo que diga un servidor: la salida es del resultado
SIN_LECTOR = 9  # el puerto de descarte: ahí no contesta nadie


class Host(NamedTuple):
    """Una máquina de captura: dónde atiende y su proceso."""

    puerto: int
    pid: int


@contextmanager
def lector(datos: Path) -> Iterator[int]:
    """El lector tal como lo arranca `servir` (granian, dos procesos). Da su puerto."""
    orden, puerto, suyo = orden_del_lector(datos)
    with encendido(orden, puerto, suyo, subprocess.DEVNULL):
        yield puerto


def orden_del_lector(datos: Path) -> tuple[list[str], int, dict[str, str]]:
    """La orden que lo arranca, su puerto y su entorno."""
    puerto = puerto_libre()
    return servidor.hijos(puerto)[0].orden, puerto, entorno(datos, {})


@contextmanager
def captura(datos: Path, compartido: Mapping[str, str]) -> Iterator[Host]:
    """El sistema de captura tal como lo arranca `servir`. `compartido`: lo que lleva igual que otros hosts, si los hay."""
    puerto = puerto_libre()
    suyo = entorno(datos, {"CONOCELES_PROXIES": "1", **compartido})
    with encendido(servidor.hijos(puerto - 1)[1].orden, puerto, suyo, A_LOS_ERRORES) as hijo:
        assert hijo.proceso is not None
        yield Host(puerto, hijo.proceso.pid)


@contextmanager
def nginx(
    sitio: Path, taller: Path, *, lector: int = SIN_LECTOR, registros: Path | None = None
) -> Iterator[int]:
    """nginx con las reglas de `operacion/nginx.conf` sobre la carpeta `sitio`. Da su puerto.

    `lector`: puerto al que pide lo que no es un archivo. `registros`: carpeta de sus bitácoras; sin ella no las lleva.
    """
    puerto = puerto_libre()
    taller.mkdir()
    usuario = "user root;" if os.geteuid() == 0 else ""  # como root bajaría a uno que no alcanza la carpeta
    reglas = reglas_de_nginx(puerto, sitio, lector, registros)
    ajustes = taller / "nginx.conf"
    ajustes.write_text(NGINX.format(usuario=usuario, taller=taller, reglas=reglas))
    orden = [programa_nginx(), "-p", str(taller), "-e", "stderr", "-c", str(ajustes)]
    with encendido(orden, puerto, dict(os.environ)):
        yield puerto


def reglas_de_nginx(puerto: int, sitio: Path, lector: int, registros: Path | None) -> str:
    """Las reglas que se instalan, sin TLS y con las carpetas y los puertos de esta máquina."""
    cambios = {
        "listen 443 ssl;": f"listen 127.0.0.1:{puerto};",
        "listen 80;": f"listen 127.0.0.1:{puerto_libre()};",
        "http2 on;": "",
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{lector};",
        "/var/lib/conoceles/sitio": str(sitio),
        "/var/lib/conoceles/visitas": f"{registros}/visitas",
        "/var/log/nginx": str(registros),
    }
    reglas = REGLAS.read_text(encoding="utf-8")
    for escrito, puesto in cambios.items():
        if escrito not in reglas:
            raise ErrorDeDominio(f"A operacion/nginx.conf le falta «{escrito}».")
        reglas = reglas.replace(escrito, puesto)
    reglas = re.sub(r"(?m)^ *(ssl_|listen \[::\]).*$", "", reglas)
    return reglas if registros else re.sub(r"(?m)^\s*(?:access_log|error_log) .*$", "", reglas)


def programa_nginx() -> str:
    """Dónde está nginx; Debian lo pone fuera del PATH de quien no es root."""
    return shutil.which("nginx") or "/usr/sbin/nginx"


def puerto_libre() -> int:
    """Uno que el sistema da por libre en este momento."""
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return int(enchufe.getsockname()[1])


@contextmanager
def encendido(
    orden: list[str], puerto: int, suyo: dict[str, str], salida: int | None = None
) -> Iterator[servidor.Hijo]:
    """Un servidor que ya contesta en su puerto; al salir se detiene si aún vive."""
    hijo = servidor.Hijo(orden[0], orden)
    try:
        with _sin_interrupcion():
            hijo.proceso = subprocess.Popen(
                orden, env=suyo, start_new_session=True, stdout=salida, stderr=salida
            )
        _esperar(hijo, puerto)
        yield hijo
    finally:
        servidor.detener([hijo])


@contextmanager
def _sin_interrupcion() -> Iterator[None]:
    """SIGTERM espera a que el hijo tenga quien lo detenga: a medio nacer quedaría sin dueño."""
    pendientes: list[int] = []
    anterior = signal.signal(signal.SIGTERM, lambda numero, _: pendientes.append(numero))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, anterior)
        for numero in pendientes:
            signal.raise_signal(numero)


def _esperar(hijo: servidor.Hijo, puerto: int) -> None:
    limite = time.monotonic() + ESPERA
    while time.monotonic() < limite and hijo.vivo():
        with socket.socket() as enchufe:
            enchufe.settimeout(0.5)
            if enchufe.connect_ex(("127.0.0.1", puerto)) == 0:
                return
        time.sleep(0.05)
    raise ErrorDeDominio(f"El servidor de la medición ({Path(hijo.nombre).name}) no contestó.")

"""Un pase de acceso no queda en ninguna bitácora: nginx y la captura de verdad, cuando todo va bien y cuando falla."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

import migradas
from conoceles.arranque.servicios import servidor
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from recorridos.navegador import hasta
from taller.banco import servidores

pytestmark = pytest.mark.lenta
CANARIO = "pasecanarioquenadieleeenunabitacora"
CAPTURA = "captura.example.mx"


@dataclass(frozen=True)
class Servida:
    datos: Path
    bitacoras: Path
    http: int
    https: int
    pase: str
    proceso: servidor.Hijo

    def pedir(self, ruta: str, puerto: int = 0, anfitrion: str = CAPTURA) -> int:
        conexion = http.client.HTTPConnection("127.0.0.1", puerto or self.https, timeout=20)
        conexion.request("GET", ruta, headers={"Host": anfitrion, "Referer": f"https://{CAPTURA}{ruta}"})
        estado = conexion.getresponse().status
        conexion.close()
        return estado

    def escrito(self) -> str:
        return "\n".join(p.read_text(errors="replace") for p in self.bitacoras.glob("*.log"))


@pytest.fixture
def servida(tmp_path: Path) -> Iterator[Servida]:
    """En modo de producción, con un pase recién dado."""
    datos, bitacoras = tmp_path / "datos", tmp_path / "nginx"
    bitacoras.mkdir()
    migradas.poner(datos)
    entorno = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")} | {
        "PYTHONPATH": str(RAIZ_PROYECTO / "src"), "CONOCELES_DATOS": str(datos), "CONOCELES_MODO": "produccion",
        "CONOCELES_ACEPTA": "SQLITE", "CONOCELES_URL_PUBLICA": "https://conoceles.example.mx",
        "CONOCELES_URL_CAPTURA": f"https://{CAPTURA}", "CONOCELES_ANFITRIONES": CAPTURA, "CONOCELES_PROXIES": "1",
    }  # fmt: skip
    abrir = ["cuenta", "abrir", "dina@example.mx", "--nombre", "Dina Duarte", "--papel", "administracion"]
    dicho = subprocess.run(
        [sys.executable, "-m", "conoceles", *abrir], env=entorno, capture_output=True, text=True, check=True
    ).stdout
    [pase] = re.findall(r"/acceso/([^/\s]+)/", dicho)
    captura, http_, https = (servidores.puerto_libre() for _ in range(3))
    with ExitStack() as pila:
        de_captura = pila.enter_context((bitacoras / "granian.log").open("w"))
        orden = servidor.hijos(captura - 1)[1].orden
        hijo = pila.enter_context(servidores.encendido(orden, captura, entorno, de_captura.fileno()))
        pila.enter_context(servidores.encendido(*_nginx(bitacoras, captura, http_, https)))
        yield Servida(datos, bitacoras, http_, https, pase, hijo)


def _nginx(taller: Path, captura: int, http_: int, https: int) -> tuple[list[str], int, dict[str, str]]:
    """La orden, su puerto y su entorno: las reglas que se instalan, sin TLS."""
    reglas = (RAIZ_PROYECTO / "operacion" / "nginx-captura.conf").read_text(encoding="utf-8")
    reglas = re.sub(r"(?m)^ *(http2|ssl_|listen \[::\]).*$", "", reglas)
    for escrito, puesto in {
        "listen 443 ssl;": f"listen 127.0.0.1:{https};", "listen 80;": f"listen 127.0.0.1:{http_};",
        "127.0.0.1:8001": f"127.0.0.1:{captura}", "/var/log/nginx": str(taller),
    }.items():  # fmt: skip
        reglas = reglas.replace(escrito, puesto)
    usuario = "user root;" if os.geteuid() == 0 else ""
    (taller / "nginx.conf").write_text(servidores.NGINX.format(usuario=usuario, taller=taller, reglas=reglas))
    orden = [servidores.programa_nginx(), "-p", str(taller), "-e", str(taller / "general.log")]
    return [*orden, "-c", str(taller / "nginx.conf")], https, dict(os.environ)


def test_un_pase_no_queda_en_ninguna_bitacora_ni_cuando_algo_falla(servida: Servida) -> None:
    assert servida.pedir(f"/acceso/{servida.pase}/") == 302  # el bueno
    assert servida.pedir(f"/acceso/{CANARIO}/") == 410  # el que no sirve
    assert servida.pedir(f"/acceso/{CANARIO}/x") == 404
    assert servida.pedir(f"/acceso/{CANARIO}/", servida.http) == 301
    assert servida.pedir(f"/acceso/{CANARIO}/%zz") in (400, 404)
    assert servida.pedir(f"/acceso/{CANARIO * 400}/") in (410, 414)  # más larga de lo que nginx admite
    assert servida.pedir(f"/acceso/{CANARIO}/", anfitrion="otro.example.mx") in (400, 410)
    (servida.datos / "curricular.sqlite3").rename(servida.datos / "no-esta")
    assert servida.pedir(f"/acceso/{servida.pase}/") >= 500  # sin su base
    assert '"nivel": "ERROR"' in servida.escrito(), "la captura no anotó la falla: la prueba no probaría nada"
    servida.proceso.rematar()
    assert servida.pedir(f"/acceso/{servida.pase}/") == 502
    hasta(lambda: "GET 502" in (servida.bitacoras / "captura.log").read_text(), 20)
    escrito = servida.escrito()
    assert "GET 302" in escrito
    assert CANARIO not in escrito
    assert servida.pase not in escrito

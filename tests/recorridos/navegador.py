"""Un Chromium de verdad frente a los tres procesos de verdad, y lo que se vigila en cada página."""

from __future__ import annotations

import hmac
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import BrowserContext, Page, Request

import axe
import vivero
from personas import CLAVE
from recorridos.aparte import entorno_propio
from segundo_factor import SEMILLA


@dataclass(frozen=True)
class Casa:
    """El sistema atendiendo: dos direcciones y los folios sembrados."""

    publico: str
    captura: str
    folios: dict[str, str]

    @property
    def sitio(self) -> str:
        return f"{self.publico}/{CLAVE}/"


@contextmanager
def casa(
    datos: Path, siembra: str = "recorridos.sembrar_jornada", ahora: str = "", *, sin: str = "materiales"
) -> Iterator[Casa]:
    """Siembra en `datos`, arranca `servir` en puertos libres y espera a que anuncie que contesta.

    `sin`: las tareas del obrero que no se hacen, con comas. Los materiales ocupan al obrero mientras no haya qué publicar:
    solo se dibujan donde alguien los mira.
    """
    with entorno_propio(datos) as entorno:
        entorno |= {"CONOCELES_AHORA": ahora} if ahora else {}
        sembrado = vivero.correr("-m", siembra, entorno=entorno)
        assert sembrado.returncode == 0, sembrado.stderr[-3000:]
        with _atendida(entorno, puerto := puerto_libre(), sin):
            folios = json.loads((datos / "jornada.json").read_text())
            yield Casa(f"http://localhost:{puerto}", f"http://localhost:{puerto + 1}", folios)


@contextmanager
def _atendida(entorno: dict[str, str], puerto: int, sin: str) -> Iterator[None]:
    programa = ["recorridos.sin_tareas", sin] if sin else ["conoceles"]
    orden = [sys.executable, "-m", *programa, "servir", "--puerto", str(puerto)]
    with subprocess.Popen(orden, env=entorno, stdout=subprocess.PIPE, text=True) as servir:
        try:
            assert servir.stdout is not None
            assert "Sitio público" in servir.stdout.readline()
            yield
        finally:
            servir.send_signal(signal.SIGINT)
            servir.wait(30)


@dataclass
class Ventana:
    """Una página con sus reglas: accesible, sin anfitriones ajenos y, en lo público, sin galletas."""

    pagina: Page
    pedidos: list[str] = field(default_factory=list)
    faltas: list[str] = field(default_factory=list)

    def ir(self, direccion: str) -> None:
        respuesta = self.pagina.goto(direccion)
        assert respuesta is not None
        assert respuesta.status == 200, f"{direccion}: {respuesta.status}"
        self.mirar()

    def pulsar(self, nombre: str, papel: str = "button") -> None:
        """Pulsa el botón o enlace con ese nombre y revisa la página que sale."""
        self.pagina.get_by_role(papel, name=nombre, exact=True).first.click()  # type: ignore[arg-type]
        self.pagina.wait_for_load_state("load")
        self.mirar()

    def decidir(self, acto: str) -> None:
        """Pulsa, en la barra de la revisión, el botón de ese acto: su rótulo depende de si queda otra."""
        self.pagina.locator(f"form[action$='/{acto}/'] button").click()
        self.pagina.wait_for_load_state("load")
        self.mirar()

    def mirar(self) -> None:
        """axe-core, con la página quieta; si solo sus palabras la distinguen de otra ya mirada, no se mira otra vez."""
        recuerdo = axe.recuerdo(self.pagina.content(), (self.pagina.viewport_size or {"width": 0})["width"])
        halladas = [] if recuerdo.exists() else axe.faltas(self.pagina)
        self.faltas += [f"{self.pagina.url}: {regla} en {donde}" for regla, donde in halladas]
        if not halladas:
            recuerdo.touch()

    def texto(self) -> str:
        return " ".join(self.pagina.inner_text("body").split())

    def comprobar(self) -> None:
        """Al final del recorrido: ni una falta de accesibilidad ni un pedido fuera de casa."""
        assert self.faltas == []
        assert {urlsplit(p).hostname for p in self.pedidos if not p.startswith("data:")} == {"localhost"}


def abrir(contexto: BrowserContext) -> Ventana:
    contexto.set_default_timeout(30_000)
    ventana = Ventana(contexto.new_page())

    def anotar(pedido: Request) -> None:
        ventana.pedidos.append(pedido.url)

    contexto.on("request", anotar)
    return ventana


def hasta(condicion: Callable[[], bool], segundos: float) -> float:
    """Espera a otro proceso preguntándole; devuelve cuánto tardó. Reprueba si no llega a tiempo."""
    inicio, pausa = time.monotonic(), threading.Event()
    while not condicion():
        assert time.monotonic() - inicio < segundos, f"no ocurrió en {segundos} s"
        pausa.wait(0.2)
    return time.monotonic() - inicio


def leido(direccion: str) -> str:
    """Lo que dice una página pública; nada si no está. Preguntar así no ocupa al navegador, que dibuja cada vez."""
    try:
        with urlopen(direccion, timeout=30) as respuesta:
            pagina = respuesta.read().decode()
    except HTTPError as error:
        error.close()
        if error.code != 404:
            raise
        return ""
    return " ".join(unescape(re.sub("<[^>]+>", " ", pagina)).split())


def codigos_impresos() -> list[str]:
    """Los de la hoja que dan las siembras: salen de su semilla como los hace allauth, el primero al final."""
    semilla, hechos = hmac.new(SEMILLA.encode(), None, "sha1"), []
    for n in range(20):
        semilla.update(f"{n:3},".encode())
        hechos.append(f"{int.from_bytes(semilla.digest()[:4], 'big') % 10**8:08d}")
    return hechos[::-1]


def puerto_libre() -> int:
    """Uno cuyo siguiente también lo está."""
    while True:
        with socket.socket() as uno, socket.socket() as otro:
            uno.bind(("127.0.0.1", 0))
            numero = int(uno.getsockname()[1])
            try:
                otro.bind(("127.0.0.1", numero + 1))
            except OSError:
                continue
            return numero

"""El publicador muere cien veces, en cualquier momento, mientras la ciudadanía lee: nadie ve una página a medias."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from html import unescape
from pathlib import Path
from random import Random
from urllib.parse import urljoin, urlsplit

import pytest

from conoceles.lector.verificador.verificar import examinar
from lector.instantaneas import archivos_de
from recorridos.aparte import entorno_propio
from taller.banco import servidores
from taller.banco.siembra.eleccion import CLAVE

HASTA = 0.6  # segundos de vida de la mitad
PASOS = 300  # y pasos de la otra, para que también muera donde el tiempo apenas se detiene
ENLACES = re.compile(r'\s(?:href|src)="([^"#]+)"')


class Publicador:
    """El otro proceso: se le pide uno que publique sin parar, y se le mata."""

    def __init__(self, proceso: subprocess.Popen[str]) -> None:
        assert proceso.stdin is not None
        assert proceso.stdout is not None
        self._manda, self._dice = proceso.stdin, proceso.stdout
        assert self._dice.readline() == "listo\n"

    def pedir(self, orden: str) -> str:
        self._manda.write(orden + "\n")
        self._manda.flush()
        return self._dice.readline()

    def leer(self) -> str:
        return self._dice.readline()

    def morir_tras(self, segundos: float) -> None:
        hijo = int(self.pedir("0"))
        time.sleep(segundos)  # no se espera a nada: es el momento, al azar, de la muerte
        os.kill(hijo, signal.SIGKILL)
        self._esperar_la_muerte()

    def morir_al_paso(self, paso: int) -> None:
        self.pedir(str(paso))
        self._esperar_la_muerte()

    def _esperar_la_muerte(self) -> None:
        assert int(self.leer()) == signal.SIGKILL


class Lectora(threading.Thread):
    """Pide páginas y sigue un enlace de cada una; guarda la huella de cada respuesta."""

    def __init__(self, puerto: int, paginas: list[str], semilla: int) -> None:
        super().__init__(daemon=True)
        self._puerto, self._paginas, self._azar = puerto, paginas, Random(semilla)
        self._fin = threading.Event()
        self.vistas: set[tuple[str, str]] = set()
        self.fallas: list[str] = []
        self.peticiones = 0

    def run(self) -> None:
        self._conexion = http.client.HTTPConnection("127.0.0.1", self._puerto, timeout=10)
        while not self._fin.is_set():
            ruta = self._azar.choice(self._paginas)
            html = self._leer(ruta).decode("utf-8", "replace")
            enlaces = [urljoin(ruta, unescape(e)) for e in ENLACES.findall(html)]
            internos = [e for e in enlaces if urlsplit(e).path.startswith(f"/{CLAVE}/") and "?" not in e]
            self._leer(self._azar.choice(internos))
        self._conexion.close()

    def _leer(self, ruta: str) -> bytes:
        """Los octetos tal como están en disco: unas veces comprimidos y otras no."""
        gzip = self._azar.random() < 0.3 and not ruta.endswith("/")
        self._conexion.request("GET", ruta, headers={"Accept-Encoding": "gzip"} if gzip else {})
        respuesta = self._conexion.getresponse()
        cuerpo = respuesta.read()
        self.peticiones += 1
        if respuesta.status != 200:
            self.fallas.append(f"{ruta}: {respuesta.status}")
        elif not ruta.endswith(("/buscar/", "/comparar/")):
            archivo = ruta.removeprefix(f"/{CLAVE}/") + ("index.html" if ruta.endswith("/") else "")
            comprimido = ".gz" if respuesta.getheader("Content-Encoding") else ""
            self.vistas.add((archivo + comprimido, hashlib.sha256(cuerpo).hexdigest()))
        return cuerpo

    def terminar(self) -> None:
        self._fin.set()
        self.join(20)


@pytest.fixture(scope="module")
def publicador(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Publicador, Path]]:
    datos = tmp_path_factory.mktemp("muerte")
    orden = [sys.executable, "-m", "publicacion.publicar_sin_parar"]
    with (
        entorno_propio(datos) as entorno,
        subprocess.Popen(
            orden, env=entorno, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as proceso,
    ):
        yield Publicador(proceso), datos
        proceso.stdin.close()  # type: ignore[union-attr]


@contextmanager
def leyendo(datos: Path, taller: Path) -> Iterator[list[Lectora]]:
    """Dos personas leen por el lector y dos por nginx."""
    actual = datos / "sitio" / CLAVE / "actual"
    paginas = [f"/{CLAVE}/{p.parent.relative_to(actual)}/" for p in actual.glob("c*/*/index.html")]
    paginas += [f"/{CLAVE}/", f"/{CLAVE}/candidaturas/", f"/{CLAVE}/verificar/"]
    with ExitStack() as pila:
        lector = pila.enter_context(servidores.lector(datos))
        nginx = pila.enter_context(servidores.nginx(datos / "sitio", taller, lector=lector))
        lectoras = [Lectora(p, paginas, n) for n, p in enumerate((lector, nginx, lector, nginx))]
        for lectora in lectoras:
            lectora.start()
        yield lectoras
        for lectora in lectoras:
            lectora.terminar()


@pytest.mark.parametrize(
    "muertes",
    [5, pytest.param(100, marks=pytest.mark.simulacro)],
)
def test_muertes_al_azar_y_nadie_ve_una_pagina_a_medias(
    publicador: tuple[Publicador, Path], tmp_path: Path, muertes: int
) -> None:
    quien, datos = publicador
    sitio, azar = datos / "sitio" / CLAVE, Random(20270606)
    a_medias, firmadas = set(), set[tuple[str, object]]()
    with leyendo(datos, tmp_path / "nginx") as lectoras:
        for n in range(muertes):
            if n % 2:
                quien.morir_al_paso(azar.randrange(PASOS))
            else:
                quien.morir_tras(azar.uniform(0, HASTA))
            a_medias |= {"estreno" if p.name == ".actual" else "obra" for p in sitio.glob(".[pa]*")}
            assert examinar(sitio / "actual").problemas == []
            firmadas |= _firmadas(sitio)
    for lectora in lectoras:
        assert lectora.fallas == []
        assert lectora.peticiones > muertes
    assert "obra" in a_medias  # las hubo a mitad del trabajo, no solo entre una publicación y otra
    firmadas |= _firmadas(sitio)
    propias = ("manifiesto.json", "manifiesto.firma", "manifiesto.renglones")
    vistas = {v for lectora in lectoras for v in lectora.vistas if not v[0].startswith(propias)}
    assert vistas - firmadas == set()

    _la_siguiente_corrida_sana(quien, sitio)


def _firmadas(sitio: Path) -> set[tuple[str, object]]:
    return {
        (ruta, archivo["sha256"])
        for lista in (sitio / "instantaneas").glob("*/manifiesto.renglones")
        for ruta, archivo in archivos_de(lista.parent).items()
    }


def _la_siguiente_corrida_sana(quien: Publicador, sitio: Path) -> None:
    quien.pedir("una vez")
    completa, sin_cambios = json.loads(quien.leer())
    # Sin leer que terminó, la muerte siguiente sería la de todo este grupo de procesos: la 0.
    assert int(quien.leer()) == 0
    assert sin_cambios["cambio"] is False
    assert completa["instantanea"] == (sitio / "actual").resolve().name
    ocultos = {p.name for p in sitio.glob(".*")}
    assert ocultos <= {f".lista-{completa['instantanea']}"}
    resultado = examinar(sitio)
    assert resultado.problemas == []

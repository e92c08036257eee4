"""Bajar archivos grandes sin dejar a las demás personas sin sitio."""

from __future__ import annotations

import gc
import http.client
import os
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from conoceles.lector.hilos.descargas import A_LA_VEZ
from conoceles.lector.memoria import MAX_ARCHIVO
from conoceles.lector.wsgi import crear
from lector.instantaneas import publicar
from recorridos.navegador import hasta
from taller.banco import servidores

GRANDE = "durango/descargas/fotografias.zip"
PROCESOS = 2


@pytest.fixture(scope="module")
def datos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Con una descarga que no cabe en lo que el sistema guarda de una conexión."""
    carpeta = tmp_path_factory.mktemp("datos")
    archivos = {"index.html": "portada", "descargas/fotografias.zip": os.urandom(24 * MAX_ARCHIVO)}
    publicar(carpeta / "sitio/durango", archivos)
    return carpeta


def _pedir(lector: Any, metodo: str = "GET", **mas: str) -> tuple[str, dict[str, str], Any]:
    dicho: list[Any] = []
    entorno = {"REQUEST_METHOD": metodo, "PATH_INFO": f"/{GRANDE}", **mas}
    cuerpo = lector(entorno, lambda estado, cabeza: dicho.extend((estado, dict(cabeza))))
    return dicho[0], dicho[1], cuerpo


def test_la_que_ya_no_cabe_dice_que_se_espere_y_las_demas_terminan(datos: Path) -> None:
    lector = crear(datos / "sitio")
    cuerpos = [_pedir(lector)[2] for _ in range(A_LA_VEZ)]
    estado, cabeza, cuerpo = _pedir(lector)
    assert (estado, cabeza["Retry-After"]) == ("503 Service Unavailable", "60")
    assert "descargando archivos grandes" in b"".join(cuerpo).decode()
    completo = (datos / "sitio/durango/actual/descargas/fotografias.zip").read_bytes()
    assert [b"".join(uno) == completo for uno in cuerpos] == [True] * A_LA_VEZ
    assert _pedir(lector)[0] == "200 OK", "al terminar dejan su lugar"


def test_quien_se_va_a_la_mitad_deja_su_lugar_una_sola_vez(datos: Path) -> None:
    lector = crear(datos / "sitio")
    primera, *otras = [_pedir(lector)[2] for _ in range(A_LA_VEZ)]
    next(primera)
    primera.close()
    primera.close()
    assert _pedir(lector)[0] == "200 OK"  # y al soltarla, aunque nadie la cierre
    gc.collect()
    otras.append(_pedir(lector)[2])
    assert _pedir(lector)[0].startswith("503")


def test_preguntar_por_ella_o_ya_tenerla_no_ocupa_lugar(datos: Path) -> None:
    lector = crear(datos / "sitio")
    etiqueta = _pedir(lector, "HEAD")[1]["ETag"]
    ocupados = [_pedir(lector)[2] for _ in range(A_LA_VEZ)]
    assert _pedir(lector, "HEAD")[0] == "200 OK"
    assert _pedir(lector, HTTP_IF_NONE_MATCH=etiqueta)[0].startswith("304")
    assert len(ocupados) == A_LA_VEZ


@pytest.fixture
def puerto(datos: Path) -> Iterator[int]:
    """El lector, servido como se sirve."""
    orden, puerto, entorno = servidores.orden_del_lector(datos)
    with servidores.encendido(orden, puerto, entorno, subprocess.DEVNULL):
        yield puerto


def test_muchas_descargas_que_nadie_lee_no_cierran_el_sitio(puerto: int) -> None:
    peticion = f"GET /{GRANDE} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with ExitStack() as pila:
        for _ in range(4 * PROCESOS * A_LA_VEZ):
            lenta = pila.enter_context(socket.create_connection(("127.0.0.1", puerto), timeout=20))
            lenta.sendall(peticion)
            lenta.recv(1)  # ya la atienden
        for _ in range(20):
            with urllib.request.urlopen(f"http://127.0.0.1:{puerto}/durango/", timeout=20) as portada:
                assert portada.read() == b"portada"
        with pytest.raises(urllib.error.HTTPError, match="503"):
            urllib.request.urlopen(f"http://127.0.0.1:{puerto}/{GRANDE}", timeout=20)
    hasta(
        lambda: all(_completa(puerto) for _ in range(12)), 20
    )  # quienes se fueron dejaron su lugar, en los dos procesos


def _completa(puerto: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{puerto}/{GRANDE}", timeout=20) as descarga:
            return len(descarga.read()) == 24 * MAX_ARCHIVO
    except urllib.error.HTTPError:
        return False


def test_con_mucha_gente_a_la_vez_cada_quien_recibe_su_pagina_entera(puerto: int) -> None:
    """Cada conexión sigue sirviendo, también la que atendió un hilo que se fue a descansar."""

    def leer_varias(_: int) -> set[bytes]:
        conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=20)
        with closing(conexion):
            return {_cuerpo(conexion, "/durango/") for _ in range(100)}

    with ThreadPoolExecutor(24) as gente:
        assert set().union(*gente.map(leer_varias, range(24))) == {b"portada"}


def _cuerpo(conexion: http.client.HTTPConnection, ruta: str) -> bytes:
    conexion.request("GET", ruta)
    return conexion.getresponse().read()

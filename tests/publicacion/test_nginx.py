"""nginx con `operacion/nginx.conf`, de verdad: entrega lo mismo que el lector y sigue cuando el lector ya no está."""

from __future__ import annotations

import gzip
import http.client
import re
import signal
import socket
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from conoceles.arranque.servicios.servidor import Hijo
from conoceles.publicacion.api import reserva
from conoceles.publicacion.instantanea.arbol import escribir
from conoceles.publicacion.publicador import publicar, publicar_raiz
from conoceles.publicacion.registro_publico import Libro
from publicacion.con_nginx import con_reglas
from publicacion.conftest import Sembrar
from publicacion.eleccion import AHORA, PROCESO
from recorridos.navegador import hasta
from taller.banco import servidores

pytestmark = pytest.mark.lenta
IGUALES = (
    "content-type", "content-length", "content-encoding", "cache-control", "content-security-policy",
    "x-content-type-options", "referrer-policy", "cross-origin-opener-policy",
)  # fmt: skip
CANARIO = "canarioquenadiedebever"
FUERA = (
    f"/{PROCESO}", f"/{PROCESO}/candidaturas?x=1", f"/{PROCESO}/candidaturas/ANA", f"/{PROCESO}/buscar?q=agua",
    f"/{PROCESO}/no/existe/", f"/{PROCESO}/nada.html", "/nada", "/nada/de/nada/", f"/{PROCESO}/busqueda.sqlite",
    f"/{PROCESO}/.oculto", "/_raiz/actual/index.html", f"/{PROCESO}/actual/index.html",
    f"/{PROCESO}/instantaneas/", f"/{PROCESO}/publicador.sqlite",
    f"/{PROCESO}/historia-en-reserva/ANA.json", "/log/cerrojo", "/log/tile/0/999", "/log/tile/0/",
)  # fmt: skip


@dataclass(frozen=True)
class Vista:
    estado: int
    cabeza: dict[str, str]
    cuerpo: bytes


def pedir(puerto: int, ruta: str) -> Vista:
    conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=20)
    conexion.request("GET", ruta, headers={"Accept-Encoding": "gzip"})
    respuesta = conexion.getresponse()
    cabeza = {nombre.lower(): valor for nombre, valor in respuesta.getheaders()}
    assert len(cabeza) == len(respuesta.getheaders()), f"{ruta}: una cabecera dos veces"
    vista = Vista(respuesta.status, cabeza, respuesta.read())
    conexion.close()
    return vista


@pytest.fixture(scope="module")
def publicada(del_archivo: Sembrar) -> Path:
    """La elección a la vista, con algo en `fotos/` y otro archivo oculto junto a las páginas."""
    with del_archivo() as (datos, _):
        publicar(PROCESO, ahora=AHORA)
        publicar_raiz(AHORA)
        Libro().al_dia(AHORA)
    actual = (datos / "sitio" / PROCESO / "actual").resolve()
    (actual / "fotos").mkdir()
    (actual / "fotos" / f"{'a' * 64}-320.avif").write_bytes(b"retrato")
    (actual / ".oculto").write_text("no")
    escribir(datos / "sitio" / PROCESO / reserva.CARPETA / "ANA.json", b"{}")
    return datos


def rutas(datos: Path) -> Iterator[str]:
    """Todo lo que se publica, con la dirección que se pide."""
    for nombre, prefijo in ((PROCESO, f"/{PROCESO}/"), ("_raiz", "/")):
        actual = (datos / "sitio" / nombre / "actual").resolve()
        for archivo in sorted(actual.rglob("*")):
            ruta = str(archivo.relative_to(actual))
            if archivo.is_file() and archivo.suffix not in (".gz", ".br", ".sqlite") and ruta[0] != ".":
                yield prefijo + re.sub(r"(^|/)index\.html$", r"\1", ruta)
    for nombre in ("log", "pruebas"):
        for archivo in (datos / "sitio" / nombre).rglob("*"):
            if archivo.is_file() and archivo.name != "cerrojo":
                yield f"/{archivo.relative_to(datos / 'sitio')}"


@dataclass(frozen=True)
class Servidos:
    lector: int
    nginx: int
    registros: Path
    hijo: Hijo

    def matar_al_lector(self) -> None:
        """Todo su grupo, sin aviso ni despedida."""
        self.hijo.senal(signal.SIGKILL)
        assert self.hijo.proceso is not None
        assert self.hijo.proceso.wait() == -signal.SIGKILL


@pytest.fixture
def servidos(publicada: Path, tmp_path: Path) -> Iterator[Servidos]:
    registros = tmp_path / "registros"
    (registros / "visitas").mkdir(parents=True)
    orden, lector, entorno = servidores.orden_del_lector(publicada)
    sitio = publicada / "sitio"
    with (
        servidores.encendido(orden, lector, entorno) as hijo,
        servidores.nginx(sitio, tmp_path / "nginx", lector=lector, registros=registros) as nginx,
    ):
        yield Servidos(lector, nginx, registros, hijo)


def test_nginx_entrega_lo_mismo_que_el_lector_con_las_mismas_cabeceras(
    servidos: Servidos, publicada: Path
) -> None:
    todas = list(rutas(publicada))
    assert {r.split("/")[2] for r in todas if r.startswith(f"/{PROCESO}/")} >= {
        "", "candidaturas", "contiendas", "datos", "descargas", "estatico", "fotos", "incrustar", "verificar",
    }  # fmt: skip
    for ruta in [*todas, f"/{PROCESO}/verificar/acuse/?c=C1.falso"]:
        suya, nuestra = pedir(servidos.lector, ruta), pedir(servidos.nginx, ruta)
        assert (suya.estado, nuestra.estado) == (200, 200), ruta
        assert nuestra.cuerpo == suya.cuerpo, ruta
        for nombre in IGUALES:
            assert nuestra.cabeza.get(nombre) == suya.cabeza.get(nombre), f"{ruta}: {nombre}"
        if "content-encoding" in suya.cabeza:
            assert nuestra.cabeza["vary"] == "Accept-Encoding", ruta


def test_lo_que_no_es_pagina_contesta_igual_en_los_dos(servidos: Servidos) -> None:
    for ruta in FUERA:
        suya, nuestra = pedir(servidos.lector, ruta), pedir(servidos.nginx, ruta)
        assert suya.estado in (301, 404), ruta
        assert nuestra.estado == suya.estado, ruta
        assert nuestra.cabeza.get("location") == suya.cabeza.get("location"), ruta
        assert nuestra.cabeza["content-security-policy"].startswith("default-src 'self'; style-src 'self'"), (
            ruta
        )
        if suya.estado == 404:
            assert nuestra.cuerpo == suya.cuerpo, ruta
            assert nuestra.cabeza["content-security-policy"] == suya.cabeza["content-security-policy"], ruta


def test_un_aviso_del_lector_llega_con_el_estilo_que_lleva(servidos: Servidos) -> None:
    larga = f"/{PROCESO}/buscar/?q={'a' * 2500}"
    suya, nuestra = pedir(servidos.lector, larga), pedir(servidos.nginx, larga)
    assert (suya.estado, nuestra.estado, nuestra.cuerpo) == (414, 414, suya.cuerpo)
    assert nuestra.cabeza["content-security-policy"] == suya.cabeza["content-security-policy"]


def test_con_el_lector_muerto_toda_pagina_sigue_y_la_busqueda_es_su_archivo(
    servidos: Servidos, publicada: Path
) -> None:
    servidos.matar_al_lector()
    for ruta in rutas(publicada):
        assert pedir(servidos.nginx, ruta).estado == 200, ruta
    sin_lector = pedir(servidos.nginx, f"/{PROCESO}/verificar/acuse/?c={CANARIO}")
    assert (sin_lector.estado, CANARIO.encode() in sin_lector.cuerpo) == (200, False)
    for herramienta in (f"buscar/?q={CANARIO}", "comparar/?c=ANA&c=CORA"):
        vista = pedir(servidos.nginx, f"/{PROCESO}/{herramienta}")
        cuerpo = gzip.decompress(vista.cuerpo)
        assert (vista.estado, b"data-guion" in cuerpo, CANARIO.encode() in cuerpo) == (200, True, False)
    assert pedir(servidos.nginx, f"/{PROCESO}/candidaturas/").estado == 200
    for ruta in FUERA:
        vista = pedir(servidos.nginx, ruta)
        assert vista.estado in (301, 404), ruta
        assert b"href=" not in vista.cuerpo, ruta


def test_con_el_lector_pasmado_la_busqueda_es_su_archivo(publicada: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mudo:
        puerto = mudo.getsockname()[1]
        with servidores.nginx(publicada / "sitio", tmp_path / "nginx", lector=puerto) as nginx:
            assert b"data-guion" in gzip.decompress(pedir(nginx, f"/{PROCESO}/buscar/?q=agua").cuerpo)


def test_ninguna_bitacora_guarda_la_consulta_ni_la_direccion(
    servidos: Servidos, capfd: pytest.CaptureFixture[str]
) -> None:
    def visitar() -> None:
        pedir(servidos.nginx, f"/{PROCESO}/?{CANARIO}=1")
        for herramienta in ("buscar/?q=", "comparar/?c=", "no-existe/?x="):
            pedir(servidos.nginx, f"/{PROCESO}/{herramienta}{CANARIO}")
            pedir(servidos.nginx, f"/{PROCESO}/{herramienta}{CANARIO}&l={'x' * 3000}")

    visitar()
    pedir(servidos.lector, f"/{PROCESO}/buscar/?q={CANARIO}")
    servidos.matar_al_lector()  # también cuando hay algo de qué quejarse
    visitar()
    # nginx anota cada petición después de contestarla: la última puede faltar un instante.
    hasta(lambda: len((servidos.registros / "conoceles.log").read_text().splitlines()) == 14, 20)
    escrito = {p.name: p.read_text() for p in servidos.registros.rglob("*.log")}
    [dia] = [nombre for nombre in escrito if re.fullmatch(r"\d{4}-\d\d-\d\d\.log", nombre)]
    vistas = Counter(escrito[dia].splitlines())  # sin lector, buscar y comparar son páginas como las demás
    assert vistas == {f"/{PROCESO}/actual/{p}index.html": 2 for p in ("", "buscar/", "comparar/")}
    todo = "\n".join([*escrito.values(), *capfd.readouterr()])
    assert CANARIO not in todo
    assert "127.0.0.1" not in todo


def test_https_se_exige_un_anio(servidos: Servidos) -> None:
    for ruta in (f"/{PROCESO}/", "/nada", f"/{PROCESO}/buscar/?q=agua"):
        assert (
            pedir(servidos.nginx, ruta).cabeza["strict-transport-security"]
            == "max-age=31536000; includeSubDomains"
        )


def test_por_http_se_pasa_a_https_con_la_misma_ruta(tmp_path: Path) -> None:
    """En los dos sitios: por http el enlace de acceso de una persona decía que ya no servía."""
    for nombre in ("nginx.conf", "nginx-captura.conf"):
        http_, _ = puertos = servidores.puerto_libre(), servidores.puerto_libre()
        with con_reglas(nombre, tmp_path / nombre, *puertos):
            vista = pedir(http_, "/acceso/FICHA/?x=1")
            assert vista.estado == 301
            assert re.fullmatch(r"https://\w+\.example\.mx/acceso/FICHA/\?x=1", vista.cabeza["location"])


def test_la_captura_caida_no_deja_escrito_un_enlace_de_acceso(tmp_path: Path) -> None:
    taller = tmp_path / "captura"
    http_, https = servidores.puerto_libre(), servidores.puerto_libre()
    with con_reglas("nginx-captura.conf", taller, http_, https):
        caida = pedir(https, f"/acceso/{CANARIO}/")
        assert (caida.estado, caida.cabeza["retry-after"]) == (502, "30")
        assert "Lo guardado sigue guardado" in caida.cuerpo.decode()
        pedir(http_, f"/acceso/{CANARIO}/")
        hasta(lambda: "GET 502" in (taller / "captura.log").read_text(), 20)
    escrito = "".join(p.read_text() for p in taller.glob("*.log"))
    assert CANARIO not in escrito
    assert "127.0.0.1" not in escrito

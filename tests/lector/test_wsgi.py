"""El servidor público, llamado como lo llama cualquier servidor WSGI."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from conoceles.lector.memoria import Memoria
from conoceles.lector.wsgi import Aplicacion, crear
from lector.conftest import GUION
from lector.instantaneas import activar, publicar
from lector.peticiones import pedir


def test_la_raiz_y_la_eleccion(app: Aplicacion) -> None:
    assert pedir(app, "/").cuerpo == b"portada"
    assert pedir(app, "/robots.txt").encabezados["Content-Type"] == "text/plain; charset=utf-8"
    portada = pedir(app, "/durango/")
    assert (portada.estado, portada.encabezados["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert pedir(app, "/durango/candidaturas/F1/").cuerpo == "María".encode()


@pytest.mark.parametrize(
    ("acepta", "codificacion", "descomprimir"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("*", "br", brotli.decompress),
        ("identity, br;q=x", None, bytes),
        ("", None, bytes),
    ],
)
def test_entrega_lo_ya_comprimido_que_el_cliente_acepta(
    app: Aplicacion, acepta: str, codificacion: str | None, descomprimir: Callable[[bytes], bytes]
) -> None:
    respuesta = pedir(app, "/durango/", accept_encoding=acepta)
    assert respuesta.encabezados.get("Content-Encoding") == codificacion
    assert descomprimir(respuesta.cuerpo) == b"<h1>Elecci\xc3\xb3n</h1>" * 50
    assert int(respuesta.encabezados["Content-Length"]) == len(respuesta.cuerpo)
    assert respuesta.encabezados["Vary"] == "Accept-Encoding"


def test_las_etiquetas_son_fuertes_y_distintas_por_codificacion(app: Aplicacion) -> None:
    claro, comprimido = pedir(app, "/durango/"), pedir(app, "/durango/", accept_encoding="br")
    assert claro.encabezados["ETag"] != comprimido.encabezados["ETag"]
    assert not claro.encabezados["ETag"].startswith("W/")
    igual = pedir(app, "/durango/", if_none_match=f'"x", {claro.encabezados["ETag"]}')
    assert (igual.estado, igual.cuerpo) == (304, b"")
    assert igual.encabezados["ETag"] == claro.encabezados["ETag"]
    assert pedir(app, "/durango/", if_none_match='"otra"').estado == 200


def test_head_dice_lo_mismo_sin_cuerpo(app: Aplicacion) -> None:
    for ruta in ("/durango/", "/durango/buscar/", "/durango/nada"):
        get, head = pedir(app, ruta), pedir(app, ruta, metodo="HEAD")
        assert (head.estado, head.encabezados, head.cuerpo) == (get.estado, get.encabezados, b"")


@pytest.mark.parametrize("metodo", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_solo_se_puede_leer(app: Aplicacion, metodo: str) -> None:
    respuesta = pedir(app, "/durango/", metodo=metodo)
    assert (respuesta.estado, respuesta.encabezados["Allow"]) == (405, "GET, HEAD")


def test_caducidad_segun_lo_que_es(app: Aplicacion) -> None:
    def caducidad(ruta: str) -> str:
        return pedir(app, f"/durango/{ruta}").encabezados["Cache-Control"]

    assert caducidad("") == "max-age=15, must-revalidate"
    assert caducidad("datos/curricular.csv") == "max-age=15, must-revalidate"
    assert caducidad(GUION) == "public, max-age=31536000, immutable"
    retrato = caducidad("fotos/abc.avif")
    assert retrato == "public, max-age=31536000, immutable, s-maxage=15, proxy-revalidate"


def test_politica_de_seguridad_y_marcos_ajenos_solo_al_incrustar(app: Aplicacion) -> None:
    for ruta in ("/", "/durango/buscar/", "/durango/nada", "/durango/candidaturas/F1.json"):
        encabezados = pedir(app, ruta).encabezados
        assert "default-src 'self'" in encabezados["Content-Security-Policy"]
        assert "unsafe" not in encabezados["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in encabezados["Content-Security-Policy"]
        assert encabezados["X-Content-Type-Options"] == "nosniff"
        assert encabezados["Referrer-Policy"] == "no-referrer"
        assert "object-src 'none'; base-uri 'none'" in encabezados["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in encabezados
    tarjeta = pedir(app, "/durango/incrustar/distrito-1/").encabezados
    assert "frame-ancestors *" in tarjeta["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("ruta", "consulta", "destino"),
    [
        ("/durango", "", "./durango/"),
        ("/durango/candidaturas/F1", "", "./F1/"),
        ("/durango/buscar", "q=ñ&c=1", "./buscar/?q=%C3%B1&c=1"),
        ("/durango/buscar", "q=%C3%B1\r\nX: 1", "./buscar/?q=%C3%B1%0D%0AX%3A%201"),
    ],
)
def test_sin_diagonal_final_redirige_en_relativo(
    app: Aplicacion, ruta: str, consulta: str, destino: str
) -> None:
    respuesta = pedir(app, ruta, consulta.encode().decode("latin-1"), SCRIPT_NAME="/conoceles")
    assert (respuesta.estado, respuesta.encabezados["Location"]) == (301, destino)


def test_404_de_la_eleccion_con_enlaces_a_su_profundidad(app: Aplicacion) -> None:
    respuesta = pedir(app, "/durango/a/b/c")
    assert respuesta.estado == 404
    html = respuesta.cuerpo.decode()
    assert '<link href="../../estatico/a.css"><a href="#x"></a><a href="../../buscar/">' in html
    assert 'href="https://x.mx"' in html
    assert 'href="estatico/a.css"' in pedir(app, "/durango/nada").cuerpo.decode()
    assert pedir(app, "/otra/cosa").cuerpo == "no está".encode()
    assert pedir(app, "/durango/" + "a/" * 500).estado == 404


@pytest.mark.parametrize(
    "ruta",
    [
        "/durango/.oculto",
        "/durango/busqueda.sqlite",
        "/durango/buscar.sqlite",
        "/durango/busqueda.sqlite-wal",
        "/durango/instantaneas",
        "/durango/candidaturas//F1/",
        "/durango/candidaturas\\F1",
        "/durango/%2e%2e/x",
        "/_raiz/index.html",
        "/_raiz/actual/index.html",
        "/durango/actual/index.html",
        "//etc/passwd",
        "/durango/\xff",
        "/durango/" + "a" * 1900,
    ],
)
def test_lo_que_no_es_publico_no_existe(app: Aplicacion, ruta: str) -> None:
    respuesta = pedir(app, ruta)
    assert respuesta.estado == 404
    assert b"secreto" not in respuesta.cuerpo


@pytest.mark.parametrize("ruta", ["/durango/../_raiz/index.html", "/..", "/durango/\0", "/durango/..\\x"])
def test_rutas_mal_formadas_se_rechazan(app: Aplicacion, ruta: str) -> None:
    assert pedir(app, ruta).estado == 400


def test_diagonales_codificadas_se_rechazan_si_se_ven(app: Aplicacion) -> None:
    assert pedir(app, "/durango/candidaturas/F1/", RAW_URI="/durango/candidaturas%2FF1/").estado == 400
    assert pedir(app, "/durango/buscar/", "q=%2F", RAW_URI="/durango/buscar/?q=%2F").estado == 200


def test_rutas_y_consultas_larguisimas_tienen_su_pagina(app: Aplicacion) -> None:
    for ruta, consulta in (("/" + "a" * 2001, ""), ("/durango/buscar/", "q=" + "a" * 2000)):
        respuesta = pedir(app, ruta, consulta)
        assert respuesta.estado == 414
        assert b'<html lang="es">' in respuesta.cuerpo


@pytest.mark.parametrize(("metodo", "ruta"), [("POST", "/"), ("GET", "/" + "a" * 3000), ("GET", "/no/hay")])
def test_un_aviso_trae_su_estilo_y_la_politica_permite_ese_y_no_otro(
    tmp_path: Path, metodo: str, ruta: str
) -> None:
    aviso = pedir(crear(tmp_path), ruta, metodo=metodo)
    [estilo] = re.findall(r"<style>(.*?)</style>", aviso.cuerpo.decode())
    permitidos = re.findall(r"'sha256-([^']+)'", aviso.encabezados["Content-Security-Policy"])
    assert permitidos == [base64.b64encode(hashlib.sha256(estilo.encode()).digest()).decode()]


def test_un_enlace_hacia_fuera_no_se_sigue(app: Aplicacion, sitio: Path, tmp_path: Path) -> None:
    (tmp_path / "secreto.txt").write_text("secreto")
    (sitio / "durango" / "actual" / "fuga.txt").symlink_to(tmp_path / "secreto.txt")
    assert pedir(app, "/durango/fuga.txt").estado == 404


def test_sin_nada_publicado_responde_404(tmp_path: Path) -> None:
    app = crear(tmp_path / "nada")
    assert pedir(app, "/").estado == 404
    assert pedir(app, "/durango/").estado == 404


def test_el_cambio_de_instantanea_se_ve_en_la_siguiente_peticion(app: Aplicacion, sitio: Path) -> None:
    assert pedir(app, "/durango/candidaturas/F1/").cuerpo == "María".encode()
    publicar(sitio / "durango", {"index.html": "nueva", "candidaturas/F1/index.html": "María Luisa"})
    assert pedir(app, "/durango/candidaturas/F1/").cuerpo == "María Luisa".encode()
    assert pedir(app, "/durango/buscar/").estado == 404  # esta instantánea no trae búsqueda


def test_una_pagina_nunca_mezcla_dos_instantaneas(app: Aplicacion, sitio: Path, tmp_path: Path) -> None:
    """Con el enlace cambiando sin parar, cada respuesta es entera de una o entera de la otra."""
    eleccion = sitio / "durango"
    carpetas = [publicar(eleccion, {"index.html": letra * 4000, "b.html": letra}) for letra in "AB"]
    fin = threading.Event()

    def alternar() -> None:
        while not fin.is_set():
            for carpeta in carpetas:
                activar(eleccion, carpeta)

    hilo = threading.Thread(target=alternar)
    hilo.start()
    try:
        vistas = {pedir(app, "/durango/").cuerpo for _ in range(1500)}
    finally:
        fin.set()
        hilo.join()
    assert vistas <= {b"A" * 4000, b"B" * 4000}


def test_buscar_y_comparar_dinamicas_con_compresion_y_304(app: Aplicacion) -> None:
    respuesta = pedir(app, "/durango/buscar/", "q=nu%C3%B1ez", accept_encoding="gzip")
    assert b'data-folio="F1"' in gzip.decompress(respuesta.cuerpo)
    igual = pedir(
        app,
        "/durango/buscar/",
        "q=nu%C3%B1ez",
        accept_encoding="gzip",
        if_none_match=respuesta.encabezados["ETag"],
    )
    assert igual.estado == 304
    assert b'<table class="comparar comparar--2"' in pedir(app, "/durango/comparar/", "c=F1&c=F2").cuerpo


def test_los_archivos_grandes_se_entregan_por_bloques(app: Aplicacion, sitio: Path) -> None:
    publicar(sitio / "durango", {"descargas/todo.zip": b"z" * 2_000_000})
    respuesta = pedir(app, "/durango/descargas/todo.zip")
    assert len(respuesta.cuerpo) == 2_000_000
    assert (
        pedir(app, "/durango/descargas/todo.zip", if_none_match=respuesta.encabezados["ETag"]).estado == 304
    )


def test_la_memoria_no_pasa_de_su_tope(sitio: Path) -> None:
    memoria = Memoria(maximo=4000)
    app = crear(sitio, memoria=memoria)
    for ruta in ("/durango/", "/durango/candidaturas/F1/", "/durango/candidaturas/F1.json", "/"):
        assert pedir(app, ruta).cuerpo == pedir(app, ruta).cuerpo
    assert memoria.leer(("/durango/", ())) is None
    assert memoria.leer(("/", ())) is not None
    assert memoria.octetos <= 4000


def test_el_lector_no_carga_nada_ajeno_a_la_biblioteca_estandar() -> None:
    orden = (
        "import sys; antes = set(sys.modules); import conoceles.lector.wsgi, conoceles.lector.verificador.verificar;"
        "print(*{m.split('.')[0] for m in set(sys.modules) - antes} - set(sys.stdlib_module_names))"
    )
    fuente = Path(__file__).parents[2] / "src"
    hecho = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(fuente)!r}); {orden}"],
        capture_output=True,
        text=True,
        check=True,
    )
    ajenos = [m for m in hecho.stdout.split() if not m.startswith("_sysconfigdata")]
    assert ajenos == ["conoceles"]


def test_lo_que_no_existe_en_una_lengua_se_dice_en_ella(tmp_path: Path) -> None:
    """Con sus enlaces a la profundidad pedida; de una lengua que no hay, en español."""
    raiz = tmp_path / "sitio"
    de_ella = '<html lang="qtz"><a href="./buscar/">q</a><a href="../../prensa/">p</a>'
    publicar(raiz / "durango", {"404.html": "en español", "lengua/qtz/404.html": de_ella})
    app = crear(raiz)
    hondo = pedir(app, "/durango/lengua/qtz/candidaturas/NADIE/")
    assert hondo.estado == 404
    dicho = hondo.cuerpo.decode()
    assert '<html lang="qtz"><a href="../.././buscar/">q</a><a href="../../../../prensa/">' in dicho
    assert 'href="./buscar/"' in pedir(app, "/durango/lengua/qtz/nada").cuerpo.decode()
    assert pedir(app, "/durango/lengua/zzz/nada").cuerpo.decode() == "en español"

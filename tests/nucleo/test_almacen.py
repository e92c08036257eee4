"""Una interfaz, dos maneras: lo mismo se pide a una carpeta y a un almacén S3 de verdad."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import gaierror
from ssl import SSLCertVerificationError

import pytest

from conoceles.nucleo import archivos
from conoceles.nucleo.almacen import S3, Almacen, AlmacenCaido, abrir, s3
from conoceles.nucleo.almacen.firma_s3 import firmar
from conoceles.nucleo.errores import ErrorDeDominio

EN_NADIE = "s3+http://una:clave-que-no-se-dice@127.0.0.1:9/cubeta"  # el puerto 9 no atiende


@pytest.fixture(params=["carpeta", "s3", "s3 con versiones"])
def almacen(request: pytest.FixtureRequest, tmp_path: Path) -> Almacen:
    if request.param == "carpeta":
        return abrir(tmp_path)
    cubeta: Callable[..., str] = request.getfixturevalue("cubeta")
    return abrir(cubeta(versiones=request.param != "s3") + "/una")


def test_lo_guardado_se_lee_se_lista_y_se_quita(almacen: Almacen) -> None:
    almacen.poner("fotos/ñandú con espacio.txt", b"primera")
    almacen.poner("fotos/ñandú con espacio.txt", b"segunda")
    almacen.poner("otras/vacia", b"")
    assert almacen.leer("fotos/ñandú con espacio.txt") == b"segunda"
    assert almacen.claves() == {"fotos/ñandú con espacio.txt": 7, "otras/vacia": 0}
    assert almacen.claves("fotos/ñ") == {"fotos/ñandú con espacio.txt": 7}
    assert (almacen.hay("otras/vacia"), almacen.hay("otras/nada")) == (True, False)
    almacen.quitar("fotos/ñandú con espacio.txt")
    almacen.quitar("no/estaba")
    with pytest.raises(FileNotFoundError):
        almacen.leer("fotos/ñandú con espacio.txt")
    assert almacen.claves() == {"otras/vacia": 0}


def test_quitar_no_deja_versiones(cubeta: Callable[..., str]) -> None:
    almacen = abrir(cubeta(versiones=True))
    assert isinstance(almacen, S3)
    for contenido in (b"una", b"otra", b"tercera"):
        almacen.poner("a", contenido)
    almacen.poner("ab", b"vecina")
    assert len(almacen.versiones()["a"]) == 3
    almacen.quitar("a")
    assert almacen.versiones().keys() == {"ab"}


def test_los_encabezados_se_entregan_con_el_archivo(cubeta: Callable[..., str]) -> None:
    almacen = abrir(cubeta())
    assert isinstance(almacen, S3)
    almacen.poner(
        "a.html", b"<p>", {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "max-age=15"}
    )
    dichos = almacen.encabezados("a.html")
    assert (dichos["content-type"], dichos["cache-control"]) == ("text/html; charset=utf-8", "max-age=15")


def test_quien_no_atiende_se_dice_sin_repetir_su_llave() -> None:
    with pytest.raises(AlmacenCaido, match=r"127\.0\.0\.1:9/cubeta no atiende") as caso:
        abrir(EN_NADIE).leer("a")
    assert "clave-que-no-se-dice" not in f"{caso.value!r}{abrir(EN_NADIE).__dict__}"


def test_al_que_calla_le_pregunta_uno_solo_hasta_que_contesta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cada pedido retendría un hilo de la captura; y repetirlo, tres veces más."""
    monkeypatch.setattr(s3, "ESPERA", 0.1)
    pedidos, contesta = list[str](), threading.Event()

    class Callado(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pedidos.append(self.path)
            contesta.wait(20)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            with suppress(OSError):
                self.end_headers()

        def log_message(self, *dicho: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Callado) as servidor:
        threading.Thread(target=servidor.serve_forever, daemon=True).start()
        almacen = abrir(f"s3+http://una:clave@127.0.0.1:{servidor.server_port}/cubeta")
        with pytest.raises(AlmacenCaido, match="no contesta"):
            almacen.leer("primera")
        with pytest.raises(AlmacenCaido, match="hace un momento no contestó"):
            almacen.leer("segunda")
        assert pedidos == ["/cubeta/primera"]
        contesta.set()
        pasado = s3.time.monotonic() + 1
        monkeypatch.setattr(s3.time, "monotonic", lambda: pasado)
        assert almacen.leer("tercera") == almacen.leer("cuarta") == b""
        servidor.shutdown()


def test_con_una_llave_ajena_no_se_entra(cubeta: Callable[..., str]) -> None:
    with pytest.raises(AlmacenCaido, match="no deja entrar") as caso:
        abrir(cubeta().replace("secreto-de-prueba", "otro")).hay("a")
    assert "pueda leer, escribir, listar y borrar" in caso.value.remedio


def test_una_cubeta_borrada_no_es_un_archivo_que_falta(cubeta: Callable[..., str]) -> None:
    """Todo contestaba 404: la salud decía «listo» y parecía que faltaba cada fotografía."""
    borrado = abrir(cubeta())
    assert isinstance(borrado, S3)
    assert not borrado.hay("a")
    borrado.pedir("DELETE", f"/{borrado.lugar.cubeta}")
    borrado = abrir_otra_vez(borrado)
    for preguntar in (borrado.hay, borrado.leer, borrado.claves):
        with pytest.raises(AlmacenCaido, match="no existe su cubeta") as caso:
            preguntar("a")
        assert "créela y reponga" in caso.value.remedio


def abrir_otra_vez(almacen: S3) -> S3:
    """Pasado el rato que la da por vista."""
    return S3(almacen.lugar)


def test_el_que_solo_deja_leer_lo_dice_la_sonda_y_no_quien_sube_su_fotografia(
    cubeta: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    direccion = cubeta()
    monkeypatch.setenv("CONOCELES_ARCHIVOS", direccion)
    archivos.sondear()
    assert abrir(direccion).claves() == {}
    monkeypatch.setenv("CONOCELES_ARCHIVOS", direccion.replace("//prueba:", "//solo-lee:"))
    assert not archivos.hay("0" * 64)
    with pytest.raises(AlmacenCaido, match="no deja hacer algo"):
        archivos.sondear()


@pytest.mark.parametrize(
    ("error", "razon"),
    [
        (ConnectionRefusedError(111, "Connection refused"), "rechaza la conexión"),
        (gaierror(-2, "Name or service not known"), "su nombre no se halla en la red"),
        (SSLCertVerificationError(1, "self-signed"), "su certificado no es de confianza"),
        (ConnectionResetError(104, "reset"), "se interrumpió"),
    ],
)
def test_por_que_no_atiende_se_dice_con_que_hacer(
    monkeypatch: pytest.MonkeyPatch, error: OSError, razon: str
) -> None:
    def fallar(*_: object) -> None:
        raise error

    monkeypatch.setattr(S3, "_una_vez", fallar)
    monkeypatch.setattr(s3, "PAUSAS", ())
    with pytest.raises(AlmacenCaido, match=razon) as caso:
        abrir(EN_NADIE).leer("a")
    assert caso.value.remedio


@pytest.mark.parametrize(
    "lugar", ["s3://sin-llave/cubeta", "s3://a:b@servidor", "s3:cubeta", "s3://a:b@s/c?x=1"]
)
def test_una_direccion_a_medias_no_se_adivina(lugar: str) -> None:
    with pytest.raises(ValueError, match="se escribe s3://"):
        abrir(lugar)


def test_la_firma_es_la_del_ejemplo_publicado() -> None:
    """El de «GET Object» en la documentación de Amazon, con sus llaves de ejemplo."""
    firmados = firmar(
        "GET", "/test.txt", {}, {"Host": "examplebucket.s3.amazonaws.com", "Range": "bytes=0-9"}, b"",
        llave="AKIAIOSFODNN7EXAMPLE", secreto="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", region="us-east-1",
        momento=datetime(2013, 5, 24, tzinfo=timezone.utc),
    )  # fmt: skip
    esperada = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
    assert firmados["Authorization"].endswith(f"Signature={esperada}")


def test_dos_equipos_ven_los_mismos_archivos(
    cubeta: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONOCELES_ARCHIVOS", cubeta())
    monkeypatch.setenv("CONOCELES_DATOS", str(tmp_path / "uno"))
    foto, firmado = archivos.guardar(b"retrato"), archivos.guardar(b"cerrado", archivos.IDENTIDAD)
    monkeypatch.setenv("CONOCELES_DATOS", str(tmp_path / "otro"))
    assert archivos.leer(foto) == b"retrato"
    assert archivos.leer(firmado, archivos.IDENTIDAD) == b"cerrado"
    assert archivos.todos(archivos.COMUNES) == {hashlib.sha256(b"retrato").hexdigest()}
    assert not archivos.hay(firmado)
    assert not list(tmp_path.iterdir())


def test_sin_almacen_se_dice_a_quien_sube(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONOCELES_ARCHIVOS", EN_NADIE)
    with pytest.raises(ErrorDeDominio, match="vuelva a intentarlo en unos minutos") as caso:
        archivos.guardar(b"retrato")
    assert caso.value.campo == "archivo"

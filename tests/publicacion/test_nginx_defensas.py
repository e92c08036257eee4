"""Lo que nginx no deja pasar: cifras débiles, ráfagas de quien entró y mensajes que se leen de dos maneras."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from publicacion.con_nginx import con_reglas
from taller.banco import servidores

pytestmark = pytest.mark.lenta
RAFAGA = 100
SECRETO = "f" * 40


class _Detras(BaseHTTPRequestHandler):
    """La captura que nginx tiene detrás: cuenta lo que le llega."""

    protocol_version = "HTTP/1.1"
    llegaron: list[str]
    dicho: list[tuple[str, str]]

    def do_GET(self) -> None:
        largo = int(self.headers.get("Content-Length", "0"))
        self.rfile.read(largo)
        self.llegaron.append(self.path)
        self.dicho[:] = [(n.lower().replace("_", "-"), v) for n, v in self.headers.items()]
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Sin registro."""


@contextmanager
def _captura(taller: Path) -> Iterator[tuple[int, list[str]]]:
    """El puerto de nginx, y las direcciones que le llegan a quien está detrás."""
    with _de_cerca(taller) as (puerto, detras):
        yield puerto, detras.llegaron


@contextmanager
def _de_cerca(taller: Path) -> Iterator[tuple[int, type[_Detras]]]:
    """Lo mismo, con las cabeceras de la última."""
    manejador = type("Detras", (_Detras,), {"llegaron": [], "dicho": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), manejador) as servidor:
        hilo = threading.Thread(target=servidor.serve_forever, daemon=True)
        hilo.start()
        http_, https = servidores.puerto_libre(), servidores.puerto_libre()
        with con_reglas(
            "nginx-captura.conf", taller, http_, https, detras=servidor.server_port, secreto=SECRETO
        ):
            yield https, manejador
        servidor.shutdown()
        hilo.join()


def _estados(puerto: int, cuantas: int, galleta: str = "", desde: str = "198.51.100.1") -> list[int]:
    """`desde`: de qué dirección; `{}` es el número de cada petición."""
    conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=20)
    estados = []
    for numero in range(cuantas):
        de = {"X-Desde": desde.format(numero), "Cookie": galleta}
        conexion.request("GET", "/", headers={nombre: dicho for nombre, dicho in de.items() if dicho})
        respuesta = conexion.getresponse()
        cuerpo = respuesta.read().decode()
        estados.append(respuesta.status)
        assert respuesta.status == 200 or "Demasiadas peticiones" in cuerpo
    conexion.close()
    return estados


def test_quien_entro_no_pide_sin_medida_y_no_le_quita_a_nadie_de_su_oficina(tmp_path: Path) -> None:
    with _captura(tmp_path / "captura") as (puerto, _):
        de_ana = _estados(puerto, 3 * RAFAGA, "__Host-csrf=x; __Host-sesion=ana123")
        assert set(de_ana[:RAFAGA]) == {200}
        assert de_ana.count(429) > RAFAGA
        assert set(_estados(puerto, 20, "__Host-sesion=cora456")) == {200}
    assert "ana123" not in "".join(p.read_text() for p in (tmp_path / "captura").glob("*.log"))


def test_por_ipv6_la_medida_es_de_la_red_de_cada_quien_y_no_de_cada_una_de_sus_direcciones(
    tmp_path: Path,
) -> None:
    with _captura(tmp_path / "captura") as (puerto, _):
        de_una_red = _estados(puerto, 3 * RAFAGA, desde="2001:db8:0:1:{0:x}::{0:x}")
        assert set(de_una_red[:RAFAGA]) == {200}
        assert de_una_red.count(429) > RAFAGA
        assert set(_estados(puerto, 20, desde="2001:db8:0:2::1")) == {200}
        assert set(_estados(puerto, 2 * RAFAGA, desde="198.51.100.{}")) == {200}  # por IPv4, cada una


def test_un_mensaje_ambiguo_nunca_son_dos_para_quien_esta_detras(tmp_path: Path) -> None:
    """Contrabando de peticiones (ASVS 4.2.1): dónde acaba cada mensaje lo dice nginx, y detrás llega uno o ninguno."""
    oculta = "GET /oculta HTTP/1.1\r\nHost: captura.example.mx\r\n\r\n"
    ambiguas = (
        f"Content-Length: {len(oculta) + 5}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{oculta}",
        f"Content-Length: 0\r\nContent-Length: {len(oculta)}\r\n\r\n{oculta}",
        f"Transfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n{oculta}",
        f"Transfer-Encoding : chunked\r\nContent-Length: {len(oculta)}\r\n\r\n{oculta}",
        f"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n{oculta}",
        f"Content-Length: +0\r\n\r\n{oculta}",
    )
    with _captura(tmp_path / "captura") as (puerto, llegaron):
        for ambigua in ambiguas:
            del llegaron[:]
            _crudo(puerto, f"POST / HTTP/1.1\r\nHost: captura.example.mx\r\n{ambigua}")
            assert "/oculta" not in llegaron, ambigua
        del llegaron[:]
        _crudo(puerto, oculta)
        assert llegaron == ["/oculta"]  # así se vería


def test_la_hora_de_llegada_la_pone_nginx_diga_lo_que_diga_quien_pide(tmp_path: Path) -> None:
    falsas = "".join(
        f"{nombre}: {valor}\r\n"
        for nombre in ("X-Llegada", "x-llegada", "X_Llegada", "X-Frente", "X_Frente")
        for valor in ("1.000", SECRETO[:-1], SECRETO)
    )
    with _de_cerca(tmp_path / "captura") as (puerto, detras):
        antes = time.time()
        _crudo(puerto, f"GET / HTTP/1.1\r\nHost: captura.example.mx\r\n{falsas}\r\n")
        suyas = [(nombre, valor) for nombre, valor in detras.dicho if nombre in ("x-llegada", "x-frente")]
    assert sorted(nombre for nombre, _ in suyas) == ["x-frente", "x-llegada"]
    assert dict(suyas)["x-frente"] == SECRETO
    assert antes - 1 < float(dict(suyas)["x-llegada"]) < time.time()


def test_llega_cuando_esta_entera_y_no_cuando_empezo(tmp_path: Path) -> None:
    """Si no, bastaría empezar una petición antes del plazo y decidir después qué decir en ella."""
    cabeza = (
        "POST /lenta HTTP/1.1\r\nHost: captura.example.mx\r\nContent-Length: 2\r\nConnection: close\r\n\r\n"
    )
    with (
        _de_cerca(tmp_path / "captura") as (puerto, detras),
        socket.create_connection(("127.0.0.1", puerto), timeout=20) as lenta,
    ):
        lenta.sendall(f"{cabeza}a".encode())
        _estados(puerto, RAFAGA // 2)  # y mientras, nginx atiende a otras
        termina = time.time()
        lenta.sendall(b"b")
        assert lenta.recv(12) == b"HTTP/1.1 200"
        assert detras.llegaron[-1] == "/lenta"
        assert float(dict(detras.dicho)["x-llegada"]) >= int(termina * 1000) / 1000


def _crudo(puerto: int, texto: str) -> None:
    """Manda eso y espera a que nginx cierre o no diga más."""
    with socket.create_connection(("127.0.0.1", puerto), timeout=2) as conexion, suppress(TimeoutError):
        conexion.sendall(texto.encode())
        while conexion.recv(65536):
            pass


@pytest.mark.parametrize("nombre", ["nginx.conf", "nginx-captura.conf"])
def test_solo_se_acuerdan_cifras_recomendadas(tmp_path: Path, nombre: str) -> None:
    certificado = _certificado(tmp_path)
    http_, https = servidores.puerto_libre(), servidores.puerto_libre()
    with con_reglas(nombre, tmp_path / "nginx", http_, https, certificado=certificado):
        assert _acordada(https, "ALL:@SECLEVEL=0", ssl.TLSVersion.TLSv1_2) == "ECDHE-ECDSA-AES256-GCM-SHA384"
        assert _acordada(https, "", ssl.TLSVersion.TLSv1_3).startswith("TLS_")
        for debil in ("ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0", "ECDHE-ECDSA-AES256-SHA384:@SECLEVEL=0"):
            assert _acordada(https, debil, ssl.TLSVersion.TLSv1_2) == ""


def _acordada(puerto: int, cifras: str, version: ssl.TLSVersion) -> str:
    """La cifra con que se entendieron; vacía si nginx no aceptó ninguna."""
    contexto = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    contexto.check_hostname, contexto.verify_mode = False, ssl.CERT_NONE
    contexto.minimum_version = contexto.maximum_version = version
    if cifras:
        contexto.set_ciphers(cifras)
    try:
        with (
            socket.create_connection(("127.0.0.1", puerto), timeout=5) as conexion,
            contexto.wrap_socket(conexion) as cifrada,
        ):
            acordada = cifrada.cipher()
            return acordada[0] if acordada else ""
    except (ssl.SSLError, ConnectionResetError):
        return ""


def _certificado(carpeta: Path) -> Path:
    llave = ec.generate_private_key(ec.SECP256R1())
    nombre = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "captura.example.mx")])
    hoy = datetime.now(timezone.utc)
    hecho = (
        x509.CertificateBuilder(nombre, nombre, llave.public_key(), x509.random_serial_number())
        .not_valid_before(hoy - timedelta(days=1))
        .not_valid_after(hoy + timedelta(days=1))
        .sign(llave, hashes.SHA256())
    )
    archivo = carpeta / "prueba.pem"
    archivo.write_bytes(hecho.public_bytes(serialization.Encoding.PEM))
    archivo.with_suffix(".key").write_bytes(
        llave.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return archivo

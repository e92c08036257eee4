"""El certificado que se puso y el que nginx enseña: cambiar el archivo no cambia lo que reciben los navegadores."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path

import pytest

from conoceles.arranque.vigilancia import certificados


@pytest.fixture
def carpeta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONOCELES_CERTIFICADOS", str(tmp_path))
    _certificado(tmp_path)
    return tmp_path


@pytest.fixture
def atiende(carpeta: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Con lo que había al arrancar, como nginx."""
    contexto = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    contexto.load_cert_chain(carpeta / "sitio.pem", carpeta / "sitio.key")
    with socket.create_server((certificados.AQUI, 0)) as puerto:
        monkeypatch.setattr(certificados, "PUERTO", puerto.getsockname()[1])

        def servir() -> None:
            with suppress(OSError):
                while True:
                    with suppress(ssl.SSLError), puerto.accept()[0] as uno:
                        contexto.wrap_socket(uno, server_side=True).close()

        threading.Thread(target=servir, daemon=True).start()
        yield
        puerto.shutdown(socket.SHUT_RDWR)


def _certificado(carpeta: Path) -> None:
    orden = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    para = ["-days", "90", "-subj", "/CN=sitio", "-addext", "subjectAltName=DNS:conoceles.example.mx"]
    donde = ["-keyout", str(carpeta / "sitio.key"), "-out", str(carpeta / "sitio.pem")]
    subprocess.run([*orden, *para, *donde], check=True, capture_output=True)
    os.utime(carpeta / "sitio.pem", (0, 0))  # no es de ahora mismo


def test_el_que_se_puso_y_nginx_no_ha_leido_se_nombra(carpeta: Path, atiende: None) -> None:
    """El de antes sigue valiendo hasta que vence, y el archivo nuevo lo escondía."""
    assert list(certificados.sin_ensenar()) == []
    _certificado(carpeta)
    assert list(certificados.sin_ensenar()) == ["sitio"]
    os.utime(carpeta / "sitio.pem")
    assert list(certificados.sin_ensenar()) == []  # recién puesto: quien lo renueva lo recarga enseguida


def test_donde_nadie_atiende_con_tls_no_falta_ninguno(carpeta: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server((certificados.AQUI, 0)) as libre:
        monkeypatch.setattr(certificados, "PUERTO", libre.getsockname()[1])
    assert list(certificados.sin_ensenar()) == []


def test_el_que_esta_cuenta_no_puede_leer_se_nombra(carpeta: Path) -> None:
    """La carpeta donde certbot los deja solo la abre root: con un enlace a ella, nadie medía cuándo vence."""
    assert list(certificados.sin_leer()) == []
    (carpeta / "captura.pem").symlink_to(carpeta / "no-esta" / "fullchain.pem")
    assert list(certificados.sin_leer()) == ["captura"]
    assert [nombre for nombre, _ in certificados.quedan(datetime.now(timezone.utc))] == ["sitio"]

"""Lo que la dirección de una base dice de TLS lo cumplen Django, el turno del obrero y el respaldo: un certificado falso no pasa."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db.utils import ConnectionHandler, OperationalError

from conoceles.arranque.bases import conexion
from conoceles.arranque.respaldos import copia_de_bases
from conoceles.arranque.servicios.turno import DePostgres
from conoceles.nucleo.errores import ErrorDeDominio
from taller.postgres_de_pruebas import desechable

pytestmark = pytest.mark.lenta


@pytest.fixture(scope="module")
def con_tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, Path]]:
    """La dirección de un servidor con TLS, su certificado y el de otro con el mismo nombre."""
    carpeta = tmp_path_factory.mktemp("tls")
    with desechable() as url, psycopg.connect(url, autocommit=True) as jefe:
        datos = Path(str(jefe.execute("SHOW data_directory").fetchall()[0][0]))
        suyo, falso = _certificado(carpeta, "suyo"), _certificado(carpeta, "falso")
        for nombre, origen in (("server.crt", suyo), ("server.key", suyo.with_suffix(".key"))):
            (datos / nombre).write_bytes(origen.read_bytes())
        (datos / "server.key").chmod(0o600)
        dueno = datos.stat()
        for nombre in ("server.crt", "server.key"):
            subprocess.run(["chown", f"{dueno.st_uid}:{dueno.st_gid}", str(datos / nombre)], check=True)
        jefe.execute("ALTER SYSTEM SET ssl = on")
        jefe.execute("SELECT pg_reload_conf()")
        yield url, suyo, falso


def _certificado(carpeta: Path, nombre: str) -> Path:
    destino = carpeta / f"{nombre}.crt"
    clave = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    para = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    salida = ["-keyout", str(destino.with_suffix(".key")), "-out", str(destino)]
    subprocess.run(["openssl", "req", "-x509", *clave, *para, *salida], check=True, capture_output=True)
    return destino


def _django(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Con qué cifrado quedó la conexión de Django; vacío sin él."""
    monkeypatch.setenv("CONOCELES_BD_CURRICULAR", url)
    base = ConnectionHandler({"default": conexion("curricular")})["default"]
    with base.get_new_connection(base.get_connection_params()) as abierta:
        cifrado = abierta.execute("SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        return str(cifrado.fetchone()[0] or "")


def _turno(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CONOCELES_BD_CURRICULAR", url)
    suyo = DePostgres(
        ConnectionHandler({"default": conexion("curricular")})["default"].get_connection_params()
    )
    try:
        return "turno" if suyo.mio() else ""
    finally:
        suyo.soltar()


def _copia(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    copia_de_bases._postgres("pg_dump", url, "--schema-only", "--file=/dev/null")
    return "copia"


CAMINOS = pytest.mark.parametrize("camino", [_django, _turno, _copia])


@CAMINOS
def test_con_su_raiz_entra_cifrado_y_con_otra_no_entra(
    con_tls: tuple[str, Path, Path], monkeypatch: pytest.MonkeyPatch, camino: object
) -> None:
    assert callable(camino)
    url, suyo, falso = con_tls
    dicho = camino(f"{url}?sslmode=verify-full&sslrootcert={suyo}", monkeypatch)
    assert dicho in ("TLSv1.3", "turno", "copia")
    with pytest.raises(
        (OperationalError, psycopg.OperationalError, ErrorDeDominio), match="certificate verify failed"
    ):
        camino(f"{url}?sslmode=verify-full&sslrootcert={falso}", monkeypatch)


@CAMINOS
def test_con_otro_nombre_el_mismo_certificado_no_vale(
    con_tls: tuple[str, Path, Path], monkeypatch: pytest.MonkeyPatch, camino: object
) -> None:
    assert callable(camino)
    url, suyo, _ = con_tls
    otra = url.replace("127.0.0.1", "localhost")
    with pytest.raises(
        (OperationalError, psycopg.OperationalError, ErrorDeDominio), match="does not match host name"
    ):
        camino(f"{otra}?sslmode=verify-full&sslrootcert={suyo}", monkeypatch)

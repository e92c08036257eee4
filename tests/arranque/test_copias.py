"""Las copias de todos los días: enlazadas, con su conservación y con un segundo lugar cifrado."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from conoceles.arranque.comprobar.momento import respaldo_mas_reciente
from conoceles.arranque.respaldos import copias, respaldo, segundo_lugar
from conoceles.nucleo.almacen import abrir
from conoceles.nucleo.errores import ErrorDeDominio
from taller.requisitos import conseguir

FICHA = "sitio/e/instantaneas/{}/datos/api/f.json"
UNA_HORA, UN_DIA = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def instalacion(datos: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Con dos instantáneas que comparten una ficha, como las deja el publicador."""
    for base in ("CURRICULAR", "IDENTIDAD", "LLAVES"):
        monkeypatch.delenv(f"CONOCELES_BD_{base}", raising=False)
    monkeypatch.delenv("CONOCELES_SEGUNDO_LUGAR", raising=False)
    for carpeta in ("archivos", *(f"sitio/e/instantaneas/{n}/datos/api" for n in "12"), "secretos"):
        (datos / carpeta).mkdir(parents=True)
    (datos / "modo").write_text("demo\n")
    (datos / "archivos" / "abc").write_bytes(b"foto" * 1000)
    (datos / FICHA.format(1)).write_bytes(b"ficha" * 1000)
    os.link(datos / FICHA.format(1), datos / FICHA.format(2))
    (datos / "sitio/e/actual").symlink_to("instantaneas/1")
    (datos / "sitio/e/cerrojo").touch()
    for base in ("curricular", "identidad"):
        with closing(sqlite3.connect(datos / f"{base}.sqlite3")) as conexion, conexion:
            conexion.execute("CREATE TABLE bitacora_entrada (id INTEGER PRIMARY KEY, huella TEXT)")
    return datos


def test_lo_que_no_cambio_no_ocupa_otra_vez_y_lo_que_cambio_si(
    instalacion: Path, tmp_path: Path, ahora: datetime
) -> None:
    copias.diaria(tmp_path / "c", ahora=ahora)
    (instalacion / "sitio/e/actual").unlink()
    (instalacion / "sitio/e/actual").symlink_to("instantaneas/2")
    (instalacion / "archivos" / "abc").write_bytes(b"otra" * 1000)
    copias.diaria(tmp_path / "c", ahora=ahora + UN_DIA)
    una, otra = copias.todas(tmp_path / "c")
    assert (una / FICHA.format(1)).stat().st_ino == (otra / FICHA.format(2)).stat().st_ino
    assert not (otra / FICHA.format(1)).exists()
    assert (una / "archivos/abc").read_bytes() == b"foto" * 1000
    assert (otra / "archivos/abc").read_bytes() == b"otra" * 1000


def test_lo_repuesto_no_comparte_nada_con_la_copia(
    tmp_path: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    hecho = copias.diaria(tmp_path / "c", ahora=ahora)
    nueva = tmp_path / "nueva"
    monkeypatch.setenv("CONOCELES_DATOS", str(nueva))
    respaldo.reponer_archivos(Path(hecho["destino"]))
    assert (nueva / "archivos/abc").stat().st_nlink == 1


def test_se_conserva_la_ultima_de_cada_dia_semana_y_mes(tmp_path: Path, ahora: datetime) -> None:
    carpeta = tmp_path / "c"
    for dia in range(400):
        for hora in (0, 3):
            momento = ahora - dia * UN_DIA - hora * UNA_HORA
            (carpeta / momento.strftime(copias.FORMA)).mkdir(parents=True)
    copias.podar(carpeta)
    quedan = [ruta.name for ruta in copias.todas(carpeta)]
    dias = [ahora - n * UN_DIA for n in range(copias.DIAS)]
    assert quedan[-copias.DIAS :] == [d.strftime(copias.FORMA) for d in reversed(dias)]
    assert len(quedan) <= copias.DIAS + copias.SEMANAS + copias.MESES
    assert len({nombre[:6] for nombre in quedan}) == copias.MESES


def test_una_copia_a_medias_nunca_tiene_nombre_y_la_siguiente_la_quita(
    tmp_path: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sin_disco(*_: object, **__: object) -> None:
        raise OSError("sin espacio")

    with monkeypatch.context() as parche:
        parche.setattr(respaldo, "_huellas", sin_disco)
        with pytest.raises(OSError, match="sin espacio"):
            copias.diaria(tmp_path / "c", ahora=ahora)
    assert copias.todas(tmp_path / "c") == []
    copias.diaria(tmp_path / "c", ahora=ahora + UNA_HORA)
    assert [r.name for r in (tmp_path / "c").iterdir()] == [(ahora + 7 * UNA_HORA).strftime(copias.FORMA)]


@pytest.mark.lenta
def test_el_segundo_lugar_guarda_cifrado_y_devuelve_lo_mismo(
    instalacion: Path, tmp_path: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    conseguir(["restic"])
    lugar = tmp_path / "lejos"
    monkeypatch.setenv("CONOCELES_SEGUNDO_LUGAR", str(lugar))
    hecho = copias.diaria(tmp_path / "c", ahora=ahora)
    copias.diaria(tmp_path / "c", ahora=ahora + UNA_HORA)
    assert respaldo_mas_reciente() == ahora + UNA_HORA
    assert not any(b"foto" * 9 in r.read_bytes() for r in lugar.rglob("*") if r.is_file())
    clave = instalacion / "secretos" / "segundo_lugar.llave"
    assert clave.stat().st_mode & 0o777 == 0o600
    vuelta = tmp_path / "vuelta"
    orden = ["restic", "-q", "-r", str(lugar), "--password-file", str(clave), "--no-cache"]
    subprocess.run([*orden, "restore", "latest", "--target", str(vuelta)], check=True)
    [archivo] = vuelta.rglob("archivos/abc")
    assert archivo.read_bytes() == b"foto" * 1000
    assert hecho["segundo"] == str(lugar)


@pytest.mark.lenta
def test_el_segundo_lugar_puede_ser_un_almacen_s3(
    instalacion: Path,
    cubeta: Callable[..., str],
    tmp_path: Path,
    ahora: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Lo que llega va cifrado, y se recupera con la clave y nada más de aquí."""
    conseguir(["restic"])
    hallado = urlsplit(cubeta())
    lugar = f"s3:http://{hallado.netloc.rpartition('@')[2]}{hallado.path}"
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", str(hallado.username))
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", str(hallado.password))
    monkeypatch.setenv("CONOCELES_SEGUNDO_LUGAR", lugar)
    assert copias.diaria(tmp_path / "c", ahora=ahora)["segundo"] == lugar
    almacen = abrir(hallado.geturl())
    assert almacen.claves()
    assert not [c for c in almacen.claves() if b"foto" * 9 in almacen.leer(c)]
    clave = instalacion / "secretos" / "segundo_lugar.llave"
    orden = ["restic", "-q", "-r", lugar, "--password-file", str(clave), "--no-cache"]
    subprocess.run([*orden, "restore", "latest", "--target", str(tmp_path / "vuelta")], check=True)
    [archivo] = (tmp_path / "vuelta").rglob("archivos/abc")
    assert archivo.read_bytes() == b"foto" * 1000


@pytest.mark.lenta
def test_si_el_segundo_lugar_no_contesta_se_dice_y_la_de_aqui_queda(
    tmp_path: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    conseguir(["restic"])
    (tmp_path / "ocupado").write_text("no es un depósito")
    monkeypatch.setenv("CONOCELES_SEGUNDO_LUGAR", str(tmp_path / "ocupado"))
    monkeypatch.setattr(segundo_lugar, "ESPERA", 2)
    with pytest.raises(ErrorDeDominio, match="La copia de esta máquina sí quedó"):
        copias.diaria(tmp_path / "c", ahora=ahora)
    assert len(copias.todas(tmp_path / "c")) == 1
    assert respaldo_mas_reciente() is None

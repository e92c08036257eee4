"""Respaldar y reponer: ida y vuelta, sin llaves, secretos ni páginas, y sin pisar nada."""

from __future__ import annotations

import argparse
import fcntl
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from conoceles.arranque.ordenes import resguardo_hacer
from conoceles.arranque.respaldos import copia_de_bases, copia_enlazada, respaldo, vuelta
from conoceles.nucleo import archivos
from conoceles.nucleo.errores import ErrorDeDominio

pytestmark = pytest.mark.usefixtures("sqlite")


@pytest.fixture
def sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    for base in ("CURRICULAR", "IDENTIDAD", "LLAVES"):
        monkeypatch.delenv(f"CONOCELES_BD_{base}", raising=False)


@pytest.fixture
def instalacion(datos: Path) -> Path:
    for carpeta in ("archivos", "sitio/e/instantaneas/1", "secretos"):
        (datos / carpeta).mkdir(parents=True)
    (datos / "modo").write_text("demo\n")
    (datos / "reloj.json").write_text('{"inicio": "2024-04-25T10:00:00-06:00", "origen": 1}')
    (datos / "archivos" / "abc").write_bytes(b"foto")
    (datos / "sitio/e/actual").symlink_to("instantaneas/1")
    (datos / "sitio/e/cerrojo").touch()
    for ruta in (
        "candidaturas/f/index.html",
        "datos/identidad.csv",
        "datos/api/f.json",
        "manifiesto.renglones",
        "manifiesto.json",
    ):
        (datos / "sitio/e/instantaneas/1" / ruta).parent.mkdir(parents=True, exist_ok=True)
        (datos / "sitio/e/instantaneas/1" / ruta).write_text(ruta)
    (datos / "sitio/e/.parcial-7").mkdir()
    (datos / "visitas").mkdir()
    (datos / "visitas" / "2024-04-24.1-a.json").write_text('{"/e/": 3}')
    (datos / "secretos" / "maestra.llave").write_bytes(b"x" * 32)
    for base in ("curricular", "identidad", "llaves"):
        with closing(sqlite3.connect(datos / f"{base}.sqlite3")) as conexion, conexion:
            conexion.execute("PRAGMA journal_mode=WAL")
            conexion.execute("CREATE TABLE t (v TEXT)")
            conexion.execute("CREATE TABLE bitacora_entrada (id INTEGER PRIMARY KEY, huella TEXT)")
            conexion.execute("INSERT INTO bitacora_entrada (huella) VALUES (?)", [f"cabeza de {base}"])
            conexion.execute("INSERT INTO t VALUES (?)", [base])
    return datos


def test_ida_y_vuelta(
    instalacion: Path, tmp_path: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Con una conexión abierta y cambios todavía en el diario de escritura.
    with closing(sqlite3.connect(instalacion / "curricular.sqlite3")) as abierta, abierta:
        abierta.execute("INSERT INTO t VALUES ('último')")
        abierta.commit()
        respaldo.respaldar(tmp_path / "copia", ahora=ahora)
    monkeypatch.setenv("CONOCELES_DATOS", str(tmp_path / "nueva"))
    contenido = respaldo.comprobar(tmp_path / "copia")
    assert contenido["momento"] == ahora.isoformat()
    assert contenido["cabezas"] == {base: f"cabeza de {base}" for base in copia_de_bases.BASES}
    respaldo.reponer_archivos(tmp_path / "copia")
    copia_de_bases.reponer(tmp_path / "copia", contenido["cabezas"])
    with closing(sqlite3.connect(tmp_path / "nueva" / "curricular.sqlite3")) as repuesta:
        assert [fila[0] for fila in repuesta.execute("SELECT v FROM t")] == ["curricular", "último"]
    assert (tmp_path / "nueva/archivos/abc").read_bytes() == b"foto"
    assert (tmp_path / "copia/reloj.json").exists()
    assert (tmp_path / "nueva/visitas/2024-04-24.1-a.json").read_text() == '{"/e/": 3}'


def test_de_lo_publicado_solo_va_lo_que_las_bases_no_pueden_repetir(
    instalacion: Path, tmp_path: Path, ahora: datetime
) -> None:
    """Ni páginas ni datos, que llevan identidad consentida; ni la lista, para que se note que el árbol no está."""
    respaldo.respaldar(tmp_path / "copia", ahora=ahora)
    sitio = tmp_path / "copia/sitio/e"
    assert (sitio / "actual").readlink() == Path("instantaneas/1")
    assert {
        str(r.relative_to(sitio / "instantaneas/1")) for r in (sitio / "instantaneas/1").rglob("*.*")
    } == {
        "manifiesto.json",
        "datos/api/f.json",
    }
    assert not (sitio / ".parcial-7").exists()


def test_no_se_publica_mientras_se_copia(
    instalacion: Path, tmp_path: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomados: list[bool] = []

    def copiar(origen: str, destino: str) -> None:
        with (instalacion / "sitio/e/cerrojo").open("w") as otro:
            try:
                fcntl.flock(otro, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                tomados.append(True)

    monkeypatch.setattr(copia_enlazada, "si_sigue", copiar)
    respaldo.respaldar(tmp_path / "copia", ahora=ahora)
    assert tomados
    assert all(tomados)


def test_copia_sin_llaves_ni_secretos(instalacion: Path, tmp_path: Path, ahora: datetime) -> None:
    respaldo.respaldar(tmp_path / "copia", ahora=ahora)
    nombres = {ruta.name for ruta in (tmp_path / "copia").rglob("*")}
    assert not any("llave" in nombre or nombre == "secretos" for nombre in nombres)


def test_destino_ocupado_no_se_toca(instalacion: Path, tmp_path: Path, ahora: datetime) -> None:
    respaldo.respaldar(tmp_path / "copia", ahora=ahora)
    antes = (instalacion / "curricular.sqlite3").read_bytes()
    with pytest.raises(ErrorDeDominio, match="no está vacía"):
        vuelta.volver(vuelta.Pedido(tmp_path / "copia", None))
    with pytest.raises(ErrorDeDominio, match="no está vacía"):
        respaldo.respaldar(tmp_path / "copia", ahora=ahora)
    assert (instalacion / "curricular.sqlite3").read_bytes() == antes


@pytest.mark.parametrize("dano", ["cambia", "falta", "sobra"])
def test_copia_danada_se_rechaza_entera(
    instalacion: Path, tmp_path: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch, dano: str
) -> None:
    respaldo.respaldar(tmp_path / "copia", ahora=ahora)
    archivo = tmp_path / "copia/archivos/abc"
    {
        "cambia": lambda: archivo.write_bytes(b"otra"),
        "falta": archivo.unlink,
        "sobra": (archivo.parent / "x").touch,
    }[dano]()
    monkeypatch.setenv("CONOCELES_DATOS", str(tmp_path / "nueva"))
    with pytest.raises(ErrorDeDominio, match="dañado"):
        vuelta.volver(vuelta.Pedido(tmp_path / "copia", None))
    assert not (tmp_path / "nueva").exists()


def test_carpeta_que_no_es_respaldo(datos: Path, tmp_path: Path) -> None:
    with pytest.raises(ErrorDeDominio, match="no es un respaldo"):
        vuelta.volver(vuelta.Pedido(tmp_path, None))


def test_respaldo_dentro_de_la_carpeta_de_datos(instalacion: Path) -> None:
    with pytest.raises(ErrorDeDominio, match="dentro de la carpeta de datos"):
        resguardo_hacer.ejecutar(argparse.Namespace(destino=instalacion / "copia"))


@pytest.mark.parametrize("acto", ["pg_dump", "pg_restore"])
def test_la_contrasena_de_la_base_no_va_en_los_argumentos(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, acto: str
) -> None:
    vistos = tmp_path / "vistos"
    for programa in ("pg_dump", "pg_restore"):
        (tmp_path / programa).write_text(f'#!/bin/sh\nprintf "%s\\n" "$PGPASSWORD" "$@" >"{vistos}"\n')
        (tmp_path / programa).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    url = "postgresql://ana:s3creto@bd.example/a"
    monkeypatch.setenv("CONOCELES_BD_CURRICULAR", url)
    if acto == "pg_dump":
        copia_de_bases._postgres("pg_dump", url, "--format=custom")
    else:
        copia_de_bases._reponer("curricular", tmp_path)
    clave, *argumentos = vistos.read_text().splitlines()
    assert clave == "s3creto"
    assert argumentos[0] == "--dbname=postgresql://ana@bd.example/a"
    assert "s3creto" not in "".join(argumentos)
    assert acto == "pg_dump" or "--exit-on-error" in argumentos


def test_los_archivos_de_un_almacen_van_en_la_copia_y_vuelven(
    instalacion: Path,
    tmp_path: Path,
    ahora: datetime,
    cubeta: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CONOCELES_ARCHIVOS", cubeta())
    retrato, firmado = archivos.guardar(b"retrato"), archivos.guardar(b"cerrado", archivos.IDENTIDAD)
    primera, segunda = tmp_path / "copia", tmp_path / "segunda"
    respaldo.respaldar(primera, ahora=ahora)
    otra = archivos.guardar(b"otra")
    respaldo.respaldar(segunda, ahora=ahora, anterior=primera)
    assert (segunda / "archivos" / retrato).stat().st_ino == (primera / "archivos" / retrato).stat().st_ino
    assert sorted(p.name for p in (segunda / "archivos").iterdir()) == sorted([retrato, otra])
    monkeypatch.setenv("CONOCELES_ARCHIVOS", cubeta())
    monkeypatch.setenv("CONOCELES_DATOS", str(tmp_path / "nueva"))
    respaldo.reponer_archivos(segunda)
    assert archivos.todos(archivos.COMUNES) == {retrato, otra}
    assert archivos.leer(firmado, archivos.IDENTIDAD) == b"cerrado"

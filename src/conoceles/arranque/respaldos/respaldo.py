"""Respaldar y restaurar todo menos el almacén de llaves y los secretos, que se resguardan aparte.

Orden: A, luego B, luego archivos. Los envíos se escriben primero en B; copiar A antes asegura que todo lo
que A da por enviado esté también en la copia de B. Los archivos no cambian una vez escritos: al final no falta
ninguno de los que A o B nombran.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TypedDict
from urllib.parse import unquote, urlsplit, urlunsplit

import msgspec
import psycopg

from conoceles.arranque import preparacion
from conoceles.arranque.respaldos import constancia, copia_de_archivos, copia_enlazada
from conoceles.nucleo import archivos
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.texto import cuantos
from conoceles.publicacion.instantanea.arbol import cerrar

BASES = ("curricular", "identidad")
CARPETAS = ("archivos", "archivos_identidad", "sitio", "registro", "visitas")
# Sin dueño ni permisos: el servidor nuevo puede no tener los papeles del viejo; después, `papeles` da lo suyo a los que haya.
RESTAURAR = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")
SUELTOS = ("modo", "reloj.json", "cuentas-demo.json")  # los dos últimos, solo en una demostración
MANIFIESTO = "respaldo.json"
CABEZA = "SELECT huella FROM bitacora_entrada ORDER BY id DESC LIMIT 1"
# Lo que puede estar ya en el destino: llega por otro camino y no lo escribe la restauración.
APARTE = {
    "secretos",
    "registros",
    "correo",
    "practica",
    "practica.candado",
    "llaves.sqlite3",
    "llaves.sqlite3-wal",
    "llaves.sqlite3-shm",
    "modo",
}


class Copia(TypedDict):
    """El manifiesto de un respaldo. `cabezas`: por base, la última huella de su bitácora; `archivos`: ruta → huella."""

    momento: str
    cabezas: dict[str, str]
    archivos: dict[str, str]


class Resumen(TypedDict):
    """Lo que se dice de una copia hecha o repuesta; `archivos`, cuántos."""

    momento: str
    cabezas: dict[str, str]
    archivos: int
    destino: str


def respaldar(destino: Path, *, ahora: datetime, anterior: Path | None = None) -> Resumen:
    """Escribe la copia en `destino`, que debe no existir o estar vacío. Devuelve el resumen.

    `anterior`: otra copia en el mismo disco; lo que no cambió se enlaza con ella y no ocupa otra vez.
    """
    if destino.exists() and (not destino.is_dir() or any(destino.iterdir())):
        raise ErrorDeDominio(f"La carpeta del respaldo no está vacía: {destino}.", campo="destino")
    origen = carpetas().datos
    if destino.resolve().is_relative_to(origen):
        raise ErrorDeDominio("El respaldo no puede quedar dentro de la carpeta de datos.", campo="destino")
    destino.mkdir(
        parents=True, exist_ok=True, mode=0o750
    )  # el grupo la lee: otra cuenta ensaya su restauración
    cabezas = {base: _copiar_base(base, destino) for base in BASES}
    with _sin_publicar(origen / "sitio"):
        for nombre in _propias():
            if (origen / nombre).exists():
                copia_enlazada.copiar(origen / nombre, destino / nombre, anterior and anterior / nombre)
    if archivos.aparte():
        copia_de_archivos.bajar(destino, anterior)
    for nombre in SUELTOS:
        copia_enlazada.si_sigue(str(origen / nombre), str(destino / nombre))
    huellas = _huellas(destino)
    contenido: Copia = {"momento": ahora.isoformat(), "cabezas": cabezas, "archivos": huellas}
    (destino / MANIFIESTO).write_text(json.dumps(contenido, indent=1, sort_keys=True) + "\n")
    constancia.anotar({**constancia.leer(), "momento": ahora.isoformat()})
    return _resumen(contenido, destino)


def _resumen(copia: Copia, destino: Path) -> Resumen:
    return {**copia, "destino": str(destino), "archivos": len(copia["archivos"])}


@contextlib.contextmanager
def _sin_publicar(sitio: Path) -> Iterator[None]:
    """Nadie estrena ni poda una instantánea mientras se copian: `actual` podría nombrar una que no va en la copia."""
    with contextlib.ExitStack() as publicadores:
        for cerrojo in sorted(sitio.glob("*/cerrojo")):
            publicadores.enter_context(cerrar(cerrojo))
        yield


def restaurar(origen: Path) -> Resumen:
    """Repone la copia en `CONOCELES_DATOS`. Antes comprueba cada huella, que estén las llaves y que no haya nada que perder.

    Al final, la bitácora de cada base debe terminar donde el respaldo dijo que terminaba.
    """
    contenido = _comprobar(origen)
    destino = carpetas().datos
    ocupado = sorted(p.name for p in destino.iterdir() if _se_perderia(p)) if destino.exists() else []
    if ocupado:
        raise ErrorDeDominio(f"La carpeta de datos {destino} no está vacía ({', '.join(ocupado[:5])}).")
    preparacion.exigir((origen / "modo").read_text().strip())
    for base in BASES:
        _exigir_base(base, origen)
    destino.mkdir(parents=True, exist_ok=True)
    for base in BASES:
        _reponer_base(base, origen)
        if _cabeza_de(base) != contenido["cabezas"][base]:
            raise ErrorDeDominio(f"La bitácora repuesta de «{base}» no termina donde terminaba al respaldar.")
    for nombre in _propias():
        if (origen / nombre).exists():
            copia_enlazada.copiar(origen / nombre, destino / nombre)
    if archivos.aparte():
        copia_de_archivos.subir(origen)
    olvidar_lo_leido(destino / "sitio")
    for nombre in SUELTOS:
        copia_enlazada.si_sigue(str(origen / nombre), str(destino / nombre))
    return _resumen(contenido, destino)


def _propias() -> tuple[str, ...]:
    """Lo que está en la carpeta de datos: los archivos, solo si no se guardan en otro lugar."""
    return tuple(n for n in CARPETAS if not (archivos.aparte() and n in archivos.DEPOSITOS))


def _se_perderia(ruta: Path) -> bool:
    return ruta.name not in APARTE and not (ruta.is_dir() and not any(ruta.iterdir()))


def olvidar_lo_leido(sitio: Path) -> None:
    """El sitio se copia después de A: el publicador puede recordar entradas que la A repuesta no tiene.

    Si volviera a numerarlas, las daría por leídas; sin su estado, la primera publicación se hace completa.
    """
    for estado in sitio.glob("**/publicador.sqlite*"):
        estado.unlink()


def _comprobar(origen: Path) -> Copia:
    try:
        contenido = msgspec.json.decode((origen / MANIFIESTO).read_bytes(), type=Copia)
        esperadas, _ = contenido["archivos"], [contenido["cabezas"][base] for base in BASES]
    except (OSError, ValueError, KeyError):
        raise ErrorDeDominio(
            f"{origen} no es un respaldo: no se puede leer {MANIFIESTO}.", campo="origen"
        ) from None
    halladas = _huellas(origen)
    malos = sorted(r for r in esperadas.keys() | halladas.keys() if esperadas.get(r) != halladas.get(r))
    if malos:
        raise ErrorDeDominio(
            f"El respaldo está dañado; {cuantos(len(malos), 'archivo difiere', 'archivos difieren')}: {', '.join(malos[:5])}."
        )
    return contenido


def _huellas(raiz: Path) -> dict[str, str]:
    """SHA-256 por ruta relativa; de un enlace, el de su destino escrito. Los nombres de un mismo archivo, una lectura."""
    huellas: dict[str, str] = {}
    leidos: dict[tuple[int, int], str] = {}
    for ruta in sorted(raiz.rglob("*")):
        if ruta == raiz / MANIFIESTO:
            continue
        if ruta.is_symlink():
            huellas[str(ruta.relative_to(raiz))] = f"-> {os.readlink(ruta)}"
        elif ruta.is_file():
            estado = ruta.stat()
            nodo = (estado.st_dev, estado.st_ino)
            if nodo not in leidos:
                with ruta.open("rb") as entrada:
                    leidos[nodo] = hashlib.file_digest(entrada, "sha256").hexdigest()
            huellas[str(ruta.relative_to(raiz))] = leidos[nodo]
    return huellas


def _url(base: str) -> str:
    return os.environ.get(f"CONOCELES_BD_{base.upper()}", "")


def _copiar_base(base: str, destino: Path) -> str:
    """Copia la base como estaba en un instante y devuelve la cabeza de su bitácora en ese mismo instante."""
    if url := _url(base):
        with psycopg.connect(url) as conexion:
            conexion.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            instante = _uno(conexion.execute("SELECT pg_export_snapshot()").fetchone())
            archivo = f"--file={destino / f'{base}.dump'}"
            _postgres("pg_dump", url, "--format=custom", f"--snapshot={instante}", archivo)
            return _uno(conexion.execute(CABEZA).fetchone())
    with _sqlite(carpetas().base(base)) as viva, _sqlite(destino / f"{base}.sqlite3") as copia:
        viva.backup(copia)
        return _uno(copia.execute(CABEZA).fetchone())


def _cabeza_de(base: str) -> str:
    if url := _url(base):
        with psycopg.connect(url) as conexion:
            return _uno(conexion.execute(CABEZA).fetchone())
    with _sqlite(carpetas().base(base)) as conexion_sqlite:
        return _uno(conexion_sqlite.execute(CABEZA).fetchone())


def _uno(fila: tuple[object, ...] | None) -> str:
    return str(fila[0]) if fila else ""


def _exigir_base(base: str, origen: Path) -> None:
    """Que la copia sea del mismo motor que el destino y, en PostgreSQL, que la base conteste y esté recién creada."""
    url = _url(base)
    if not url and not (origen / f"{base}.sqlite3").exists():
        raise ErrorDeDominio(f"El respaldo de «{base}» es de PostgreSQL: ponga CONOCELES_BD_{base.upper()}.")
    if url and not (origen / f"{base}.dump").exists():
        raise ErrorDeDominio(f"El respaldo de «{base}» es de SQLite y el destino es PostgreSQL.")
    if url:
        _exigir_version(base, url, origen / f"{base}.dump")
    if url and _tablas(base, url):
        raise ErrorDeDominio(
            f"La base «{base}» de CONOCELES_BD_{base.upper()} no está vacía: dé una recién creada."
        )


def _exigir_version(base: str, url: str, volcado: Path) -> None:
    """Una copia se repone en su versión mayor de PostgreSQL o en otra más nueva. La suya va escrita al comienzo."""
    with volcado.open("rb") as entrada:
        dicha = re.search(rb"\0(\d+)\.\d+[ \0]", entrada.read(400))
    with _abierta(base, url) as conexion:
        aqui = conexion.info.server_version // 10000
    if dicha and int(dicha[1]) > aqui:
        raise ErrorDeDominio(
            f"La copia de «{base}» es de PostgreSQL {int(dicha[1])} y la base de CONOCELES_BD_{base.upper()} está en uno anterior, el {aqui}: "
            f"dé una recién creada en el {int(dicha[1])} o en uno más nuevo."
        )


def _tablas(base: str, url: str) -> int:
    with _abierta(base, url) as conexion:
        cuantas = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        return int(_uno(conexion.execute(cuantas).fetchone()))


@contextlib.contextmanager
def _abierta(base: str, url: str) -> Iterator[psycopg.Connection]:
    try:
        with psycopg.connect(url) as conexion:
            yield conexion
    except psycopg.OperationalError as error:
        raise ErrorDeDominio(preparacion.base_cerrada(base, error)) from error


def _reponer_base(base: str, origen: Path) -> None:
    if url := _url(base):
        volcado = str(origen / f"{base}.dump")
        _postgres("pg_restore", url, *RESTAURAR, volcado)
    else:
        shutil.copy2(origen / f"{base}.sqlite3", carpetas().base(base))
        carpetas().base(base).chmod(0o600)


@contextlib.contextmanager
def _sqlite(ruta: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(ruta)) as conexion:
        yield conexion


def _postgres(programa: str, url: str, *argumentos: str) -> None:
    """La contraseña va por el entorno: los argumentos de un proceso los ve cualquiera en la máquina."""
    if not shutil.which(programa):
        raise ErrorDeDominio(f"No se encuentra {programa}: instale postgresql-client.")
    partes = urlsplit(url)
    publica = urlunsplit(partes._replace(netloc=partes.netloc.replace(f":{partes.password}@", "@")))
    entorno = os.environ | ({"PGPASSWORD": unquote(partes.password)} if partes.password else {})
    orden = [programa, f"--dbname={publica}", *argumentos]
    hecho = subprocess.run(orden, env=entorno, capture_output=True, text=True, check=False)
    if hecho.returncode and re.search("unsupported version|version mismatch", hecho.stderr):
        raise ErrorDeDominio(
            f"{programa} es de una PostgreSQL anterior a la de estas bases. Instale su postgresql-client y repita."
        )
    if hecho.returncode:
        raise ErrorDeDominio(f"{programa} no terminó bien: {hecho.stderr.strip()[-500:]}")

"""La carpeta de datos que se rehace aparte, dentro de la vacía, y que completa toma su lugar."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from conoceles.arranque.respaldos.reposicion import Vuelto
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ConFrase, ErrorDeDominio
from conoceles.registro import disco

HECHO = "vuelto.json"  # con él, ya solo falta tomar el lugar
# Lo que puede estar ya en el destino: llega por otro camino. Lo primero se usa desde ahí.
AQUI = ("secretos", "llaves.sqlite3")
SE_QUEDA = {
    *AQUI, "llaves.sqlite3-wal", "llaves.sqlite3-shm", "registros", "correo", "practica", "practica.candado", "modo",
    ".volviendo",
}  # fmt: skip


@contextmanager
def empezada() -> Iterator[None]:
    """Mientras dure, la carpeta de datos de este proceso es la de aparte. Si algo falla, no queda."""
    datos, nueva = carpetas().datos, carpetas().volviendo
    _exigir_vacia(datos)
    habia = datos.exists()
    shutil.rmtree(nueva, ignore_errors=True)
    nueva.mkdir(parents=True, mode=0o700)
    os.environ["CONOCELES_DATOS"] = str(nueva)
    try:
        for nombre in AQUI:
            if _algo(datos / nombre):
                (nueva / nombre).symlink_to(datos / nombre)
        yield
    except BaseException as error:
        shutil.rmtree(nueva)
        if not habia:
            datos.rmdir()
        if isinstance(error, ConFrase):
            error.mensaje = error.mensaje.replace(str(nueva), str(datos))
        raise
    finally:
        os.environ["CONOCELES_DATOS"] = str(datos)


def _exigir_vacia(datos: Path) -> None:
    halladas = datos.iterdir() if datos.exists() else ()
    if ocupado := sorted(p.name for p in halladas if p.name not in SE_QUEDA and _algo(p)):
        raise ErrorDeDominio(f"La carpeta de datos {datos} no está vacía ({', '.join(ocupado[:5])}).")


def _algo(ruta: Path) -> bool:
    return ruta.exists() and not (ruta.is_dir() and not any(ruta.iterdir()))


def estrenar(vuelto: Vuelto) -> None:
    """Toma el lugar: desde aquí, interrumpirlo ya no la deja a medias sino por acabar."""
    os.sync()
    disco.escribir(carpetas().volviendo / HECHO, json.dumps(vuelto).encode())
    acabar()


def acabar() -> Vuelto | None:
    """Lo que se repuso, si una que ya estaba completa no había terminado de tomar su lugar. El sitio, al final."""
    datos, nueva = carpetas().datos, carpetas().volviendo
    if not (nueva / HECHO).exists():
        return None
    vuelto = msgspec.json.decode((nueva / HECHO).read_bytes(), type=Vuelto)
    for ruta in sorted(nueva.iterdir(), key=lambda r: r.name == "sitio"):
        if ruta.is_symlink():
            ruta.unlink()
        elif ruta.name != HECHO:
            _mover(ruta, datos / ruta.name)
    shutil.rmtree(nueva.rename(nueva.with_suffix(".hecho")))
    return vuelto


def _mover(de: Path, a: Path) -> None:
    if de.is_symlink() or not (de.is_dir() and a.is_dir()):
        de.replace(a)
        return
    for parte in de.iterdir():
        _mover(parte, a / parte.name)
    de.rmdir()

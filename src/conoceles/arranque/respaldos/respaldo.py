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
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TypedDict

import msgspec

from conoceles.arranque import preparacion
from conoceles.arranque.respaldos import (
    constancia,
    copia_de_archivos,
    copia_de_bases,
    copia_enlazada,
    lo_retirado,
)
from conoceles.nucleo import archivos
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.texto import cuantos
from conoceles.publicacion.instantanea.arbol import cerrar

CARPETAS = ("archivos", "archivos_identidad", "sitio", "registro", "visitas")
SUELTOS = ("modo", "reloj.json", "cuentas-demo.json")  # los dos últimos, solo en una demostración
MANIFIESTO = "respaldo.json"
# Lo que puede estar ya en el destino: llega por otro camino y no lo escribe la restauración.
APARTE = {
    "secretos", "registros", "correo", "practica", "practica.candado", "modo", "llaves.sqlite3", "llaves.sqlite3-wal",
    "llaves.sqlite3-shm",
}  # fmt: skip


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


def respaldar(
    destino: Path, *, ahora: datetime, anterior: Path | None = None, solo_bases: bool = False
) -> Resumen:
    """Escribe la copia en `destino`, que debe no existir o estar vacío. Devuelve el resumen.

    `anterior`: otra copia en el mismo disco; lo que no cambió se enlaza con ella y no ocupa otra vez. `solo_bases`: lo
    demás no (`vuelta`); no cuenta como respaldo.
    """
    if destino.exists() and (not destino.is_dir() or any(destino.iterdir())):
        raise ErrorDeDominio(f"La carpeta del respaldo no está vacía: {destino}.", campo="destino")
    origen = carpetas().datos
    if destino.resolve().is_relative_to(origen):
        raise ErrorDeDominio("El respaldo no puede quedar dentro de la carpeta de datos.", campo="destino")
    destino.mkdir(
        parents=True, exist_ok=True, mode=0o750
    )  # el grupo la lee: otra cuenta ensaya su restauración
    cabezas = {base: copia_de_bases.copiar(base, destino) for base in copia_de_bases.BASES}
    if not solo_bases:
        _copiar_carpetas(origen, destino, anterior)
    contenido: Copia = {
        "momento": ahora.isoformat(),
        "cabezas": cabezas,
        "archivos": _huellas(destino),
    }
    (destino / MANIFIESTO).write_text(json.dumps(contenido, indent=1, sort_keys=True) + "\n")
    if not solo_bases:
        constancia.anotar({**constancia.leer(), "momento": ahora.isoformat()})
    return resumen(contenido, destino)


def _copiar_carpetas(origen: Path, destino: Path, anterior: Path | None) -> None:
    with _sin_publicar(origen / "sitio"):
        for nombre in _propias():
            if (origen / nombre).exists():
                copia_enlazada.copiar(origen / nombre, destino / nombre, anterior and anterior / nombre)
    if archivos.aparte():
        copia_de_archivos.bajar(destino, anterior)
    for nombre in SUELTOS:
        copia_enlazada.si_sigue(str(origen / nombre), str(destino / nombre))


def resumen(copia: Copia, destino: Path) -> Resumen:
    return {**copia, "destino": str(destino), "archivos": len(copia["archivos"])}


@contextlib.contextmanager
def _sin_publicar(sitio: Path) -> Iterator[None]:
    """Nadie estrena ni poda una instantánea mientras se copian: `actual` podría nombrar una que no va en la copia."""
    with contextlib.ExitStack() as publicadores:
        for cerrojo in sorted(sitio.glob("*/cerrojo")):
            publicadores.enter_context(cerrar(cerrojo))
        yield


def restaurar(origen: Path) -> Resumen:
    """Repone la copia en `CONOCELES_DATOS`. Antes comprueba cada huella, que estén las llaves y que no haya nada que perder."""
    contenido = comprobar(origen)
    destino = carpetas().datos
    ocupado = sorted(p.name for p in destino.iterdir() if _se_perderia(p)) if destino.exists() else []
    if ocupado:
        raise ErrorDeDominio(f"La carpeta de datos {destino} no está vacía ({', '.join(ocupado[:5])}).")
    if not (origen / "modo").exists():
        raise ErrorDeDominio(f"{origen} lleva solo las bases: se repone con --solo-bases.", campo="origen")
    preparacion.exigir((origen / "modo").read_text().strip())
    for base in copia_de_bases.BASES:
        copia_de_bases.exigir_motor(base, origen)
        copia_de_bases.exigir_vacia(base)
    destino.mkdir(parents=True, exist_ok=True)
    copia_de_bases.reponer(origen, contenido["cabezas"])
    for nombre in _propias():
        if (origen / nombre).exists():
            copia_enlazada.copiar(origen / nombre, destino / nombre)
    if archivos.aparte():
        copia_de_archivos.subir(origen)
    olvidar_lo_leido(destino / "sitio")
    (destino / "registro").mkdir(mode=0o700, exist_ok=True)
    (destino / "registro" / lo_retirado.REPUESTO).write_text(f"{contenido['momento']}\n")
    for nombre in SUELTOS:
        copia_enlazada.si_sigue(str(origen / nombre), str(destino / nombre))
    return resumen(contenido, destino)


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


def comprobar(origen: Path) -> Copia:
    """Lo que la copia dice de sí, leída entera; `ErrorDeDominio` si no es una, o si está dañada."""
    try:
        contenido = msgspec.json.decode((origen / MANIFIESTO).read_bytes(), type=Copia)
        esperadas, _ = contenido["archivos"], [contenido["cabezas"][base] for base in copia_de_bases.BASES]
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

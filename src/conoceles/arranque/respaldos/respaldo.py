"""Respaldar todo menos el almacén de llaves y los secretos, que se resguardan aparte, y el sitio, que se rehace de las bases.

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

from conoceles.arranque.respaldos import constancia, copia_de_archivos, copia_de_bases, copia_enlazada
from conoceles.nucleo import archivos
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.texto import cuantos
from conoceles.publicacion.instantanea.arbol import cerrar

CARPETAS = ("archivos", "archivos_identidad", "registro", "visitas")
SUELTOS = ("modo", "reloj.json", "cuentas-demo.json")  # los dos últimos, solo en una demostración
MANIFIESTO = "respaldo.json"
# De lo publicado, solo lo que las bases no pueden volver a decir: qué se firmó y qué decía antes cada perfil. Son huellas y lo
# curricular; ninguna respuesta de identidad, que una supresión ya no alcanzaría aquí.
DEL_SITIO = ("log", "pruebas", "*/manifiestos", "*/historia-en-reserva", "*/suprimidos.*")
# Sin su lista de archivos: así el publicador sabe que ese árbol se perdió, y lo rehace entero a continuación de él.
DE_LA_ULTIMA = ("manifiesto.json", "manifiesto.firma", "datos/api", "verificar/historia.json")


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
        _copiar_sitio(origen / "sitio", destino / "sitio", anterior and anterior / "sitio")
    for nombre in _propias():
        if (origen / nombre).exists():
            copia_enlazada.copiar(origen / nombre, destino / nombre, anterior and anterior / nombre)
    if archivos.aparte():
        copia_de_archivos.bajar(destino, anterior)
    for nombre in SUELTOS:
        copia_enlazada.si_sigue(str(origen / nombre), str(destino / nombre))


def _copiar_sitio(sitio: Path, destino: Path, anterior: Path | None) -> None:
    for ruta in (r for patron in DEL_SITIO for r in sitio.glob(patron)):
        suya = ruta.relative_to(sitio)
        copia_enlazada.copiar(ruta, destino / suya, anterior and anterior / suya)
    for actual in sitio.glob("*/actual"):
        suya = actual.relative_to(sitio)
        ultima = destino / suya.parent / os.readlink(actual)
        ultima.mkdir(parents=True)
        (destino / suya).symlink_to(os.readlink(actual))
        for parte in DE_LA_ULTIMA:
            copia_enlazada.copiar(actual / parte, ultima / parte, anterior and anterior / suya / parte)


def resumen(copia: Copia, destino: Path) -> Resumen:
    """El de esa copia, hecha o repuesta en `destino`."""
    return {**copia, "destino": str(destino), "archivos": len(copia["archivos"])}


@contextlib.contextmanager
def _sin_publicar(sitio: Path) -> Iterator[None]:
    """Nadie estrena ni poda una instantánea mientras se copian: `actual` podría nombrar una que no va en la copia."""
    with contextlib.ExitStack() as publicadores:
        for cerrojo in sorted(sitio.glob("*/cerrojo")):
            publicadores.enter_context(cerrar(cerrojo))
        yield


def reponer_archivos(origen: Path) -> None:
    """Lo que no son bases ni sitio, de esa copia a la carpeta de datos."""
    for nombre in _propias():
        if (origen / nombre).exists():
            copia_enlazada.copiar(origen / nombre, carpetas().datos / nombre)
    if archivos.aparte():
        copia_de_archivos.subir(origen)


def _propias() -> tuple[str, ...]:
    """Lo que está en la carpeta de datos: los archivos, solo si no se guardan en otro lugar."""
    return tuple(n for n in CARPETAS if not (archivos.aparte() and n in archivos.DEPOSITOS))


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
    """SHA-256 por ruta relativa; de un enlace, el de su destino escrito."""
    huellas: dict[str, str] = {}
    for ruta in sorted(raiz.rglob("*")):
        suya = str(ruta.relative_to(raiz))
        if ruta.is_symlink():
            huellas[suya] = f"-> {os.readlink(ruta)}"
        elif ruta.is_file() and ruta != raiz / MANIFIESTO:
            with ruta.open("rb") as entrada:
                huellas[suya] = hashlib.file_digest(entrada, "sha256").hexdigest()
    return huellas

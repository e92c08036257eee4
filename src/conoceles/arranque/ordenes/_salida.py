"""Lo común a las órdenes que tardan, o que dejan documentos en un archivo o en una carpeta."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from conoceles.nucleo.errores import ErrorDeDominio


def decir(frase: str) -> None:
    """Por dónde va lo que tarda, a quien dio la orden."""
    print(f"{frase}…", file=sys.stderr, flush=True)


def eleccion(pedida: str | None) -> str:
    """La pedida o la única abierta. `ErrorDeDominio` si no hay ninguna o si no se sabe de cuál se habla."""
    from conoceles.proceso import consultas

    abiertas = [pedida] if pedida else consultas.abiertas()
    if not abiertas:
        raise ErrorDeDominio("No hay una elección cargada; use ./conoceles proceso cargar CARPETA.")
    if len(abiertas) > 1:
        raise ErrorDeDominio(f"Hay varias elecciones abiertas: diga cuál ({', '.join(abiertas)}).")
    return abiertas[0]


def exigir_escribible(archivo: Path) -> None:
    """Antes de cambiar nada: que el resultado se podrá dejar ahí. `OSError` con su causa si no; no deja rastro."""
    nuevo = not archivo.exists()
    archivo.open("a").close()
    if nuevo:
        archivo.unlink()


def exigir_carpeta(salida: Path) -> None:
    """Lo mismo con una carpeta que va a recibir varios, exista ya o haya que crearla."""
    existente = next(ruta for ruta in (salida, *salida.absolute().parents) if ruta.exists())
    try:
        tempfile.TemporaryFile(dir=existente).close()
    except OSError as error:
        error.filename = str(salida)
        raise


def escribir(salida: Path, archivos: Mapping[str, bytes]) -> list[str]:
    """Deja cada archivo, por su nombre, en la carpeta, que crea si falta; devuelve sus rutas."""
    salida.mkdir(parents=True, exist_ok=True)
    for nombre, contenido in archivos.items():
        (salida / nombre).write_bytes(contenido)
    return [str(salida / nombre) for nombre in archivos]

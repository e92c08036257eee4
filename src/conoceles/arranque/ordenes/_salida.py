"""Lo común a las órdenes que dejan documentos de una elección en una carpeta."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from conoceles.nucleo.errores import ErrorDeDominio


def eleccion(pedida: str | None) -> str:
    """La pedida o la que está en curso. `ErrorDeDominio` si no hay ninguna."""
    from conoceles.proceso import consultas

    vigente = consultas.vigente()
    clave = pedida or (vigente.clave if vigente else "")
    if not clave:
        raise ErrorDeDominio("No hay una elección cargada; use ./conoceles proceso cargar CARPETA.")
    return clave


def escribir(salida: Path, archivos: Mapping[str, bytes]) -> list[str]:
    """Deja cada archivo, por su nombre, en la carpeta, que crea si falta; devuelve sus rutas."""
    salida.mkdir(parents=True, exist_ok=True)
    for nombre, contenido in archivos.items():
        (salida / nombre).write_bytes(contenido)
    return [str(salida / nombre) for nombre in archivos]

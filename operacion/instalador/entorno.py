"""Un archivo de ajustes, como lo lee systemd (`EnvironmentFile`): ni «$» ni «&» quieren decir nada, y las comillas se quitan.

El shell entendería otra cosa: de `…?sslmode=verify-full&target_session_attrs=read-write` no quedaba nada.
"""

from __future__ import annotations

import re
from pathlib import Path

_DOBLES, _SENCILLAS = re.compile(r'"((?:[^"\\]|\\.)*)"'), re.compile(r"'([^']*)'")


def leido(archivo: Path) -> dict[str, str]:
    """Los que hay escritos; ninguno si el archivo no existe. `PermissionError` si no se puede leer."""
    if not archivo.exists():
        return {}
    pares = (r.split("=", 1) for r in archivo.read_text(encoding="utf-8").splitlines() if es_ajuste(r))
    return {clave.strip(): _valor(escrito.strip()) for clave, escrito in pares}


def es_ajuste(renglon: str) -> bool:
    return "=" in renglon and renglon.lstrip()[0] not in "#;"


def escrito(valor: str) -> str:
    """Como hay que escribirlo para que se lea ese: sin comillas, con la barra doble."""
    return valor.replace("\\", "\\\\")


def _valor(escrito: str) -> str:
    if entre := _SENCILLAS.fullmatch(escrito):
        return entre[1]
    if entre := _DOBLES.fullmatch(escrito):
        return re.sub(r'\\(["\\`$])', r"\1", entre[1])
    return re.sub(r"\\(.)", r"\1", escrito)

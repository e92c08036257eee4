"""Dónde están los espejos: un archivo que solo tiene la máquina que publica, un renglón por cada uno.

`nombre lugar`, donde lugar es una carpeta (`/mnt/espejo`), una carpeta de otra máquina (`usuario@servidor:/carpeta`) o un
almacén (`s3://llave:secreto@servidor/cubeta`).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio

_NOMBRE = re.compile(r"[a-z0-9][a-z0-9.-]{0,59}")
_CARPETA = re.compile(r"/\S+|[\w.-]+@[\w.-]+:/\S+")


@dataclass(frozen=True)
class Destino:
    """`lugar` puede llevar una llave: no se imprime."""

    nombre: str
    lugar: str = field(repr=False)


def archivo() -> Path:
    """El que los declara."""
    return Path(os.environ.get("CONOCELES_ESPEJOS") or carpetas().secretos / "espejos")


def declarados() -> tuple[Destino, ...]:
    """Los de esta máquina; ninguno si no publica. `ErrorDeDominio` con el renglón que no se entiende, sin repetirlo."""
    if not archivo().is_file():
        return ()
    renglones = archivo().read_text(encoding="utf-8").splitlines()
    return tuple(
        _leer(n, renglon) for n, renglon in enumerate(renglones, 1) if renglon.strip() and renglon[0] != "#"
    )


def pedidos(dichos: list[str]) -> tuple[Destino, ...]:
    """Los que se nombran en una orden: por su nombre, o una carpeta. Sin ninguno, todos."""
    conocidos = {d.nombre: d for d in declarados()}
    ajenos = [d for d in dichos if d not in conocidos and not _CARPETA.fullmatch(d)]
    if ajenos:
        raise ErrorDeDominio(
            f"No hay un espejo «{ajenos[0].rpartition('@')[2]}» en {archivo()}. Un almacén se declara ahí: en una "
            "orden, su llave la vería cualquiera en la máquina.",
            campo="destino",
        )
    if not dichos and not conocidos:
        raise ErrorDeDominio(
            f"No hay espejos: escríbalos en {archivo()}, un renglón por cada uno, nombre y lugar."
        )
    return tuple(conocidos.get(d) or Destino(d[-60:], d) for d in dichos) or tuple(conocidos.values())


def _leer(numero: int, renglon: str) -> Destino:
    nombre, _, lugar = renglon.strip().partition(" ")
    lugar = lugar.strip()
    if _NOMBRE.fullmatch(nombre) and (_CARPETA.fullmatch(lugar) or lugar.startswith(("s3://", "s3+http://"))):
        return Destino(nombre, lugar)
    raise ErrorDeDominio(
        f"No se entiende el renglón {numero} de {archivo()}. Se escribe: nombre y lugar, como «norte /mnt/espejo», "
        "«sur conoceles@espejo.example.mx:/srv/sitio» o «nube s3://llave:secreto@servidor/cubeta»."
    )

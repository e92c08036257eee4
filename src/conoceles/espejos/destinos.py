"""Dónde están los espejos: un archivo que solo tiene la máquina que publica, un renglón por cada uno.

`nombre lugar`, donde lugar es una carpeta (`/mnt/espejo`), una carpeta de otra máquina (`usuario@servidor:/carpeta`, o
`usuario@servidor::nombre` si allá solo se entra a las que tienen nombre), un almacén (`s3://llave:secreto@servidor/cubeta`) o `aqui`, que es este mismo sitio. Debajo, con sangría, su frente si lo tiene.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from conoceles.espejos.llamar import Frente, leer_frente
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio

AQUI = "aqui"
_NOMBRE = re.compile(r"[a-z0-9][a-z0-9.-]{0,59}")
_CARPETA = re.compile(r"/\S+|[\w.-]+@[\w.-]+:(/|:\w)\S*")


@dataclass(frozen=True)
class Destino:
    """`lugar` puede llevar una llave: no se imprime. `frente`: la caché o el CDN por donde lo lee la gente."""

    nombre: str
    lugar: str = field(repr=False)
    frente: Frente | None = None


def archivo() -> Path:
    """El que los declara."""
    return Path(os.environ.get("CONOCELES_ESPEJOS") or carpetas().secretos / "espejos")


def declarados() -> tuple[Destino, ...]:
    """Los de esta máquina; ninguno si no publica. `ErrorDeDominio` con el renglón que no se entiende, sin repetirlo."""
    if not archivo().is_file():
        return ()
    return tuple(_leer(*uno) for uno in _agrupados(archivo().read_text(encoding="utf-8").splitlines()))


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


def _agrupados(renglones: list[str]) -> Iterator[tuple[int, str, list[str]]]:
    """Cada espejo: el número de su renglón, el renglón y los que lleva debajo con sangría."""
    juntos: list[tuple[int, str, list[str]]] = []
    for numero, renglon in enumerate(renglones, 1):
        if not renglon.strip() or renglon.lstrip()[0] == "#":
            continue
        if renglon[0].isspace() and juntos:
            juntos[-1][2].append(renglon.strip())
        else:
            juntos.append((numero, renglon.strip(), []))
    return iter(juntos)


def _leer(numero: int, renglon: str, debajo: list[str]) -> Destino:
    nombre, _, lugar = renglon.partition(" ")
    lugar = lugar.strip()
    if not _NOMBRE.fullmatch(nombre) or not _es_lugar(lugar):
        raise ErrorDeDominio(
            f"No se entiende el renglón {numero} de {archivo()}. Se escribe: nombre y lugar, como «norte /mnt/espejo», "
            "«sur conoceles@espejo.example.mx::sitio» o «nube s3://llave:secreto@servidor/cubeta»."
        )
    try:
        frente = leer_frente(debajo)
    except ValueError as error:
        raise ErrorDeDominio(f"En {archivo()}, debajo de «{nombre}»: {error}") from None
    if lugar == AQUI and frente is None:
        raise ErrorDeDominio(f"En {archivo()}, «{nombre}» es este mismo sitio: falta decir su frente.")
    return Destino(nombre, lugar, frente)


def _es_lugar(lugar: str) -> bool:
    return lugar == AQUI or bool(_CARPETA.fullmatch(lugar)) or lugar.startswith(("s3://", "s3+http://"))

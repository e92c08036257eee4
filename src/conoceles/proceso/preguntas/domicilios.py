"""Los domicilios de una respuesta: uno se guarda como sus partes, y varios como su lista.

De una casa de campaña puede haber varias. Quien tiene una guarda lo mismo que siempre: ni lo ya enviado ni su huella
cambian de forma.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from conoceles.proceso.preguntas.cuestionario import Domicilio

ENTRE = "; "  # los separa en una celda
PARTES = {
    "calle": "Calle",
    "exterior": "Número exterior",
    "interior": "Número interior",
    "colonia": "Colonia o localidad",
    "cp": "Código postal",
    "municipio": "Municipio",
}


@dataclass(frozen=True)
class Parte:
    nombre: str
    etiqueta: str
    valor: str


@dataclass(frozen=True)
class Escrito:
    """Uno, como lo pinta un formulario: sin `titulo` el primero; `libre` es el que se ofrece para agregar otro."""

    titulo: str
    libre: bool
    partes: tuple[Parte, ...]


def varios(valor: object) -> tuple[Domicilio, ...]:
    """Los de una respuesta, en su orden; ninguno si está vacía o no tiene la forma de un domicilio."""
    juntos = valor if isinstance(valor, list | tuple) else [valor]
    return tuple(uno for uno in juntos if isinstance(uno, dict) and uno)


def respuesta(domicilios: Iterable[Domicilio]) -> Domicilio | list[Domicilio]:
    """Lo que se guarda: vacío, las partes del único, o la lista."""
    llenos = [uno for uno in domicilios if uno]
    return llenos if len(llenos) > 1 else llenos[0] if llenos else {}


def nombre(clave: str, numero: int, parte: str, entre: str) -> str:
    """Cómo se llama en un formulario: «casa.calle» la del primero, «casa.2.calle» la del segundo."""
    return entre.join([clave, *([str(numero)] if numero > 1 else []), parte])


Recibido = TypeVar("Recibido")


def recibidos(clave: str, datos: Mapping[str, Recibido], entre: str) -> Iterator[dict[str, Recibido]]:
    """Las partes de cada uno que trae un formulario, hasta el primero del que no viene ninguna."""
    numero = 1
    while presentes := {
        parte: datos[campo] for parte in PARTES if (campo := nombre(clave, numero, parte, entre)) in datos
    }:
        yield presentes
        numero += 1


def escritos(clave: str, valor: object, entre: str) -> tuple[Escrito, ...]:
    """Los que hay y uno libre: sin JavaScript también se puede agregar otro."""
    dichos = varios(valor) or (Domicilio(),)
    return tuple(
        Escrito(f"Domicilio {n}" if n > 1 else "", n > len(dichos), tuple(_partes(clave, n, dicho, entre)))
        for n, dicho in enumerate((*dichos, {}), 1)
    )


def _partes(clave: str, numero: int, dicho: Domicilio, entre: str) -> Iterator[Parte]:
    for parte, etiqueta in PARTES.items():
        yield Parte(nombre(clave, numero, parte, entre), etiqueta, str(dicho.get(parte, "")))

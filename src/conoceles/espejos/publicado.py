"""Lo que un espejo debe entregar: la instantánea que se sirve de cada elección y de la portada."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from conoceles.nucleo.carpetas import carpetas
from conoceles.publicacion.instantanea import cadena
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.registro import nota

PORTADA = "_raiz"
MANIFIESTO = "manifiesto.json"


class EspejoCaido(OSError):
    """Un espejo que no contesta o no acepta. La frase no lleva llaves."""


@dataclass(frozen=True)
class Publicado:
    """`cadenas`: elección o portada → nombre de su instantánea. `raiz`: la misma en todo espejo al día. `con_registro`: si va
    también el registro público.
    """

    cadenas: dict[str, str]
    raiz: str
    con_registro: bool = True

    def carpeta(self, cadena: str) -> Path:
        """Sus archivos en este disco."""
        return carpetas().sitio / cadena / "instantaneas" / self.cadenas[cadena]


def publicado() -> Publicado:
    """Lo que se sirve en este momento."""
    cadenas = servidas()
    hecho = Publicado(cadenas, "")
    return Publicado(cadenas, raiz_de(cadenas, lambda c: (hecho.carpeta(c) / MANIFIESTO).read_bytes()))


def lo_ultimo(p: Publicado) -> Publicado:
    """Sin lo que otra máquina hizo después: con lo de esta, los espejos volverían atrás y, en la de reserva, aquello se perdería.

    Cada cadena va aparte: puede que esta tenga lo último de una y la otra, de otra o del registro, y así se emparejan.
    """
    punto = carpetas().sitio / "log" / "checkpoint"
    hojas = nota.leer(punto.read_text())[0].tamano if punto.exists() else 0
    cadenas = {clave: cual for clave, cual in p.cadenas.items() if cadena.al_dia(Arbol(clave))}
    return replace(p, cadenas=cadenas, con_registro=cadena.hojas_al_dia(hojas))


def es_todo(p: Publicado, suyo: Publicado) -> bool:
    """Si lo de esta máquina, que es `p`, es lo último de todo lo que alguna vez se publicó."""
    return suyo == p and not cadena.otras(p.cadenas)


def servidas() -> dict[str, str]:
    """Cadena → la instantánea que se sirve."""
    enlaces = sorted(carpetas().sitio.glob("*/actual"))
    return {enlace.parent.name: enlace.resolve().name for enlace in enlaces if enlace.exists()}


def raiz_de(cadenas: dict[str, str], manifiesto: Callable[[str], bytes]) -> str:
    """SHA-256 de un renglón por cadena, con la huella de su manifiesto; `manifiesto` da el que alguien entrega."""
    renglones = (f"{cadena} {hashlib.sha256(manifiesto(cadena)).hexdigest()}\n" for cadena in sorted(cadenas))
    return hashlib.sha256("".join(renglones).encode()).hexdigest()

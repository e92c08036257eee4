"""Qué se puede adaptar: lectura fácil, lengua de señas y las lenguas que la elección declara."""

from __future__ import annotations

from dataclasses import dataclass

from conoceles.proceso.definicion import Definicion

FACIL, SENAS, VOZ = "facil", "lsm", "voz"


@dataclass(frozen=True)
class Clase:
    """`clave`: una de las fijas, o el código ISO 639-3 de la lengua. `codigo`: el de la lengua en que se lee."""

    clave: str
    nombre: str
    codigo: str = "es-MX"

    @property
    def es_enlace(self) -> bool:
        """De la lengua de señas no se guarda el video: se dice dónde está."""
        return self.clave == SENAS


def clases(d: Definicion) -> dict[str, Clase]:
    """Por su clave, en el orden en que se listan."""
    fijas = [Clase(FACIL, "Lectura fácil"), Clase(SENAS, "Lengua de señas mexicana")]
    return {c.clave: c for c in [*fijas, *(Clase(x.clave, x.nombre, x.clave) for x in d.guia.lenguas)]}

"""Una página por hacer, y el resumen con que se sabe si hace falta."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

LENGUAS = "lengua/"  # ahí, por su clave, las páginas en cada lengua: sus rutas son las mismas que en español


@dataclass(frozen=True)
class Pagina:
    """Una página por hacer: dónde va y cómo se compone.

    `insumos` resume los datos propios de la página; lo común a todas va en la llave de la obra.
    """

    ruta: str
    componer: Callable[..., str]
    insumos: str

    def huella(self, llave: str) -> str:
        """Resumen de todo lo que entra en la página."""
        return resumir(llave, self.ruta, self.insumos)


def en_lengua(clave: str, ruta: str) -> str:
    """Dónde está esa página en esa lengua."""
    return f"{LENGUAS}{clave}/{ruta}"


def en_espanol(ruta: str) -> str:
    """La misma página en español; igual si ya lo está."""
    return ruta.split("/", 2)[2] if ruta.startswith(LENGUAS) else ruta


def resumir(*partes: object) -> str:
    """Huella corta de unos datos congelados."""
    return resumir_muchos(partes)


def resumir_muchos(partes: Iterable[object]) -> str:
    """Lo mismo de muchos datos, que se miran de uno en uno."""
    suma = hashlib.sha256()
    for n, parte in enumerate(partes):
        suma.update(f"{'|' if n else ''}{parte!r}".encode())
    return suma.hexdigest()[:32]

"""Las boletas como este proceso las publicó hace poco: para corregir a una persona no se vuelve a leer a las demás.

Valen mientras se sirva la instantánea que se hizo con ellas. Están en la memoria y en ningún archivo: la boleta de quien
sale se lee entera y sustituye a la que había, y al arrancar no hay ninguna (ADR 0095).
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Collection, Iterable
from pathlib import Path

from conoceles.publicacion.lectura.fichas import Ficha

CABEN = 16 * 2**20  # octetos: unas quince mil personas
_Boletas = dict[str, bytes]  # contienda → sus fichas empacadas; las últimas, al final
# Carpeta → (instantánea, llave, boletas).
_A_MANO: dict[Path, tuple[str, str, _Boletas]] = {}


class Recordadas:
    """Las de una corrida; lo que aprende vale para la siguiente cuando se asienta."""

    def __init__(self, carpeta: Path, instantanea: str, llave: str) -> None:
        self._carpeta, self._llave = carpeta, llave
        suya, con, boletas = _A_MANO.get(carpeta, ("", "", {}))
        self._boletas: _Boletas = dict(boletas) if (suya, con) == (instantanea, llave) else {}
        self._octetos = sum(map(len, self._boletas.values()))

    def de(self, contiendas: Iterable[str]) -> list[Ficha] | None:
        """Sus fichas, contienda por contienda; `None` si no están todas a mano."""
        pedidas = [*contiendas]
        if not self._boletas.keys() >= {*pedidas}:
            return None
        return [f for c in pedidas for f in pickle.loads(zlib.decompress(self._boletas[c]))]  # noqa: S301 — de este mismo proceso

    def caben(self) -> bool:
        """Si todavía hay lugar sin olvidar otras."""
        return self._octetos < CABEN

    def recordar(self, contiendas: Iterable[str], fichas: Collection[Ficha]) -> None:
        """Todas las de esas boletas; si ya no caben, se olvidan las más viejas."""
        for contienda in contiendas:
            suyas = tuple(f for f in fichas if f.contienda == contienda)
            self._octetos -= len(self._boletas.pop(contienda, b""))
            self._boletas[contienda] = zlib.compress(pickle.dumps(suyas, protocol=5), 1)
            self._octetos += len(self._boletas[contienda])
        while self._octetos > CABEN:
            self._octetos -= len(self._boletas.pop(next(iter(self._boletas))))

    def asentar(self, instantanea: str) -> None:
        """Son las de la instantánea que quedó a la vista."""
        _A_MANO[self._carpeta] = instantanea, self._llave, self._boletas

"""Las boletas como este proceso las publicó hace poco: para corregir a una persona no se vuelve a leer a las demás.

Valen mientras nadie publique otras fichas: lo dice una marca que va con lo que el publicador recuerda en el disco, y que la segunda
vuelta, que no las cambia, deja igual. Están en la memoria y en ningún archivo: la boleta de quien sale se lee entera y sustituye a la
que había, y al arrancar no hay ninguna (ADR 0006).
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from secrets import token_hex

from conoceles.publicacion.instantanea.estado import Estado
from conoceles.publicacion.lectura.fichas import Ficha

MARCA = "boletas"

CABEN = 16 * 2**20  # octetos: unas quince mil personas
_Boletas = dict[str, bytes]  # contienda → sus fichas empacadas; las últimas, al final
# Carpeta → (marca, llave, boletas).
_A_MANO: dict[Path, tuple[str, str, _Boletas]] = {}


class Recordadas:
    """Las de una corrida; lo que aprende vale para la siguiente cuando se asienta."""

    def __init__(self, carpeta: Path, estado: Estado, llave: str) -> None:
        self._carpeta, self._estado, self._llave = carpeta, estado, llave
        marca, con, boletas = _A_MANO.get(carpeta, ("", "", {}))
        valen = marca and (marca, con) == (estado.meta.get(MARCA), llave)
        self._boletas: _Boletas = dict(boletas) if valen else {}
        self._octetos = sum(map(len, self._boletas.values()))

    def vaciar(self) -> None:
        """Se va a leer la elección entera: de lo que no quepa no queda lo de antes."""
        self._boletas, self._octetos = {}, 0

    def de(self, contiendas: Iterable[str]) -> list[Ficha] | None:
        """Sus fichas, contienda por contienda; `None` si no están todas a mano."""
        pedidas = [*contiendas]
        if not self._boletas.keys() >= {*pedidas}:
            return None
        return [ficha for contienda in pedidas for ficha in desempacar(self._boletas[contienda])]

    def caben(self) -> bool:
        """Si todavía hay lugar sin olvidar otras."""
        return self._octetos < CABEN

    def recordar(self, contiendas: Iterable[str], fichas: Collection[Ficha]) -> None:
        """Todas las de esas boletas; si ya no caben, se olvidan las más viejas."""
        for contienda in contiendas:
            suyas = tuple(f for f in fichas if f.contienda == contienda)
            self._octetos -= len(self._boletas.pop(contienda, b""))
            self._boletas[contienda] = empacar(suyas)
            self._octetos += len(self._boletas[contienda])
        while self._octetos > CABEN:
            self._octetos -= len(self._boletas.pop(next(iter(self._boletas))))

    def renovar(self) -> None:
        """Antes de guardar el estado, si se publicó algo: lo que otro proceso tenga a mano ya no vale."""
        self._estado.meta[MARCA] = token_hex(8)

    def asentar(self) -> None:
        """Son las que quedaron publicadas."""
        _A_MANO[self._carpeta] = str(self._estado.meta.get(MARCA, "")), self._llave, self._boletas


def empacar(fichas: Sequence[Ficha]) -> bytes:
    """Para tenerlas en la memoria sin que ocupen: la décima parte."""
    return zlib.compress(pickle.dumps(fichas, protocol=5), 1)


def desempacar(fichas: bytes) -> Sequence[Ficha]:
    """Las que empacó este mismo proceso."""
    desempacadas: Sequence[Ficha] = pickle.loads(zlib.decompress(fichas))  # noqa: S301 — de este mismo proceso
    return desempacadas

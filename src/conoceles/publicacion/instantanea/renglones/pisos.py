"""El árbol de RFC 6962 de una lista de hojas, por pisos: al cambiar unas, solo se rehacen sus ramas."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from itertools import pairwise

from conoceles.registro import merkle

_MIDE = 32  # octetos de un nodo
_DE_UNA_VEZ = 2**16  # octetos que se juntan de un golpe


class Pisos:
    """Del de las hojas al de la raíz; la que no tiene pareja sube igual, y da lo mismo que partir en potencias de dos.

    Los nodos de un piso van seguidos: sueltos ocuparían el triple, y son dos por archivo.
    """

    def __init__(self, hojas: Iterable[bytes] = ()) -> None:
        """`hojas`: en orden; cada pieza, una o varias seguidas."""
        self._pisos = [bytearray()]
        self.rehacer(hojas)

    def cambiar(self, hojas: Mapping[int, bytes]) -> None:
        """Esas hojas son ahora otras: lugar → la que va ahí. No mira las demás."""
        for lugar, hoja in hojas.items():
            self._pisos[0][_en(lugar)] = hoja
        cambian = {*hojas}
        for abajo, arriba in pairwise(self._pisos):
            cambian = {lugar // 2 for lugar in cambian}
            for lugar in cambian:
                arriba[_en(lugar)] = merkle.nodos(bytes(abajo[2 * lugar * _MIDE : (2 * lugar + 2) * _MIDE]))

    def rehacer(self, hojas: Iterable[bytes]) -> None:
        """Es ahora el de esas hojas; las ramas de antes de la primera distinta no se vuelven a hacer.

        `hojas`: pueden salir de este mismo árbol.
        """
        nuevas = _seguidas(hojas)
        lugar = _primera_distinta(self._pisos[0], nuevas)
        self._pisos[0], nivel = nuevas, 0
        while len(self._pisos[nivel]) > _MIDE:
            lugar //= 2
            abajo, arriba = self._pisos[nivel], self._piso(nivel + 1)
            del arriba[lugar * _MIDE :]
            for desde in range(2 * lugar * _MIDE, len(abajo), _DE_UNA_VEZ):
                arriba += merkle.nodos(bytes(abajo[desde : desde + _DE_UNA_VEZ]))
            nivel += 1
        del self._pisos[nivel + 1 :]

    @property
    def hojas(self) -> int:
        """Cuántas tiene."""
        return len(self._pisos[0]) // _MIDE

    def de_las_hojas(self, desde: int, cuantas: int) -> bytes:
        """Unas seguidas."""
        return bytes(self._pisos[0][desde * _MIDE : (desde + cuantas) * _MIDE])

    @property
    def raiz(self) -> bytes:
        return bytes(self._pisos[-1]) or hashlib.sha256().digest()

    def camino(self, indice: int) -> list[bytes]:
        """De la hermana de esa hoja hacia la raíz: la prueba de inclusión."""
        hermanas = []
        for piso in self._pisos:
            if hermana := piso[_en(indice ^ 1)]:
                hermanas.append(bytes(hermana))
            indice >>= 1
        return hermanas

    def _piso(self, nivel: int) -> bytearray:
        if nivel == len(self._pisos):
            self._pisos.append(bytearray())
        return self._pisos[nivel]


def _en(lugar: int) -> slice:
    return slice(lugar * _MIDE, lugar * _MIDE + _MIDE)


def _seguidas(hojas: Iterable[bytes]) -> bytearray:
    juntas = bytearray()
    for hoja in hojas:
        juntas += hoja
    return juntas


def _primera_distinta(unas: bytearray, otras: bytearray) -> int:
    """El lugar desde el que dejan de ser las mismas; el que sigue al último si ninguna es otra."""
    iguales = 0
    for salto in (_DE_UNA_VEZ, _MIDE):
        while iguales < len(unas) and unas[iguales : iguales + salto] == otras[iguales : iguales + salto]:
            iguales += salto
    return min(iguales, len(unas)) // _MIDE

"""El árbol de RFC 6962 de una lista de hojas, por pisos: al cambiar unas, solo se rehacen sus ramas."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import compress, count
from operator import ne

from conoceles.registro import merkle


class Pisos:
    """Del de las hojas al de la raíz; la que no tiene pareja sube igual, y da lo mismo que partir en potencias de dos."""

    def __init__(self, hojas: Sequence[bytes]) -> None:
        self._pisos: list[list[bytes]] = [[]]
        self._rehacer(list(hojas))

    def con(self, hojas: Sequence[bytes]) -> Pisos:
        """El árbol de esas hojas, con las ramas de este que sigan iguales."""
        otro = Pisos([])
        otro._pisos = [list(piso) for piso in self._pisos]
        otro._rehacer(list(hojas))
        return otro

    @property
    def raiz(self) -> bytes:
        return self._pisos[-1][0] if self._pisos[0] else hashlib.sha256().digest()

    def camino(self, indice: int) -> list[bytes]:
        """De la hermana de esa hoja hacia la raíz: la prueba de inclusión."""
        hermanas = []
        for piso in self._pisos:
            if indice ^ 1 < len(piso):
                hermanas.append(piso[indice ^ 1])
            indice >>= 1
        return hermanas

    def _rehacer(self, hojas: list[bytes]) -> None:
        antes = self._pisos[0]
        cambian = set(compress(count(), map(ne, antes, hojas))) | set(range(len(antes), len(hojas)))
        self._pisos[0], nivel = hojas, 0
        while len(self._pisos[nivel]) > 1:
            abajo, arriba = self._pisos[nivel], self._piso(nivel + 1)
            largo = (len(abajo) + 1) // 2
            del arriba[largo:]
            arriba += [b""] * (largo - len(arriba))
            cambian = {i // 2 for i in cambian} | {largo - 1}  # la última puede haber ganado o perdido pareja
            for i in cambian:
                par = abajo[2 * i : 2 * i + 2]
                arriba[i] = merkle.nodo(*par) if len(par) == 2 else par[0]
            nivel += 1
        del self._pisos[nivel + 1 :]

    def _piso(self, nivel: int) -> list[bytes]:
        if nivel == len(self._pisos):
            self._pisos.append([])
        return self._pisos[nivel]

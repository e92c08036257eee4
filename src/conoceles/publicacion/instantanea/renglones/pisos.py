"""El árbol de RFC 6962 de una lista de hojas, por pisos: al cambiar unas, solo se rehacen sus ramas."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping

from conoceles.registro import merkle

_MIDE = 32  # octetos de un nodo


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
        self._subir(hojas.keys())

    def rehacer(self, hojas: Iterable[bytes]) -> None:
        """Es ahora el de esas hojas; las ramas que sigan iguales no se vuelven a hacer. `hojas`: pueden salir de este mismo árbol."""
        nuevas = _seguidas(hojas)
        antes, self._pisos[0] = self._pisos[0], nuevas
        todas = range(len(nuevas) // _MIDE)
        self._subir([n for n in todas if antes[_en(n)] != nuevas[_en(n)]] if antes else todas)

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

    def _subir(self, cambian: Collection[int]) -> None:
        """Rehace las ramas de esas hojas; un `range`, de todas."""
        nivel = 0
        while len(self._pisos[nivel]) > _MIDE:
            abajo, arriba = self._pisos[nivel], self._piso(nivel + 1)
            cuantos = (len(abajo) // _MIDE + 1) // 2
            del arriba[cuantos * _MIDE :]
            arriba += bytes(cuantos * _MIDE - len(arriba))
            if isinstance(cambian, range):
                cambian = range(cuantos)
            else:  # la última puede haber ganado o perdido pareja
                cambian = {*(i // 2 for i in cambian), cuantos - 1}
            for i in cambian:
                par = bytes(abajo[2 * i * _MIDE : (2 * i + 2) * _MIDE])
                arriba[_en(i)] = merkle.nodo(par[:_MIDE], par[_MIDE:]) if len(par) > _MIDE else par
            nivel += 1
        del self._pisos[nivel + 1 :]

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

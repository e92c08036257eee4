"""El árbol y sus entradas en archivos (C2SP tlog-tiles): tejas de 256 hashes y paquetes de 256 entradas.

`tile/<nivel>/<n>[.p/<ancho>]` y `tile/entries/<n>[.p/<ancho>]`. Una teja completa no cambia nunca; la del borde
se escribe otra vez, con otro nombre, cada vez que crece.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from conoceles.registro import disco, merkle

ANCHO = 256
HASH = 32
ENTRADAS = "entries"


class Tejas:
    """Las de un árbol de `tamano` hojas, solo para leer. `OSError` si falta una, `ValueError` si mide otra cosa."""

    def __init__(self, carpeta: Path, tamano: int) -> None:
        self.carpeta, self.tamano = carpeta, tamano
        self._leidas: dict[tuple[int, int], bytes] = {}

    def completo(self, altura: int, indice: int) -> bytes:
        """La raíz de las `2**altura` hojas que empiezan en `indice * 2**altura`."""
        nivel, sobra = divmod(altura, 8)
        hashes = self.hashes(nivel, indice << sobra, (indice + 1) << sobra)
        while len(hashes) > 1:
            hashes = [merkle.nodo(a, b) for a, b in zip(hashes[::2], hashes[1::2], strict=True)]
        return hashes[0]

    def hashes(self, nivel: int, desde: int, hasta: int) -> list[bytes]:
        """Los de un nivel; el 0 es el de las hojas."""
        return [self._teja(nivel, i // ANCHO)[i % ANCHO * HASH :][:HASH] for i in range(desde, hasta)]

    def _teja(self, nivel: int, n: int) -> bytes:
        if (nivel, n) not in self._leidas:
            ancho = min((self.tamano >> 8 * nivel) - n * ANCHO, ANCHO)
            contenido = (self.carpeta / ruta(nivel, n, ancho)).read_bytes()
            if len(contenido) != ancho * HASH:
                raise ValueError(f"{ruta(nivel, n, ancho)} no mide lo que debe.")
            self._leidas[nivel, n] = contenido
        return self._leidas[nivel, n]

    def raiz(self) -> bytes:
        """La del árbol entero."""
        return merkle.raiz(self.completo, 0, self.tamano)

    def entradas(self, n: int) -> list[bytes]:
        """Las del paquete `n`."""
        ancho = min(self.tamano - n * ANCHO, ANCHO)
        return desempacar((self.carpeta / ruta(ENTRADAS, n, ancho)).read_bytes())


def ruta(nivel: int | str, n: int, ancho: int) -> str:
    """Dónde va, relativa al registro: grupos de tres cifras, y todos menos el último empiezan con «x»."""
    grupos = [f"{n % 1000:03}"]
    while n := n // 1000:
        grupos.insert(0, f"x{n % 1000:03}")
    return f"tile/{nivel}/{'/'.join(grupos)}" + (f".p/{ancho}" if ancho < ANCHO else "")


def escribir(carpeta: Path, tamano: int, entradas: Sequence[bytes]) -> None:
    """Lo que falta para que un árbol de `tamano` hojas tenga además esas. Repetirlo escribe lo mismo."""
    previas = Tejas(carpeta, tamano).entradas(tamano // ANCHO) if tamano % ANCHO else []
    paquetes = [*previas, *entradas]
    for posicion in range(0, len(paquetes), ANCHO):
        tramo = paquetes[posicion : posicion + ANCHO]
        n = (tamano + posicion) // ANCHO
        disco.escribir(carpeta / ruta(ENTRADAS, n, len(tramo)), empacar(tramo))
    hashes = [merkle.hoja(entrada) for entrada in entradas]
    for nivel in range(64):
        if not hashes:
            return
        hashes = _nivel(carpeta, nivel, tamano >> 8 * nivel, hashes)


def _nivel(carpeta: Path, nivel: int, habia: int, hashes: list[bytes]) -> list[bytes]:
    """Escribe las tejas de un nivel; devuelve la raíz de cada una que quedó completa."""
    n, sobra = divmod(habia, ANCHO)
    previos = (carpeta / ruta(nivel, n, sobra)).read_bytes() if sobra else b""
    contenido, completas = previos + b"".join(hashes), []
    for posicion in range(0, len(contenido), ANCHO * HASH):
        teja = contenido[posicion : posicion + ANCHO * HASH]
        disco.escribir(carpeta / ruta(nivel, n, len(teja) // HASH), teja)
        if len(teja) == ANCHO * HASH:
            partes = [teja[i : i + HASH] for i in range(0, len(teja), HASH)]
            while len(partes) > 1:
                partes = [merkle.nodo(a, b) for a, b in zip(partes[::2], partes[1::2], strict=True)]
            completas += partes
        n += 1
    return completas


def retirar_parciales(carpeta: Path, antes: int, ahora: int) -> None:
    """Las del borde que ya están en una completa: la norma deja quitarlas, y sin quitarlas serían miles."""
    for nivel in range(8):
        for n in range((antes >> 8 * nivel) // ANCHO, (ahora >> 8 * nivel) // ANCHO):
            for lugar in {str(nivel), ENTRADAS} if nivel == 0 else {str(nivel)}:
                completa = carpeta / ruta(lugar, n, ANCHO)
                shutil.rmtree(completa.with_name(f"{completa.name}.p"), ignore_errors=True)


def empacar(entradas: Sequence[bytes]) -> bytes:
    """Cada entrada con su largo delante, en dos octetos."""
    return b"".join(len(e).to_bytes(2, "big") + e for e in entradas)


def desempacar(paquete: bytes) -> list[bytes]:
    """La inversa. `ValueError` si sobra o falta algo."""
    entradas, lugar = [], 0
    while lugar < len(paquete):
        largo = int.from_bytes(paquete[lugar : lugar + 2], "big")
        entradas.append(paquete[lugar + 2 : lugar + 2 + largo])
        lugar += 2 + largo
    if lugar != len(paquete):
        raise ValueError("El paquete de entradas está cortado.")
    return entradas

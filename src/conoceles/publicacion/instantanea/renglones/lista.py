"""Los renglones de una instantánea, en el orden de sus rutas y juntos de pocos en pocos.

Hay nueve por candidatura: están en el disco, y en la memoria solo los que todavía no. Una instantánea comparte con la anterior los
bloques que no tocó: seguirla, ver en qué son distintas y resumirla cuesta lo que cambió, mida lo que mida la elección.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from itertools import accumulate, groupby, islice
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import NamedTuple

from conoceles.publicacion.instantanea.renglones.pisos import Pisos
from conoceles.publicacion.instantanea.renglones.renglon import Renglon
from conoceles.publicacion.instantanea.renglones.trozos import Archivo, Trecho, Trozo, escribir
from conoceles.registro import merkle

JUNTOS = 64  # renglones por bloque al partirlo; ninguno llega al doble
SUELTOS = 4096  # los que esperan a que se junten
CABEN = 8 * 2**20  # octetos de renglones en la memoria, si hay dónde dejarlos


class Bloque(NamedTuple):
    """Unos renglones seguidos: la ruta del primero, cuántos son y ellos mismos, o su lugar en el archivo de la lista."""

    primera: bytes
    cuantos: int
    trozo: Trozo


class Lista(MutableMapping[str, Renglon]):
    """Ruta → renglón. Se recorren en el orden de sus rutas, y mientras tanto se pueden modificar.

    Un bloque no cambia nunca: se sustituye.
    """

    def __init__(self, renglones: Iterable[bytes] = (), *, taller: Callable[[], Path] | None = None) -> None:
        """`renglones`: ya en orden. `taller`: la carpeta en que se dejan los que ya no caben en la memoria."""
        self._taller = taller
        self._archivo = Archivo()
        self._bloques = [*_bloques(renglones, JUNTOS)]
        self._sueltos: dict[bytes, Renglon | None] = {}  # `None`: ya no está
        self._medir()

    @classmethod
    def leida(cls, ruta: Path, hojas: int) -> Lista:
        """La de ese archivo, donde se quedan los renglones; de uno suprimido solo queda su hoja, y no cuenta.

        `hojas`: cuántos son con los suprimidos. `ValueError` si no son esos, no van en orden o el último está cortado: lo que no
        se halle en la lista no se publica.
        """
        lista = cls()
        lista._archivo = Archivo(ruta)
        lista._bloques = [*_de_un_archivo(ruta, hojas)]
        lista._medir()
        return lista

    def copia(self, taller: Callable[[], Path] | None = None) -> Lista:
        """Otra, que comparte todo con esta mientras no cambie."""
        self._juntar()
        otra = Lista(taller=taller)
        otra._archivo, otra._bloques, otra._antes = self._archivo, self._bloques, self._antes
        return otra

    def __getitem__(self, ruta: str) -> Renglon:
        llave = ruta.encode()
        hallado = self._sueltos[llave] if llave in self._sueltos else self._junto(llave)
        if hallado is None:
            raise KeyError(ruta)
        return hallado

    def __contains__(self, ruta: object) -> bool:
        llave = str(ruta).encode()
        if llave in self._sueltos:
            return self._sueltos[llave] is not None
        return self._lugar(llave)[1] >= 0

    def __setitem__(self, ruta: str, renglon: Renglon) -> None:
        self._sueltos[ruta.encode()] = renglon
        if len(self._sueltos) > SUELTOS:
            self._juntar()

    def __delitem__(self, ruta: str) -> None:
        if ruta not in self:
            raise KeyError(ruta)
        self._sueltos[ruta.encode()] = None

    def __iter__(self) -> Iterator[str]:
        self._juntar()
        return (_ruta(r).decode() for bloque in self._bloques for r in self._renglones(bloque))

    def __len__(self) -> int:
        self._juntar()
        return self._antes[-1]

    def lugar(self, ruta: str) -> int | None:
        """Cuántos van antes que el suyo; `None` si no está."""
        self._juntar()
        n, inicio = self._lugar(ruta.encode())
        return self._antes[n] + self._texto(n).count(b"\n", 0, inicio) if inicio >= 0 else None

    def bajo(self, prefijo: str) -> Iterator[str]:
        """Las rutas que empiezan así, sin recorrer las demás."""
        self._juntar()
        llave = prefijo.encode()
        for bloque in islice(self._bloques, self._en(llave), None):
            rutas = [*map(_ruta, self._renglones(bloque))]
            yield from (r.decode() for r in rutas if r.startswith(llave))
            if rutas[-1][: len(llave)] > llave:
                return

    def escribir(self, destino: Path, copia_de: Path | None = None) -> None:
        """`manifiesto.renglones`: uno por línea, y ahí se quedan. Si `destino` es copia de la de antes, se remienda."""
        self._juntar()
        self._dejar(destino, copia_de)
        self._taller = (
            None  # es de una obra que ya acabó, y esta lista la recuerda quien publica la siguiente
        )

    def hojas(self, previos: Lista, arbol: Pisos) -> Iterator[bytes]:
        """Las suyas, seguidas y en orden. Las de un bloque que también tiene `previos` se toman del árbol de esos."""
        self._juntar()
        conocidos = {id(b): n for n, b in enumerate(previos._bloques)} if len(previos) == arbol.hojas else {}
        for bloque in self._bloques:
            n = conocidos.get(id(bloque))
            if n is None:
                yield b"".join(map(merkle.hoja, self._renglones(bloque)))
            else:
                yield arbol.de_las_hojas(previos._antes[n], bloque.cuantos)

    def otras_hojas(self, previos: Lista) -> Mapping[int, bytes] | None:
        """Lugar → hoja de los que son distintos; `None` si las rutas no son las mismas."""
        self._juntar()
        previos._juntar()
        if self._antes != previos._antes:
            return None
        otras: dict[int, bytes] = {}
        todos = zip(self._antes, self._bloques, previos._bloques, strict=False)
        for desde, bloque, previo in [tres for tres in todos if tres[1] is not tres[2]]:
            pares = zip(self._renglones(bloque), previos._renglones(previo), strict=True)
            for n, (uno, antes) in enumerate(pares, desde):
                if _ruta(uno) != _ruta(antes):
                    return None
                if uno != antes:
                    otras[n] = merkle.hoja(uno)
        return otras

    def _junto(self, llave: bytes) -> Renglon | None:
        n, inicio = self._lugar(llave)
        if inicio < 0:
            return None
        texto = self._texto(n)
        fin = texto.find(b"\n", inicio + 1)
        return Renglon(texto[inicio + 1 : fin if fin > 0 else None])

    def _lugar(self, llave: bytes) -> tuple[int, int]:
        """En qué bloque iría y dónde empieza en su texto; -1 si no está."""
        n = self._en(llave)
        return n, self._texto(n).find(b"\n%b\t" % llave) if self._bloques else -1

    def _texto(self, n: int) -> bytes:
        """El del bloque de ese lugar, con un salto de línea antes de cada renglón."""
        return self._de(self._bloques[n].trozo)

    def _renglones(self, bloque: Bloque) -> list[bytes]:
        return self._de(bloque.trozo)[1:].split(b"\n")

    def _de(self, trozo: Trozo) -> bytes:
        return trozo if isinstance(trozo, bytes) else self._archivo.texto(*trozo)

    def _en(self, llave: bytes) -> int:
        """El bloque en que iría."""
        return max(bisect_right(self._bloques, llave, key=attrgetter("primera")) - 1, 0)

    def _juntar(self) -> None:
        """Los sueltos, en su bloque; los que no reciben ninguno quedan como estaban."""
        if not self._sueltos:
            return
        nuevos, desde = list[Bloque](), 0
        for n, suyas in groupby(sorted(self._sueltos), self._en):
            nuevos += self._bloques[desde:n]
            antes = self._renglones(self._bloques[n]) if self._bloques else []
            nuevos += _partidos(antes, {llave: self._sueltos[llave] for llave in suyas})
            desde = n + 1
        self._bloques, self._sueltos = nuevos + self._bloques[desde:], {}
        self._medir()
        if self._taller and self._octetos > CABEN:
            destino = self._taller() / "renglones"
            self._dejar(destino)

    def _dejar(self, destino: Path, copia_de: Path | None = None) -> None:
        """En ese archivo, que es otro: los de antes siguen en el suyo mientras otra lista los use."""
        quedan = escribir(destino, [bloque.trozo for bloque in self._bloques], self._archivo, copia_de)
        # El que no se movió es el mismo bloque: la siguiente ve así que no cambió.
        self._bloques = [
            b if b.trozo is queda else Bloque(b.primera, b.cuantos, queda)
            for b, queda in zip(self._bloques, quedan, strict=True)
        ]
        self._archivo = Archivo(destino)

    @property
    def _octetos(self) -> int:
        """Los que ocupan en la memoria."""
        return sum(len(bloque.trozo) for bloque in self._bloques if isinstance(bloque.trozo, bytes))

    def _medir(self) -> None:
        self._antes = [*accumulate([bloque.cuantos for bloque in self._bloques], initial=0)]


def _partidos(antes: list[bytes], cambian: Mapping[bytes, Renglon | None]) -> Iterator[Bloque]:
    """Esos renglones con lo que cambia, en un bloque o en varios; en ninguno si no queda nada."""
    todos: dict[bytes, bytes | None] = {**{_ruta(r): r for r in antes}, **cambian}
    quedan = [renglon for _, renglon in sorted(todos.items(), key=itemgetter(0)) if renglon is not None]
    return _bloques(quedan, JUNTOS if len(quedan) >= 2 * JUNTOS else 2 * JUNTOS)


def _bloques(renglones: Iterable[bytes], cuantos: int) -> Iterator[Bloque]:
    """De a tantos; el último, los que queden."""
    quedan = iter(renglones)
    while suyos := [*islice(quedan, cuantos)]:
        yield Bloque(_ruta(suyos[0]), len(suyos), b"".join(b"\n" + renglon for renglon in suyos))


def _de_un_archivo(ruta: Path, hojas: int) -> Iterator[Bloque]:
    """Un renglón suprimido parte en dos los que lo rodean."""
    desde, ultima = 0, b""
    with open(ruta, "rb") as lineas:
        for con_ruta, seguidas in groupby(lineas, key=lambda linea: b"\t" in linea):
            while suyas := [*islice(seguidas, JUNTOS)]:
                largo = sum(map(len, suyas))
                hojas -= len(suyas)
                rutas = [ultima, *map(_ruta, suyas)] if con_ruta else []
                if rutas != sorted(rutas) or not suyas[-1].endswith(b"\n"):
                    raise ValueError(ruta)
                if con_ruta:
                    yield Bloque(rutas[1], len(suyas), Trecho(desde, largo))
                    ultima = rutas[-1]
                desde += largo
    if hojas:
        raise ValueError(ruta)


def _ruta(renglon: bytes) -> bytes:
    return renglon.partition(b"\t")[0]

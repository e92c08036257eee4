"""El manifiesto: qué instantánea es, de cuál viene, y la raíz del árbol de sus renglones, que dicen cada archivo.

`manifiesto.json` se firma y se guarda siempre: es chico y no lleva la huella de ningún archivo. `manifiesto.renglones`
va con su árbol, y de él se borra el renglón de lo que se suprima: queda su hoja, que sin su sal no dice nada.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from conoceles.nucleo.canonico import json_canonico
from conoceles.publicacion.instantanea.pisos import Pisos
from conoceles.registro import merkle

FORMATO, DE_UN_SOLO_DOCUMENTO = 2, 1
NOMBRE = "manifiesto.json"
FIRMA = "manifiesto.firma"
RENGLONES = "manifiesto.renglones"
SUPRIMIDOS = "suprimidos.json"
LETRAS = 16  # de la huella de un manifiesto: así se llama su instantánea


class Renglon(bytes):
    """Lo que el manifiesto dice de un archivo: `ruta⇥octetos⇥sha256⇥sal`, en UTF-8.

    Hay siete por candidatura y se quedan en la memoria: lo que su texto dice no se guarda otra vez.
    """

    __slots__ = ()

    @property
    def octetos(self) -> int:
        return int(self.rsplit(b"\t", 3)[1])

    @property
    def sha256(self) -> str:
        return self.rsplit(b"\t", 2)[1].decode()

    @property
    def hoja(self) -> bytes:
        """La suya en el árbol."""
        return merkle.hoja(self)

    def es_de(self, contenido: bytes | Path) -> bool:
        """Si es de esos octetos, o de los de ese archivo: entonces conserva su sal, y sin cambios nada cambia."""
        return self.octetos == _largo(contenido) and self.sha256 == huella(contenido)


@dataclass
class Manifiesto:
    """`archivos` va de la ruta relativa a su renglón; no se incluye a sí mismo.

    `anterior` es el SHA-256 completo del manifiesto que sigue, o `None` en el primero. `sal` son octetos al azar:
    su huella queda para siempre en el registro público, y sin ella se podría adivinar lo que un día se suprima.
    """

    proceso: str
    momento: str
    anterior: str | None = None
    cabezas: dict[str, str] = field(default_factory=dict)
    cortes: dict[str, str] = field(default_factory=dict)
    sal: str = ""
    archivos: dict[str, Renglon] = field(default_factory=dict)
    pisos: Pisos = field(default_factory=lambda: Pisos([]))
    rutas: list[str] = field(default_factory=list)  # en orden, si lo selló este proceso
    pesa: int = 0  # en octetos, la lista de sus renglones, si la escribió este proceso

    def sellar(self, previo: Manifiesto | None = None, tocadas: Collection[str] = ()) -> bytes:
        """JSON canónico de `manifiesto.json`. Del árbol de `previo` solo se rehacen las ramas de lo que cambió.

        `tocadas`: las rutas en que este y `previo` pueden ser distintos.
        """
        self.rutas = self._en_orden(previo, tocadas)
        if previo and self.rutas is previo.rutas:
            otras = (r for r in tocadas if r in self.archivos)
            self.pisos = previo.pisos.con_otras(
                {bisect_left(self.rutas, r): self.archivos[r].hoja for r in otras}
            )
        else:
            hojas = [self.archivos[ruta].hoja for ruta in self.rutas]
            self.pisos = (previo.pisos if previo else self.pisos).con(hojas)
        return json_canonico(
            {
                "formato": FORMATO,
                "proceso": self.proceso,
                "momento": self.momento,
                "anterior": self.anterior,
                "cabezas": self.cabezas,
                "cortes": self.cortes,
                "sal": self.sal,
                "hojas": len(self.rutas),
                "raiz": self.pisos.raiz.hex(),
            }
        )

    def renglones(self) -> Iterator[bytes]:
        """`manifiesto.renglones`: uno por archivo, en el orden de sus rutas. Juntos ocupan decenas de MB."""
        return (self.archivos[ruta] + b"\n" for ruta in self.rutas or sorted(self.archivos))

    def _en_orden(self, previo: Manifiesto | None, tocadas: Collection[str]) -> list[str]:
        """Las rutas; si son las de `previo`, su misma lista: ordenarlas otra vez crecería con la elección."""
        if previo is None or not previo.rutas:
            return sorted(self.archivos)
        nuevas = [r for r in tocadas if r in self.archivos and r not in previo.archivos]
        quedan = previo.rutas
        if any(r in previo.archivos and r not in self.archivos for r in tocadas):
            quedan = [r for r in quedan if r in self.archivos]
        return sorted([*quedan, *nuevas]) if nuevas else quedan


def renglon(ruta: str, contenido: bytes | Path) -> Renglon:
    """El de un archivo nuevo o con otros octetos, con sal nueva. `ValueError` si su ruta partiría el renglón.

    `contenido`: sus octetos o, para no tenerlos todos en la memoria, dónde están.
    """
    return conservado(None, ruta, contenido)


def _largo(contenido: bytes | Path) -> int:
    return len(contenido) if isinstance(contenido, bytes) else contenido.stat().st_size


def conservado(previo: Renglon | None, ruta: str, contenido: bytes | Path) -> Renglon:
    """El que ya tenía si es de esos mismos octetos, con su sal; si no, como `renglon`. Los octetos se resumen una vez."""
    octetos, sha256 = _largo(contenido), huella(contenido)
    if previo and (previo.octetos, previo.sha256) == (octetos, sha256):
        return previo
    if {"\t", "\n"} & set(ruta):
        raise ValueError(f"«{ruta!r}» no puede ser la ruta de un archivo publicado.")
    return _renglon(ruta, octetos, sha256, secrets.token_hex(16))


def _renglon(ruta: str, octetos: int, sha256: str, sal: str) -> Renglon:
    return Renglon(f"{ruta}\t{octetos}\t{sha256}\t{sal}".encode())


def huella(contenido: bytes | Path) -> str:
    """SHA-256 de unos octetos, o de los de un archivo, que no pasa entero por la memoria.

    La de un manifiesto es lo que el siguiente anota como anterior.
    """
    if isinstance(contenido, bytes):
        return hashlib.sha256(contenido).hexdigest()
    with open(contenido, "rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()


def identificar(octetos: bytes) -> str:
    """Nombre de una instantánea: el comienzo de la huella de su manifiesto."""
    return huella(octetos)[:LETRAS]


# Elección → el último que escribió este proceso: el obrero no vuelve a leer, en cada corrección, miles de renglones
# suyos, aunque entre una y otra publique la portada de la instalación u otra elección.
_ULTIMOS: dict[str, tuple[bytes, Manifiesto]] = {}


def recordar(octetos: bytes, escrito: Manifiesto) -> None:
    """Deja a mano el recién escrito, que ya nadie modifica."""
    _ULTIMOS[escrito.proceso] = octetos, escrito


def leer(carpeta: Path) -> Manifiesto:
    """El de esa instantánea, con lo que le quede de renglones; solo para leer. `ValueError` si no se conoce su formato."""
    octetos = (carpeta / NOMBRE).read_bytes()
    datos = json.loads(octetos)
    conocido, escrito = _ULTIMOS.get(datos["proceso"], (b"", None))
    if escrito and conocido == octetos:
        return escrito
    formato = datos.pop("formato", None)
    if formato == DE_UN_SOLO_DOCUMENTO:
        dichos = datos.pop("archivos")
        nuevas = {r: _renglon(r, a["octetos"], a["sha256"], secrets.token_hex(16)) for r, a in dichos.items()}
        return Manifiesto(**datos, archivos=nuevas)
    if formato != FORMATO:
        raise ValueError("El manifiesto tiene un formato que esta versión no conoce.")
    del datos["hojas"], datos["raiz"]
    return Manifiesto(**datos, archivos=dict(_leidos(carpeta / RENGLONES)))


def _leidos(lista: Path) -> Iterator[tuple[str, Renglon]]:
    """Ruta y renglón; de uno suprimido solo queda su hoja, sin tabuladores."""
    with open(lista, "rb") as lineas:
        for linea in filter(_con_ruta, lineas):
            yield linea.partition(b"\t")[0].decode(), Renglon(linea.removesuffix(b"\n"))


def distintas(antes: Path, ahora: Path) -> Iterator[tuple[str, bool]]:
    """Las rutas cuyo renglón no es el mismo en dos listas, y si están en la segunda. Se leen sin tenerlas en la memoria.

    De un renglón suprimido ya no se sabe la ruta, ni queda su archivo.
    """
    with open(antes, "rb") as de_antes, open(ahora, "rb") as de_ahora:
        viejos, nuevos = (filter(_con_ruta, lineas) for lineas in (de_antes, de_ahora))
        viejo, nuevo = next(viejos, b""), next(nuevos, b"")
        while viejo or nuevo:
            if viejo == nuevo:
                viejo, nuevo = next(viejos, b""), next(nuevos, b"")
                continue
            una, otra = viejo.partition(b"\t")[0], nuevo.partition(b"\t")[0]
            sigue = bool(nuevo) and (not viejo or otra <= una)
            yield (otra if sigue else una).decode(), sigue
            if not sigue or una == otra:
                viejo = next(viejos, b"")
            if sigue:
                nuevo = next(nuevos, b"")


def _con_ruta(linea: bytes) -> bool:
    return b"\t" in linea


def sin_renglones(texto: bytes, rutas: set[str]) -> bytes:
    """La misma lista con la hoja en lugar del renglón de esas rutas."""
    lineas = texto.decode().split("\n")
    return "\n".join(
        merkle.hoja(linea.encode()).hex() if linea.partition("\t")[0] in rutas else linea for linea in lineas
    ).encode()


def nuevo(proceso: str, ahora: datetime, anterior: str | None, cabezas: Mapping[str, str]) -> Manifiesto:
    """Manifiesto vacío para la instantánea que sigue a `anterior`."""
    momento = ahora.isoformat(timespec="seconds")
    return Manifiesto(proceso, momento, anterior, dict(cabezas), sal=secrets.token_hex(32))

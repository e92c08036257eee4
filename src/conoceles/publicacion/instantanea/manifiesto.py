"""El manifiesto: qué instantánea es, de cuál viene, y la raíz del árbol de sus renglones, que dicen cada archivo.

`manifiesto.json` se firma y se guarda siempre: es chico y no lleva la huella de ningún archivo. `manifiesto.renglones`
va con su árbol, y de él se borra el renglón de lo que se suprima: queda su hoja, que sin su sal no dice nada.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from conoceles.nucleo.canonico import json_canonico
from conoceles.publicacion.instantanea.pisos import Pisos
from conoceles.registro import merkle

FORMATO, DE_UN_SOLO_DOCUMENTO = 2, 1
NOMBRE = "manifiesto.json"
FIRMA = "manifiesto.firma"
RENGLONES = "manifiesto.renglones"
SUPRIMIDOS = "suprimidos.json"
LETRAS = 16  # de la huella de un manifiesto: así se llama su instantánea


class Renglon(NamedTuple):
    """Lo que el manifiesto dice de un archivo. `texto`: `ruta⇥octetos⇥sha256⇥sal`; `hoja`, la suya en el árbol.

    Hay siete por candidatura y se quedan en la memoria: lo que el texto dice no se guarda otra vez.
    """

    texto: str
    hoja: bytes

    @property
    def octetos(self) -> int:
        return int(self.texto.rsplit("\t", 3)[1])

    @property
    def sha256(self) -> str:
        return self.texto.rsplit("\t", 2)[1]

    def es_de(self, contenido: bytes | Path) -> bool:
        """Si es de esos octetos, o de los de ese archivo: entonces conserva su sal, y sin cambios nada cambia."""
        return self.octetos == _largo(contenido) and self.sha256 == huella(contenido)


_TEXTO, _HOJA = attrgetter("texto"), attrgetter("hoja")  # de todos: sin pasar por Python cada uno


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
    pesa: int = 0  # en octetos, la lista de sus renglones, si la escribió este proceso

    def sellar(self, previos: Pisos) -> bytes:
        """JSON canónico de `manifiesto.json`. Del árbol anterior solo se rehacen las ramas de lo que cambió."""
        hojas = [*map(_HOJA, self._en_orden())]
        self.pisos = previos.con(hojas)
        return json_canonico(
            {
                "formato": FORMATO,
                "proceso": self.proceso,
                "momento": self.momento,
                "anterior": self.anterior,
                "cabezas": self.cabezas,
                "cortes": self.cortes,
                "sal": self.sal,
                "hojas": len(hojas),
                "raiz": self.pisos.raiz.hex(),
            }
        )

    def renglones(self) -> Iterator[bytes]:
        """`manifiesto.renglones`: uno por archivo, en el orden de sus rutas. Juntos ocupan decenas de MB."""
        return (f"{texto}\n".encode() for texto in map(_TEXTO, self._en_orden()))

    def _en_orden(self) -> Collection[Renglon]:
        """El de sus rutas, y así se quedan: a la siguiente, ordenar lo casi ordenado no cuesta."""
        orden = sorted(self.archivos)
        if list(self.archivos) != orden:
            self.archivos = {ruta: self.archivos[ruta] for ruta in orden}
        return self.archivos.values()


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
    texto = f"{ruta}\t{octetos}\t{sha256}\t{sal}"
    return Renglon(texto, merkle.hoja(texto.encode()))


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
    leidos = _partir((carpeta / RENGLONES).read_bytes().decode().split("\n"))
    return Manifiesto(
        **datos, archivos={ruta: _renglon(ruta, int(n), sha, sal) for ruta, n, sha, sal in leidos}
    )


def _partir(lineas: Iterable[str]) -> list[list[str]]:
    """Los renglones enteros; de uno suprimido solo queda su hoja, sin tabuladores."""
    return [linea.split("\t") for linea in lineas if "\t" in linea]


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

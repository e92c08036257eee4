"""El manifiesto: qué instantánea es, de cuál viene, y la raíz del árbol de sus renglones, que dicen cada archivo.

`manifiesto.json` se firma y se guarda siempre: es chico y no lleva la huella de ningún archivo. `manifiesto.renglones`
va con su árbol, y de él se borra el renglón de lo que se suprima: queda su hoja, que sin su sal no dice nada.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from conoceles.nucleo.canonico import json_canonico
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.publicacion.instantanea.renglones.lista import Lista
from conoceles.publicacion.instantanea.renglones.pisos import Pisos
from conoceles.publicacion.instantanea.renglones.renglon import huella
from conoceles.registro import merkle

FORMATO = 2
NOMBRE = "manifiesto.json"
FIRMA = "manifiesto.firma"
RENGLONES = "manifiesto.renglones"
SUPRIMIDOS = "suprimidos.json"
LETRAS = 16  # de la huella de un manifiesto: así se llama su instantánea


class SitioAtrasado(ErrorDeDominio):
    """El sitio de esta máquina no es el último que se publicó, o no está entero: por qué y qué hacer, sin datos de nadie."""

    def __init__(self, causa: str, remedio: str) -> None:
        super().__init__(f"{causa} {remedio}")
        self.causa, self.remedio = causa, remedio


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
    archivos: Lista = field(default_factory=Lista)
    pisos: Pisos = field(default_factory=Pisos)

    def sellar(self, previo: Manifiesto | None = None) -> bytes:
        """JSON canónico de `manifiesto.json`. Se queda con el árbol de `previo`, ya sellado, y solo rehace las ramas de lo que cambió."""
        self.pisos = self.arbol(previo or Manifiesto(self.proceso, self.momento))
        return json_canonico(
            {
                "formato": FORMATO,
                "proceso": self.proceso,
                "momento": self.momento,
                "anterior": self.anterior,
                "cabezas": self.cabezas,
                "cortes": self.cortes,
                "sal": self.sal,
                "hojas": len(self.archivos),
                "raiz": self.pisos.raiz.hex(),
            }
        )

    def arbol(self, previo: Manifiesto) -> Pisos:
        """El de sus renglones, a partir del de `previo`, que se queda sin él: copiarlo costaría lo que mide la elección, y si esto
        no llega a servirse, el que sigue lo vuelve a hacer.
        """
        otras, arbol = self.archivos.otras_hojas(previo.archivos), previo.pisos
        previo.pisos = Pisos()
        if otras is not None and arbol.hojas == len(self.archivos):
            arbol.cambiar(otras)
        else:
            arbol.rehacer(self.archivos.hojas(previo.archivos, arbol))
        return arbol


def identificar(octetos: bytes) -> str:
    """Nombre de una instantánea: el comienzo de la huella de su manifiesto."""
    return huella(octetos)[:LETRAS]


# Elección → el que se sirve, si este proceso lo escribió o ya lo leyó: el obrero no vuelve a leer, en cada corrección,
# miles de renglones, aunque entre una y otra publique la portada de la instalación u otra elección.
_ULTIMOS: dict[str, tuple[bytes, Manifiesto]] = {}


def recordar(octetos: bytes, servido: Manifiesto) -> None:
    """Deja a mano el que se sirve, que ya nadie modifica, con su árbol: el del recién leído, que falta, tarda más que corregir."""
    _ULTIMOS[servido.proceso] = octetos, servido
    servido.pisos = servido.arbol(servido)


def leer(carpeta: Path) -> Manifiesto:
    """El de esa instantánea, con lo que le quede de renglones; solo para leer. `ValueError` si no se conoce su formato.

    `SitioAtrasado` si su lista está cortada o falta.
    """
    octetos = (carpeta / NOMBRE).read_bytes()
    datos = json.loads(octetos)
    conocido, escrito = _ULTIMOS.get(datos["proceso"], (b"", None))
    if escrito and conocido == octetos:
        return escrito
    if datos.pop("formato", None) != FORMATO:
        raise ValueError("El manifiesto tiene un formato que esta versión no conoce.")
    del datos["raiz"]
    hojas = datos.pop("hojas")
    try:
        return Manifiesto(**datos, archivos=Lista.leida(carpeta / RENGLONES, hojas))
    except (FileNotFoundError, ValueError):
        raise SitioAtrasado(
            f"La lista de lo publicado, {carpeta.resolve() / RENGLONES}, está cortada o no está.",
            f"{copie_la_lista(datos['proceso'])} «conoceles verificar» dice si ya es la que se firmó.",
        ) from None


def sin_lista(carpeta: Path) -> Manifiesto:
    """El de esa instantánea, sin ningún renglón."""
    dichos = json.loads((carpeta / NOMBRE).read_bytes())
    return Manifiesto(
        dichos["proceso"], dichos["momento"], dichos["anterior"], dichos["cabezas"], dichos["cortes"]
    )


def copie_la_lista(clave: str) -> str:
    """Qué hacer si la de una instantánea de esa elección no es la que se firmó. Sus sales no están en ningún otro lugar."""
    de = "CLAVE" if clave.startswith("_") else clave  # la portada va con cualquier elección
    return (
        "Copie ese archivo de un espejo o de un respaldo; si nadie lo tiene, "
        f"conoceles publicar --proceso {de} --con-lo-que-hay lo publica todo otra vez y la cadena sigue."
    )


def integra(carpeta: Path) -> bool:
    """Si su lista es la que se firmó, con las hojas de lo suprimido en su lugar. Se lee entera."""
    datos = json.loads((carpeta / NOMBRE).read_bytes())
    try:
        lineas = (carpeta / RENGLONES).read_bytes().split(b"\n")
        hojas = [merkle.hoja(r) if b"\t" in r else bytes.fromhex(r.decode()) for r in lineas[:-1]]
    except (FileNotFoundError, ValueError):
        return False
    return not lineas[-1] and Pisos(hojas).raiz.hex() == datos["raiz"]


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

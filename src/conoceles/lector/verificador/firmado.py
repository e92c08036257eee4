"""Lo que está firmado: manifiesto y lista de suprimidos, contra la llave que se espera."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from conoceles.lector.registro import ed25519, llaves

MANIFIESTO, FIRMA = "manifiesto.json", "manifiesto.firma"
SUPRIMIDOS, FIRMA_SUPRIMIDOS = "suprimidos.json", "suprimidos.firma"
LLAVE = "verificar/llave.pub"
RENGLONES = "manifiesto.renglones"
PROPIOS = {MANIFIESTO, FIRMA, RENGLONES, SUPRIMIDOS, FIRMA_SUPRIMIDOS}


class SinPublicacion(Exception):
    """La ruta no contiene nada que se pueda comprobar."""


@dataclass
class Resultado:
    """`problemas` son diferencias; `avisos`, lo que conviene saber y no es una alteración.

    `por_comprobar`: lo que no se pudo ver del registro público, y por qué; vacío si se vio o no le toca.
    """

    ruta: str
    instantaneas: list[str] = field(default_factory=list)
    archivos: int = 0
    problemas: list[str] = field(default_factory=list)
    avisos: list[str] = field(default_factory=list)
    por_comprobar: str = ""

    def sumar(self, otro: Resultado) -> None:
        """Agrega lo que se halló en una parte."""
        self.instantaneas += otro.instantaneas
        self.archivos += otro.archivos
        self.problemas += otro.problemas
        self.avisos += otro.avisos
        self.por_comprobar = otro.por_comprobar or self.por_comprobar


def bien_firmado(carpeta: Path, octetos: bytes, que: tuple[Path, str], llave: str, res: Resultado) -> bool:
    """Si lo firmado es de la llave esperada; lo que no cuadre queda entre los problemas.

    `que`: el archivo de la firma y el nombre de lo firmado.
    """
    archivo, nombre = que
    de_firma = nombre.removesuffix("json") + "firma"
    try:
        documento = json.loads(archivo.read_bytes())
        publica, firma = (base64.b64decode(documento[c], validate=True) for c in ("llave", "firma"))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        res.problemas.append(f"MANIFIESTO: {de_firma}: falta o no se puede leer.")
        return False
    antes = len(res.problemas)
    if not es_la_llave(carpeta, publica, llave) and not _lo_era(carpeta, octetos, publica, llave):
        res.problemas.append(f"LLAVE: {de_firma}: la llave que firmó no es la esperada.")
    if not ed25519.valida(publica, octetos, firma):
        res.problemas.append(f"MANIFIESTO: {nombre}: la firma no corresponde.")
    return len(res.problemas) == antes


def es_la_llave(carpeta: Path, publica: bytes, llave: str) -> bool:
    """Contra la llave dada (archivo, base64 o SHA-256) o, si no se dio, la publicada con el sitio."""
    if not llave:
        publicada = carpeta / LLAVE
        return not publicada.is_file() or _base64(publicada.read_bytes()) == publica
    if re.fullmatch(r"[0-9a-fA-F]{64}", llave):
        return sha(publica) == llave.lower()
    return llave_publica(llave) == publica


def _lo_era(carpeta: Path, octetos: bytes, publica: bytes, llave: str) -> bool:
    """Si la llave se cambió después de que ese manifiesto ya constaba en el registro público."""
    eleccion = (manifiesto_de(octetos) or {}).get("proceso", "")
    entrada = f"conoceles/1 manifiesto {eleccion} {sha(octetos)}".encode()
    return bool(llave) and llaves.valia(carpeta, entrada, publica, lambda p: es_la_llave(carpeta, p, llave))


def llave_publica(llave: str) -> bytes:
    """La llave dada: una ruta mal escrita no es una alteración."""
    publica = _base64(Path(llave).read_bytes() if os.path.isfile(llave) else llave.encode(errors="replace"))
    if len(publica) != 32:
        raise SinPublicacion(
            f"«{llave}» no es una llave pública: dé el archivo llave.pub, su texto o su SHA-256."
        )
    return publica


def suprimidos_de(carpeta: Path, llave: str, res: Resultado) -> set[str]:
    """Hojas de `suprimidos.json`, junto a la instantánea o en la carpeta de la elección.

    Sin firma válida no excusa nada: cualquiera podría borrar un archivo y decir que la ley lo pidió.
    """
    hallados: set[str] = set()
    for lugar in (carpeta, *carpeta.resolve().parents[:2]):
        if (lugar / SUPRIMIDOS).is_file():
            octetos = (lugar / SUPRIMIDOS).read_bytes()
            if bien_firmado(carpeta, octetos, (lugar / FIRMA_SUPRIMIDOS, SUPRIMIDOS), llave, res):
                hallados |= _excusadas(octetos, res)
    return hallados


def _excusadas(octetos: bytes, res: Resultado) -> set[str]:
    """Lo que la lista nombra. Otra cosa que firmó la autoridad electoral, puesta en su lugar, no es una lista."""
    try:
        hojas = json.loads(octetos)["hojas"]
        if isinstance(hojas, list) and all(isinstance(h, str) for h in hojas):
            return set(hojas)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    res.problemas.append(f"MANIFIESTO: {SUPRIMIDOS}: no se puede leer.")
    return set()


class Manifiesto(TypedDict, total=False):
    """Lo comprobado de un manifiesto: cuántas `hojas` tiene su lista, y su `raiz`."""

    formato: int
    hojas: int
    raiz: str
    momento: object
    proceso: object
    anterior: object


def manifiesto_de(octetos: bytes) -> Manifiesto | None:
    """Lo que dice un manifiesto; `None` si no se puede leer o no es del formato que se conoce."""
    try:
        datos: Manifiesto = json.loads(octetos)
        bien = datos["formato"] == 2 and type(datos["hojas"]) is int and isinstance(datos["raiz"], str)
        str(datos.get("proceso", "")).encode()  # lo que no se puede escribir en una entrada no es de nadie
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return datos if bien else None


def _base64(texto: bytes) -> bytes:
    try:
        return base64.b64decode(texto.strip(), validate=True)
    except ValueError:
        return b""


def sha(octetos: bytes) -> str:
    """SHA-256 en hexadecimal."""
    return hashlib.sha256(octetos).hexdigest()


def sha_de(archivo: Path) -> str:
    """El de un archivo, por trozos: puede ser grande. `OSError` si no se lee."""
    with archivo.open("rb") as origen:
        return hashlib.file_digest(origen, "sha256").hexdigest()

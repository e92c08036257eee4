"""El manifiesto y la prueba de un perfil, para el otro verificador: solo desde `docs/especificacion-registro.md`."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PROPIOS = {f"{n}.{x}" for n in ("manifiesto", "suprimidos") for x in ("json", "firma")} | {
    "manifiesto.renglones"
}


class Malo(Exception):
    """Lo que está mal, con su nombre."""


def H(octetos: bytes) -> bytes:
    return hashlib.sha256(octetos).digest()


def b64(texto: str) -> bytes:
    return base64.b64decode(texto, validate=True)


def vale(llave: bytes, mensaje: bytes, firma: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(llave).verify(firma, mensaje)
    except (InvalidSignature, ValueError):
        return False
    return True


def mth(hojas: list[bytes]) -> bytes:
    if not hojas:
        return H(b"")
    if len(hojas) == 1:
        return hojas[0]
    k = 1 << ((len(hojas) - 1).bit_length() - 1)
    return H(b"\x01" + mth(hojas[:k]) + mth(hojas[k:]))


def por_inclusion(r: bytes, i: int, n: int, prueba: list[bytes]) -> bytes | None:
    fn, sn = i, n - 1
    if i >= n:
        return None
    for p in prueba:
        if sn == 0:
            return None
        if fn % 2 or fn == sn:
            r = H(b"\x01" + p + r)
            while fn % 2 == 0 and fn != 0:
                fn, sn = fn // 2, sn // 2
        else:
            r = H(b"\x01" + r + p)
        fn, sn = fn // 2, sn // 2
    return r if sn == 0 else None


def firmado(octetos: bytes, firma: dict[str, str], llaves: list[bytes]) -> None:
    if not vale(b64(firma["llave"]), octetos, b64(firma["firma"])):
        raise Malo("manifiesto")
    if b64(firma["llave"]) not in llaves:
        raise Malo("llave")


def renglon(texto: str) -> tuple[str, int, str]:
    partes = re.fullmatch(r"([^\t\n]+)\t([0-9]+)\t([0-9a-f]{64})\t[0-9a-f]{32}", texto)
    if partes is None:
        raise Malo("manifiesto")
    ruta = partes[1]
    if ruta.startswith("/") or "\\" in ruta or ".." in ruta.split("/"):
        raise Malo("manifiesto")
    return ruta, int(partes[2]), partes[3]


def comprobar(carpeta: Path, llaves: list[bytes]) -> bytes:
    """Los octetos de `manifiesto.json`, si todo lo que resume está y nada sobra."""
    octetos = (carpeta / "manifiesto.json").read_bytes()
    firmado(octetos, json.loads((carpeta / "manifiesto.firma").read_bytes()), llaves)
    datos = json.loads(octetos)
    if datos["formato"] != 2:
        raise Malo("manifiesto")
    dichos = _renglones(carpeta, datos, _suprimidas(carpeta, llaves))
    hay = {p.relative_to(carpeta).as_posix() for p in carpeta.rglob("*") if p.is_file()} - PROPIOS
    if hay != set(dichos):
        raise Malo("texto")
    for ruta, dicho in dichos.items():
        contenido = (carpeta / ruta).read_bytes()
        if (len(contenido), H(contenido).hex()) != dicho:
            raise Malo("texto")
    return octetos


def _renglones(carpeta: Path, datos: dict[str, Any], suprimidas: set[str]) -> dict[str, tuple[int, str]]:
    *lineas, ultima = (carpeta / "manifiesto.renglones").read_bytes().split(b"\n")
    hojas, dichos, anterior = [], {}, b""
    for linea in lineas:
        if re.fullmatch(rb"[0-9a-f]{64}", linea):
            if linea.decode() not in suprimidas:
                raise Malo("manifiesto")
            hojas.append(bytes.fromhex(linea.decode()))
            continue
        ruta, octetos, resumen = renglon(linea.decode())
        if ruta.encode() <= anterior:
            raise Malo("manifiesto")
        anterior, dichos[ruta] = ruta.encode(), (octetos, resumen)
        hojas.append(H(b"\x00" + linea))
    if ultima or len(hojas) != datos["hojas"] or mth(hojas).hex() != datos["raiz"]:
        raise Malo("manifiesto")
    return dichos


def _suprimidas(carpeta: Path, llaves: list[bytes]) -> set[str]:
    """Las de la lista de la elección, que está junto a la instantánea o dos carpetas arriba."""
    for lugar in (carpeta, carpeta.resolve().parents[1]):
        if (lugar / "suprimidos.json").exists():
            octetos = (lugar / "suprimidos.json").read_bytes()
            firmado(octetos, json.loads((lugar / "suprimidos.firma").read_bytes()), llaves)
            return set(json.loads(octetos)["hojas"])
    return set()


def perfil(contenido: bytes, prueba: dict[str, Any], llaves: list[bytes]) -> bytes:
    """Los octetos del manifiesto en que consta ese archivo."""
    for dicho in prueba["renglones"]:
        _, octetos, resumen = renglon(dicho["renglon"])
        if (len(contenido), H(contenido).hex()) == (octetos, resumen):
            break
    else:
        raise Malo("texto")
    manifiesto = prueba["manifiesto"].encode()
    datos = json.loads(manifiesto)
    camino = [b64(h) for h in dicho["camino"]]
    raiz = por_inclusion(H(b"\x00" + dicho["renglon"].encode()), dicho["indice"], datos["hojas"], camino)
    if raiz is None or raiz.hex() != datos["raiz"]:
        raise Malo("prueba")
    firmado(manifiesto, prueba["firma"], llaves)
    return bytes(manifiesto)

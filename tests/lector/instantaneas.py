"""Instantáneas pequeñas hechas a mano, firmadas con una llave de prueba."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import brotli
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

LLAVE = Ed25519PrivateKey.from_private_bytes(b"7" * 32)
PUBLICA = base64.b64encode(LLAVE.public_key().public_bytes_raw())


def publicar(
    eleccion: Path,
    archivos: Mapping[str, str | bytes],
    *,
    anterior: str | None = None,
    buscar: Path | None = None,
) -> Path:
    """Escribe y firma una instantánea y cambia `actual`; devuelve su carpeta."""
    contenido = {r: c.encode() if isinstance(c, str) else c for r, c in archivos.items()}
    contenido["verificar/llave.pub"] = PUBLICA + b"\n"
    if buscar:
        contenido["busqueda.sqlite"] = buscar.read_bytes()
        personas = (buscar.parent / "indice/personas").iterdir()
        contenido |= {f"indice/personas/{p.name}": p.read_bytes() for p in personas}
    for ruta in [r for r in contenido if r.endswith((".html", ".css"))]:
        contenido[f"{ruta}.gz"] = gzip.compress(contenido[ruta], mtime=0)
        contenido[f"{ruta}.br"] = brotli.compress(contenido[ruta])
    octetos, lista = manifiesto(eleccion.name, contenido, anterior)
    carpeta = eleccion / "instantaneas" / hashlib.sha256(octetos).hexdigest()[:16]
    propios = {"manifiesto.json": octetos, "manifiesto.firma": firma(octetos), "manifiesto.renglones": lista}
    for ruta, cuerpo in {**contenido, **propios}.items():
        (carpeta / ruta).parent.mkdir(parents=True, exist_ok=True)
        (carpeta / ruta).write_bytes(cuerpo)
    activar(eleccion, carpeta)
    return carpeta


def activar(eleccion: Path, carpeta: Path) -> None:
    """Cambia el enlace por renombre, como el publicador."""
    nuevo = eleccion / "actual.nuevo"
    nuevo.symlink_to(f"instantaneas/{carpeta.name}")
    os.replace(nuevo, eleccion / "actual")


def manifiesto(proceso: str, contenido: Mapping[str, bytes], anterior: str | None) -> tuple[bytes, bytes]:
    """El suyo y sus renglones; la sal de cada uno sale de su ruta, para que sea siempre el mismo."""
    renglones = [
        f"{r}\t{len(c)}\t{hashlib.sha256(c).hexdigest()}\t{hashlib.sha256(r.encode()).hexdigest()[:32]}"
        for r, c in sorted(contenido.items())
    ]
    octetos = firmable(proceso, [hoja(r) for r in renglones], anterior)
    return octetos, "".join(f"{r}\n" for r in renglones).encode()


def firmable(proceso: str, hojas: Sequence[bytes], anterior: str | None) -> bytes:
    """`manifiesto.json` con esas hojas."""
    datos = {
        "formato": 2,
        "proceso": proceso,
        "momento": "2024-04-25T10:00:00-06:00",
        "anterior": anterior,
        "cabezas": {},
        "cortes": {},
        "sal": "0" * 64,
        "hojas": len(hojas),
        "raiz": _raiz(hojas).hex(),
    }
    return json.dumps(datos, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def hoja(renglon: str) -> bytes:
    return hashlib.sha256(b"\0" + renglon.encode()).digest()


def _raiz(hojas: Sequence[bytes]) -> bytes:
    """`MTH` de RFC 6962, tal como lo define."""
    if len(hojas) < 2:
        return hojas[0] if hojas else hashlib.sha256().digest()
    k = 1 << (len(hojas) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + _raiz(hojas[:k]) + _raiz(hojas[k:])).digest()


def firma(octetos: bytes) -> bytes:
    documento = {"llave": PUBLICA.decode(), "firma": base64.b64encode(LLAVE.sign(octetos)).decode()}
    return json.dumps(documento).encode()


def huella(carpeta: Path) -> str:
    """SHA-256 del manifiesto, lo que el siguiente anota como `anterior`."""
    return hashlib.sha256((carpeta / "manifiesto.json").read_bytes()).hexdigest()


def archivos_de(carpeta: Path) -> dict[str, dict[str, object]]:
    """Lo que dicen los renglones de una instantánea: ruta → huella y octetos."""
    renglones = [r.split("\t") for r in (carpeta / "manifiesto.renglones").read_bytes().decode().split("\n")]
    return {p[0]: {"sha256": p[2], "octetos": int(p[1])} for p in renglones if len(p) == 4}


def huellas_en(eleccion: Path) -> set[str]:
    """Las de todo lo que hay en los árboles conservados."""
    archivos = (p for p in (eleccion / "instantaneas").rglob("*") if p.is_file())
    return {hashlib.sha256(p.read_bytes()).hexdigest() for p in archivos}


def dichas_en(sitio: Path, huellas: set[str]) -> set[str]:
    """Cuáles de esas se leen todavía en algún archivo del sitio, también en los manifiestos guardados."""
    assert huellas
    leidos = [p.read_bytes() for p in sitio.rglob("*") if p.is_file()]
    return {h for h in huellas if any(h.encode() in octetos for octetos in leidos)}

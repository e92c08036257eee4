"""Instantáneas pequeñas hechas a mano, firmadas con una llave de prueba."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
from collections.abc import Mapping
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
        contenido["buscar.sqlite"] = buscar.read_bytes()
    for ruta in [r for r in contenido if r.endswith((".html", ".css"))]:
        contenido[f"{ruta}.gz"] = gzip.compress(contenido[ruta], mtime=0)
        contenido[f"{ruta}.br"] = brotli.compress(contenido[ruta])
    octetos = manifiesto(eleccion.name, contenido, anterior)
    carpeta = eleccion / "instantaneas" / hashlib.sha256(octetos).hexdigest()[:16]
    for ruta, cuerpo in {**contenido, "manifiesto.json": octetos, "manifiesto.firma": firma(octetos)}.items():
        (carpeta / ruta).parent.mkdir(parents=True, exist_ok=True)
        (carpeta / ruta).write_bytes(cuerpo)
    activar(eleccion, carpeta)
    return carpeta


def activar(eleccion: Path, carpeta: Path) -> None:
    """Cambia el enlace por renombre, como el publicador."""
    nuevo = eleccion / "actual.nuevo"
    nuevo.symlink_to(f"instantaneas/{carpeta.name}")
    os.replace(nuevo, eleccion / "actual")


def manifiesto(proceso: str, contenido: Mapping[str, bytes], anterior: str | None) -> bytes:
    archivos = {r: {"sha256": hashlib.sha256(c).hexdigest(), "octetos": len(c)} for r, c in contenido.items()}
    datos = {
        "formato": 1,
        "proceso": proceso,
        "momento": "2024-04-25T10:00:00-06:00",
        "anterior": anterior,
        "cabezas": {},
        "cortes": {},
        "archivos": archivos,
    }
    return json.dumps(datos, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def firma(octetos: bytes) -> bytes:
    documento = {"llave": PUBLICA.decode(), "firma": base64.b64encode(LLAVE.sign(octetos)).decode()}
    return json.dumps(documento).encode()


def huella(carpeta: Path) -> str:
    """SHA-256 del manifiesto, lo que el siguiente anota como `anterior`."""
    return hashlib.sha256((carpeta / "manifiesto.json").read_bytes()).hexdigest()

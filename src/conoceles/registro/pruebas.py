"""La prueba de cada hoja, que se comprueba sin conexión (C2SP tlog-proof): un archivo junto al sitio."""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path

from conoceles.registro import disco, merkle, nota
from conoceles.registro.politica import Politica
from conoceles.registro.registro import Registro

FORMATO = b"c2sp.org/tlog-proof@v1\n"
# Cuántas, y ante qué testigos: aparte, porque la versión anterior, a la que se puede volver, espera solo la cifra.
_HECHAS, _ANTE = "probadas", "probadas-ante"


def nombre(entrada: bytes) -> str:
    """Cómo se llama el archivo de esa entrada."""
    return f"{merkle.hoja(entrada).hex()}.tlog-proof"


def componer(registro: Registro, indice: int) -> bytes:
    """La prueba de esa hoja en el punto vigente, con las firmas que ya tenga."""
    punto, firmas = registro.nota()
    camino = merkle.inclusion(registro.tejas().completo, indice, punto.tamano)
    hashes = "".join(f"{base64.b64encode(h).decode()}\n" for h in camino)
    return FORMATO + f"index {indice}\n{hashes}\n".encode() + nota.escribir(punto, firmas)


def con_sal(prueba: bytes, sal: bytes) -> bytes:
    """La misma, con la sal que permite rehacer su hoja: solo para quien tiene el acuse."""
    cabeza, salto, resto = prueba.partition(b"\n")
    return cabeza + salto + b"extra " + base64.b64encode(sal) + salto + resto


def escribir(registro: Registro, carpeta: Path, politica: Politica) -> None:
    """Las que faltan. Sin quórum son provisionales: se rehacen cuando los testigos hayan visto el punto.

    Las que eran firmes dejan de serlo si se piden otros testigos.
    """
    with registro.cerrojo():
        punto, firmas = registro.nota()
        desde = _desde(registro.privado, hashlib.sha256(politica.texto.encode()).hexdigest())
        firmes = politica.alcanza(punto, firmas)
        carpeta.mkdir(parents=True, exist_ok=True)
        for indice, hoja in enumerate(registro.tejas().hashes(0, desde, punto.tamano), desde):
            destino = carpeta / f"{hoja.hex()}.tlog-proof"
            if firmes or not destino.exists():
                _poner(destino, componer(registro, indice))
        if firmes and desde < punto.tamano:
            os.sync()
            disco.escribir(registro.privado / _HECHAS, str(punto.tamano).encode())


def _desde(privado: Path, ante: str) -> int:
    """Cuántas se probaron ante esos testigos. Si eran otros, ninguna, y se olvida la cifra antes de anotar a los de hoy."""
    hechas, cuales = privado / _HECHAS, privado / _ANTE
    if not cuales.exists() or cuales.read_text() != ante:
        hechas.unlink(missing_ok=True)
        disco.escribir(cuales, ante.encode())
    return int(hechas.read_text()) if hechas.exists() else 0


def rehacer(registro: Registro) -> None:
    """Tras cambiar de llave, todas: las viejas llevan la firma de la anterior."""
    (registro.privado / _HECHAS).unlink(missing_ok=True)


def _poner(destino: Path, contenido: bytes) -> None:
    parcial = destino.with_name(f".{destino.name}")
    parcial.write_bytes(contenido)
    parcial.replace(destino)

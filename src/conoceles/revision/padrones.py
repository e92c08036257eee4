"""El archivo de padrón que alguien subió y todavía no confirma, y su informe como se presenta en pantalla.

Se guarda uno por cuenta, en la carpeta de datos; se borra al confirmarlo, al subir otro o, abandonado,
en la primera visita que haya un día después.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from conoceles.candidaturas.padron.codigos import ACEPTABLES
from conoceles.candidaturas.padron.formatos import MAXIMO_OCTETOS
from conoceles.candidaturas.padron.informe import Causa, Informe
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio

CONTEOS = (
    ("filas", "Renglones del archivo"),
    ("fuera", "De otra elección"),
    ("altas", "Candidaturas nuevas"),
    ("cambios", "Con cambios"),
    ("sin_cambio", "Sin cambios"),
    ("personas", "Personas"),
    ("formulas", "Fórmulas"),
)
_VIVE = (
    24 * 3600
)  # segundos de disco: la fecha del archivo la pone el sistema, no el calendario de la elección
_DEL_ARCHIVO = 2  # los primeros dicen algo del archivo aunque nada se aplique


@dataclass(frozen=True)
class CausaEnPantalla:
    """`consecuencia`: lo que sucede al aceptarla; vacía si no se puede aceptar."""

    causa: Causa
    consecuencia: str
    aceptada: bool


@dataclass(frozen=True)
class Presentado:
    archivo: str
    con_mapa: bool  # se leyó con padron.toml
    conteos: tuple[tuple[str, int], ...]
    errores: tuple[CausaEnPantalla, ...]  # y las aceptadas: se pueden volver a desmarcar
    avisos: tuple[Causa, ...]
    impide: bool


def guardar(cuenta: str, nombre: str, trozos: Iterable[bytes]) -> str:
    """Deja el archivo para la simulación y la confirmación; devuelve su SHA-256."""
    contenido = b"".join(trozos)
    if len(contenido) > MAXIMO_OCTETOS:
        raise ErrorDeDominio(
            f"El archivo pasa de {MAXIMO_OCTETOS // 1_000_000} MB; divídalo en partes.", campo="archivo"
        )
    olvidar(cuenta)
    huella = hashlib.sha256(contenido).hexdigest()
    carpeta = _carpeta(cuenta) / huella
    carpeta.mkdir(parents=True, mode=0o700)
    ruta = carpeta / (re.sub(r"[^\w .()-]", "_", Path(nombre).name)[-100:] or "padron")
    ruta.write_bytes(contenido)
    ruta.chmod(0o600)
    return huella


def hallar(cuenta: str, huella: str) -> Path:
    """El archivo que esa cuenta subió. `ErrorDeDominio` si no lo hay."""
    carpeta = _carpeta(cuenta) / huella
    archivos = sorted(carpeta.iterdir()) if re.fullmatch("[0-9a-f]{64}", huella) and carpeta.is_dir() else []
    if not archivos:
        raise ErrorDeDominio("Elija el archivo del padrón.", campo="archivo")
    return archivos[0]


def olvidar(cuenta: str) -> None:
    """Borra lo que esa cuenta subió."""
    shutil.rmtree(_carpeta(cuenta), ignore_errors=True)


def olvidar_abandonados() -> None:
    """Borra lo que cualquier cuenta subió hace más de un día y no confirmó: trae datos personales."""
    for subido in (carpetas().datos / "padron").glob("*/*"):
        if subido.stat().st_mtime < time.time() - _VIVE:
            shutil.rmtree(subido, ignore_errors=True)


def presentar(informe: Informe) -> Presentado:
    """Las causas como se leen: primero lo que impide importar."""
    causas, impide = informe.causas(), bool(informe.errores)
    return Presentado(
        archivo=informe.archivo,
        con_mapa=bool(informe.mapa),
        conteos=tuple(
            (rotulo, getattr(informe, clave)) for clave, rotulo in CONTEOS[: _DEL_ARCHIVO if impide else None]
        ),
        errores=tuple(
            CausaEnPantalla(c, ACEPTABLES.get(c.codigo, ""), c.gravedad == "aceptada")
            for c in causas
            if c.gravedad != "aviso"
        ),
        avisos=tuple(c for c in causas if c.gravedad == "aviso"),
        impide=impide,
    )


def _carpeta(cuenta: str) -> Path:
    return carpetas().datos / "padron" / cuenta

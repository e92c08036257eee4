"""El archivo de padrón que alguien subió y todavía no confirma, y su informe como se presenta en pantalla.

Se guarda uno por cuenta, donde están los archivos, para que lo confirme cualquier máquina; se borra al confirmarlo, al
subir otro o, abandonado, en la primera visita que haya un día después.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.padron.archivo.formatos import MAXIMO_OCTETOS
from conoceles.candidaturas.padron.codigos import ACEPTABLES
from conoceles.candidaturas.padron.informe import Causa, Informe
from conoceles.nucleo import archivos
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
CARPETA = "padron"
_VIVE = 24 * 3600  # segundos de la hora real: no los pone el calendario de la elección
_DEL_ARCHIVO = 2  # los primeros dicen algo del archivo aunque nada se aplique


@dataclass(frozen=True)
class CausaEnPantalla:
    """`consecuencia`: lo que sucede al aceptarla; vacía si no se puede aceptar."""

    causa: Causa
    consecuencia: str
    aceptada: bool
    folios: tuple[str, ...]  # de quién se pregunta algo que se atiende en su pantalla


@dataclass(frozen=True)
class Presentado:
    archivo: str
    con_mapa: bool  # se leyó con padron.toml
    conteos: tuple[tuple[str, int], ...]
    errores: tuple[CausaEnPantalla, ...]  # y las aceptadas: se pueden volver a desmarcar
    avisos: tuple[Causa, ...]
    impide: bool
    nada: bool  # todo lo del archivo ya está como dice
    huella: str  # de lo que haría: viaja al confirmar


def guardar(cuenta: str, nombre: str, trozos: Iterable[bytes]) -> str:
    """Deja el archivo para la simulación y la confirmación; devuelve su SHA-256."""
    contenido = b"".join(trozos)
    if len(contenido) > MAXIMO_OCTETOS:
        raise ErrorDeDominio(
            f"El archivo pasa de {MAXIMO_OCTETOS // 1_000_000} MB; divídalo en partes.", campo="archivo"
        )
    olvidar(cuenta)
    huella = hashlib.sha256(contenido).hexdigest()
    limpio = re.sub(r"[^\w .()-]", "_", Path(nombre).name)[-100:].lstrip(".") or "padron"
    archivos.poner(f"{_de(cuenta)}{int(time.time())}-{huella}/{limpio}", contenido)
    return huella


@contextmanager
def hallar(cuenta: str, huella: str) -> Iterator[Path]:
    """El archivo que esa cuenta subió, con su nombre, mientras dure. `ErrorDeDominio` si no lo hay."""
    suyas = archivos.almacen().claves(_de(cuenta)) if re.fullmatch("[0-9a-f]{64}", huella) else {}
    clave = next((c for c in suyas if c.split("/")[-2].endswith(f"-{huella}")), "")
    if not clave:
        raise ErrorDeDominio("Elija el archivo del padrón.", campo="archivo")
    with tempfile.TemporaryDirectory(
        prefix="conoceles-padron-"
    ) as aparte:  # solo lo lee esta cuenta del sistema
        ruta = Path(aparte) / clave.rpartition("/")[2]
        ruta.write_bytes(archivos.almacen().leer(clave))
        yield ruta


def importado(proceso: str, huella: str) -> datetime | None:
    """Cuándo se importó ese mismo archivo, si cambió algo: quien confirma dos veces no tiene nada que corregir."""
    hechas = Entrada.objects.filter(acto=Acto.PADRON_IMPORTADO, proceso=proceso, datos__archivo=huella)
    ultima = hechas.order_by("-id").first() if huella else None
    return ultima.momento if ultima else None


def olvidar(cuenta: str) -> None:
    """Borra lo que esa cuenta subió."""
    for clave in archivos.almacen().claves(_de(cuenta)):
        archivos.almacen().quitar(clave)


def olvidar_abandonados() -> None:
    """Borra lo que cualquier cuenta subió hace más de un día y no confirmó: trae datos personales."""
    limite = time.time() - _VIVE
    for clave in archivos.almacen().claves(f"{CARPETA}/"):
        if int(clave.split("/")[-2].partition("-")[0]) < limite:
            archivos.almacen().quitar(clave)


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
            CausaEnPantalla(
                c, ACEPTABLES.get(c.codigo, ""), c.gravedad == "aceptada", tuple(informe.folios(c.codigo))
            )
            for c in causas
            if c.gravedad != "aviso"
        ),
        avisos=tuple(c for c in causas if c.gravedad == "aviso"),
        impide=impide,
        nada=not (impide or informe.altas or informe.cambios),
        huella=informe.huella,
    )


def _de(cuenta: str) -> str:
    return f"{CARPETA}/{cuenta}/"

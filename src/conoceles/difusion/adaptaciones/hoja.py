"""La hoja que se manda a quien adapta y la que devuelve: CSV, una respuesta por renglón. Ida y vuelta no cambia nada."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from conoceles.difusion.adaptaciones.originales import Original
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.texto import sin_apostrofo
from conoceles.publicacion.datos import escribir

COLUMNAS = ("folio", "nombre", "campo", "pregunta", "original", "huella", "texto", "hizo", "reviso")
MAXIMO = 20 * 1024 * 1024  # octetos
MAXIMO_DE_RENGLONES = 100_000  # más no caben en veinte megas con lo que cada uno lleva


@dataclass(frozen=True)
class Hecha:
    """Lo adaptado de una respuesta, y quiénes responden por ello."""

    texto: str
    hizo: str
    reviso: str


@dataclass(frozen=True)
class Renglon:
    """Uno de la hoja que llega. `numero` cuenta el encabezado, como se ve en una hoja de cálculo."""

    numero: int
    folio: str
    campo: str
    huella: str
    hecha: Hecha


def escribir_hoja(originales: Iterable[Original], hechas: Mapping[tuple[str, str], Hecha]) -> bytes:
    """Cada original con lo que ya se le hizo, o en blanco."""
    renglones = []
    for o in originales:
        h = hechas.get((o.folio, o.campo), Hecha("", "", ""))
        renglones.append(
            (o.folio, o.nombre, o.campo, o.pregunta, o.texto, o.huella, h.texto, h.hizo, h.reviso)
        )
    return escribir.csv(COLUMNAS, renglones)


def leer_hoja(octetos: bytes) -> list[Renglon]:
    """Los renglones con texto; los demás siguen en blanco. `ErrorDeDominio` si no es una hoja de estas."""
    if len(octetos) > MAXIMO:
        raise ErrorDeDominio("La hoja pasa de 20 MB.", campo="archivo")
    if b"\0" in octetos:
        raise ErrorDeDominio(
            "Trae un carácter nulo, que ningún texto lleva: guárdela como CSV en UTF-8.", campo="archivo"
        )
    try:
        lector = csv.DictReader(io.StringIO(octetos.decode("utf-8-sig"), newline=""), strict=True)
        filas = [*islice(lector, MAXIMO_DE_RENGLONES + 1)]
    except (UnicodeDecodeError, csv.Error):
        raise ErrorDeDominio("No se pudo leer: guárdela como CSV en UTF-8.", campo="archivo") from None
    if len(filas) > MAXIMO_DE_RENGLONES:
        raise ErrorDeDominio(f"La hoja pasa de {MAXIMO_DE_RENGLONES:,} renglones.", campo="archivo")
    faltan = [c for c in COLUMNAS if c not in (lector.fieldnames or ())]
    if faltan:
        raise ErrorDeDominio(f"A la hoja le falta la columna «{faltan[0]}».", campo="archivo")
    return [_renglon(n, f) for n, f in enumerate(filas, 2) if (f["texto"] or "").strip()]


def _renglon(numero: int, fila: dict[str, str]) -> Renglon:
    dicho = {c: sin_apostrofo(fila[c] or "") for c in COLUMNAS}
    hecha = Hecha(dicho["texto"].strip(), dicho["hizo"].strip(), dicho["reviso"].strip())
    return Renglon(numero, dicho["folio"].strip(), dicho["campo"].strip(), dicho["huella"].strip(), hecha)

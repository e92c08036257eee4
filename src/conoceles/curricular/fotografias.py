"""Aceptar una fotografía: tipo verdadero, tamaño, píxeles; siempre recodificada y sin metadatos."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import Fotografia
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.recibidos.revisor import Retrato, retrato
from conoceles.proceso.definicion import Fotografia as Reglas

MINIMO_LADO = 300
ANCHO, ALTO = 720, 900  # proporción 4:5, la misma para todas las personas
CALIDADES = (88, 80, 70, 55)


@dataclass(frozen=True)
class Encuadre:
    """Recorte pedido, en fracciones (0 a 1) del ancho y del alto: centro y acercamiento."""

    x: float = 0.5
    y: float = 0.4
    acercamiento: float = 1.0


def encuadre_de(recibido: Mapping[str, str]) -> Encuadre:
    """El del recortador (`recorte_x`, `recorte_y`, `recorte_zoom`) o, sin él, el elegido de la lista."""
    try:
        x, y, zoom = (float(recibido[f"recorte_{eje}"]) for eje in ("x", "y", "zoom"))
    except (KeyError, ValueError):
        return next((e for clave, _, e in ENCUADRES if clave == recibido.get("encuadre")), Encuadre())
    if not all(map(math.isfinite, (x, y, zoom))):
        return Encuadre()
    return Encuadre(x, y, zoom)


def fecha_de(recibido: Mapping[str, str]) -> date | None:
    """El día en que se dice que se tomó (`fecha_toma`), si se dice. `ErrorDeDominio` si no se entiende."""
    texto = recibido.get("fecha_toma", "").strip()
    try:
        return date.fromisoformat(texto) if texto else None
    except ValueError as error:
        frase = "Escriba la fecha como año-mes-día, por ejemplo 2024-03-15."
        raise ErrorDeDominio(frase, campo="fecha_toma") from error


ENCUADRES = (  # cómo se recorta, dicho para quien sube el archivo sin ver un editor
    ("retrato", "Rostro un poco arriba del centro", Encuadre()),
    ("arriba", "Rostro hasta arriba", Encuadre(y=0.2)),
    ("centro", "Rostro al centro", Encuadre(y=0.5)),
    ("izquierda", "Rostro a la izquierda", Encuadre(x=0.3)),
    ("derecha", "Rostro a la derecha", Encuadre(x=0.7)),
    ("cerca", "Acercar al rostro", Encuadre(y=0.35, acercamiento=1.5)),
)


@dataclass(frozen=True)
class Imagen:
    """Una fotografía como llega: el archivo, el día que se tomó y cómo se recorta."""

    archivo: bytes = field(repr=False)
    fecha_toma: date | None
    encuadre: Encuadre = Encuadre()


@dataclass(frozen=True)
class Revisada:
    """La que se puede guardar: el JPEG hecho otra vez, el día que se dijo y el que dice el archivo."""

    octetos: bytes = field(repr=False)
    fecha_toma: date | None
    fecha_archivo: date | None


def revisar(candidatura: Candidatura, imagen: Imagen, *, reglas: Reglas, ahora: datetime) -> Revisada:
    """Cómo quedaría, sin guardarla. `ErrorDeDominio` con la razón cuando se rechaza."""
    rehecha = _rehecha(imagen.archivo, reglas, imagen.encuadre)
    segun_archivo = dia_de(rehecha.fecha)
    hoy = candidatura.definicion.calendario.dia_local(ahora)
    _revisar_fecha(imagen.fecha_toma, hoy, reglas, segun_archivo)
    return Revisada(rehecha.octetos, imagen.fecha_toma, segun_archivo)


def guardar(
    *,
    candidatura: Candidatura,
    archivo: bytes,
    fecha_toma: date | None,
    reglas: Reglas,
    por: Alcance,
    ahora: datetime,
    encuadre: Encuadre = Encuadre(),
    motivo: str = "captura",
) -> Fotografia:
    """Verifica, recorta, recodifica y guarda. `ErrorDeDominio` con la razón cuando se rechaza.

    `motivo`: `captura`, o el acto que la cambia después de publicada (`ajuste`, `correccion`).
    """
    imagen = Imagen(archivo, fecha_toma, encuadre)
    revisada = revisar(candidatura, imagen, reglas=reglas, ahora=ahora)
    return asentar(candidatura, revisada, motivo, por=por, ahora=ahora)


def asentar(
    candidatura: Candidatura, revisada: Revisada, motivo: str = "captura", *, por: Alcance, ahora: datetime
) -> Fotografia:
    """Guarda la ya revisada. `ErrorDeDominio` si no está abierta."""
    sha256 = archivos.guardar(revisada.octetos)
    fila = Fotografia(
        candidatura=candidatura,
        sha256=sha256,
        formato="jpeg",
        ancho=ANCHO,
        alto=ALTO,
        octetos=len(revisada.octetos),
        fecha_toma=revisada.fecha_toma,
        fecha_archivo=revisada.fecha_archivo,
        motivo=motivo,
        por=por.actor,
        en=ahora,
    )
    try:
        with transaction.atomic():
            fila.save()
            anotar(candidatura, Acto.FOTOGRAFIA_GUARDADA, por=por, ahora=ahora, sha256=sha256)
    except IntegrityError as error:
        raise ErrorDeDominio("La fotografía no está abierta: la información ya se envió.") from error
    return fila


def recodificar(archivo: bytes, *, reglas: Reglas, encuadre: Encuadre = Encuadre()) -> bytes:
    """JPEG de 720 × 900 sin metadatos y bajo el límite. `ErrorDeDominio` si no se admite."""
    return _rehecha(archivo, reglas, encuadre).octetos


def _rehecha(archivo: bytes, reglas: Reglas, encuadre: Encuadre) -> Retrato:
    return retrato(
        archivo,
        minimo_lado=MINIMO_LADO,
        medidas=(ANCHO, ALTO),
        encuadre=astuple(encuadre),
        calidades=CALIDADES,
        maximo=reglas.maximo_bytes,
    )


def dia_de(escrita: str) -> date | None:
    """El día que escribió la cámara (`2024:04:03 10:00:00`), si se entiende. Es una pista: se edita con facilidad."""
    try:
        return date.fromisoformat(escrita[:10].replace(":", "-"))
    except ValueError:
        return None


def _revisar_fecha(fecha: date | None, hoy: date, reglas: Reglas, pista: date | None = None) -> None:
    if fecha is None:
        segun = f" Según el archivo, fue el {pista.isoformat()}." if pista else ""
        raise ErrorDeDominio(f"Escriba la fecha en que se tomó la fotografía.{segun}", campo="fecha_toma")
    if fecha > hoy:
        raise ErrorDeDominio("La fecha de la fotografía no puede ser futura.", campo="fecha_toma")
    if fecha < meses_antes(hoy, reglas.antiguedad_meses):
        meses = reglas.antiguedad_meses
        raise ErrorDeDominio(f"La fotografía no debe tener más de {meses} meses.", campo="fecha_toma")


def meses_antes(dia: date, meses: int) -> date:
    """El mismo día del mes, `meses` antes; el último del mes cuando no existe."""
    total = dia.year * 12 + dia.month - 1 - meses
    anio, mes = divmod(total, 12)
    for candidato in range(dia.day, 27, -1):
        try:
            return date(anio, mes + 1, candidato)
        except ValueError:
            continue
    return date(anio, mes + 1, min(dia.day, 28))

"""Aceptar una fotografía: tipo verdadero, tamaño, píxeles; siempre recodificada y sin metadatos."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from PIL import Image

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.selladas import asiento
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import Fotografia
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.papel import imagenes
from conoceles.proceso.definicion import Fotografia as Reglas

MINIMO_LADO = 300
EXIF, TOMADA, CAMBIADA = 0x8769, 36867, 306  # dónde escriben las cámaras cuándo se tomó
ANCHO, ALTO = 720, 900  # proporción 4:5, la misma para todas las personas


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
    segun_archivo, limpia = revisar(candidatura, imagen, reglas=reglas, ahora=ahora)
    sha256 = archivos.guardar(limpia)
    fila = Fotografia(
        candidatura=candidatura,
        sha256=sha256,
        formato="jpeg",
        ancho=ANCHO,
        alto=ALTO,
        octetos=len(limpia),
        fecha_toma=fecha_toma,
        fecha_archivo=segun_archivo,
        motivo=motivo,
        por=por.actor,
        en=ahora,
    )
    try:
        with transaction.atomic():
            fila.save()
            datos = {"sha256": sha256, **asiento(fila)}
            anotar(candidatura, Acto.FOTOGRAFIA_GUARDADA, por=por, ahora=ahora, **datos)
    except IntegrityError as error:
        raise ErrorDeDominio("La fotografía no está abierta: la información ya se envió.") from error
    return fila


def revisar(
    candidatura: Candidatura, imagen: Imagen, *, reglas: Reglas, ahora: datetime
) -> tuple[date | None, bytes]:
    """Cómo quedaría, sin guardarla: el día que dice el archivo y el JPEG. Rechaza como `guardar`."""
    segun_archivo = fecha_del_archivo(imagen.archivo)
    hoy = candidatura.definicion.calendario.dia_local(ahora)
    _revisar_fecha(imagen.fecha_toma, hoy, reglas, segun_archivo)
    return segun_archivo, recodificar(imagen.archivo, reglas=reglas, encuadre=imagen.encuadre)


def recodificar(archivo: bytes, *, reglas: Reglas, encuadre: Encuadre = Encuadre()) -> bytes:
    """JPEG de 720 × 900 sin metadatos y bajo el límite. `ErrorDeDominio` si no se admite."""
    if len(archivo) >= reglas.maximo_bytes:
        limite = f"{reglas.maximo_bytes // 1000} KB"
        raise ErrorDeDominio(f"La fotografía debe pesar menos de {limite}.", campo="archivo")
    imagen = imagenes.abrir(archivo, minimo_lado=MINIMO_LADO)
    recorte = imagen.crop(_caja(imagen.width, imagen.height, encuadre))
    final = recorte.resize((ANCHO, ALTO), Image.Resampling.LANCZOS)
    final.info.clear()  # Pillow arrastra el comentario del original hasta el JPEG nuevo
    for calidad in (88, 80, 70, 55):
        salida = io.BytesIO()
        final.save(salida, "JPEG", quality=calidad, optimize=True, progressive=True)
        if salida.tell() < reglas.maximo_bytes:
            break
    return salida.getvalue()


def _caja(ancho: int, alto: int, encuadre: Encuadre) -> tuple[int, int, int, int]:
    """Recorte 4:5 dentro de la imagen, alrededor del centro pedido."""
    zoom = min(max(encuadre.acercamiento, 1.0), 4.0)
    lado = min(ancho / 4, alto / 5) / zoom
    w, h = int(lado * 4), int(lado * 5)
    x = min(max(int(encuadre.x * ancho - w / 2), 0), ancho - w)
    y = min(max(int(encuadre.y * alto - h / 2), 0), alto - h)
    return (x, y, x + w, y + h)


def fecha_del_archivo(archivo: bytes) -> date | None:
    """El día que la cámara escribió en los metadatos, si los hay. Es una pista: se edita con facilidad."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exif = Image.open(io.BytesIO(archivo), formats=("JPEG", "PNG")).getexif()
        escrita = exif.get_ifd(EXIF).get(TOMADA) or exif.get(CAMBIADA) or ""
        return date.fromisoformat(str(escrita)[:10].replace(":", "-"))
    except Exception:  # metadatos dañados o ajenos: no hay pista, y el archivo se juzga por su imagen
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

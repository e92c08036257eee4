"""Leer informes y el tablero de la Comisión."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from conoceles.estadistica.consultas import publica
from conoceles.informes.calendario import calendario, resumen
from conoceles.informes.catalogo import TIPOS
from conoceles.informes.models import AvisoDeCambio, Informe, PasoDeInforme
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.dias import MESES
from conoceles.nucleo.errores import NoEncontrado

FORMATOS = {
    "json": "application/json",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ETIQUETAS = {"borrador": "Borrador", "aprobado": "Aprobado", "enviado": "Enviado", "acusado": "Con acuse"}
SIGUIENTE = {"borrador": "aprobado", "aprobado": "enviado", "enviado": "acusado", "acusado": ""}
CONSTANCIAS = {
    "aprobado": "Acuerdo que lo aprueba, si lo hay",
    "enviado": "Oficio con que se envía",
    "acusado": "Número de acuse",
}
VERBOS = {"aprobado": "Aprobar", "enviado": "Marcar como enviado", "acusado": "Marcar con acuse"}


@dataclass(frozen=True)
class Renglon:
    """Un informe con su estado y sus pasos."""

    informe: Informe
    titulo: str
    estado: str
    pasos: tuple[PasoDeInforme, ...]
    siguiente: str
    verbo: str
    constancia: str
    aviso: AvisoDeCambio | None

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS[self.estado]


def listar(alcance: Alcance, proceso: str) -> list[Renglon]:
    """Lo congelado, lo más reciente primero. Lo restringido, solo para quien administra."""
    filas = Informe.objects.filter(proceso=proceso) if alcance.todo else Informe.objects.none()
    if alcance.papel != "administracion":
        filas = filas.filter(restringido=False)
    avisos = {a.nuevo_id: a for a in AvisoDeCambio.objects.filter(nuevo__proceso=proceso)}
    return [_renglon(i, avisos.get(i.pk)) for i in filas.prefetch_related("pasos")]


def _renglon(informe: Informe, aviso: AvisoDeCambio | None) -> Renglon:
    pasos = tuple(informe.pasos.all())
    estado = pasos[-1].estado if pasos else "borrador"
    siguiente = SIGUIENTE[estado]
    anio, mes = informe.periodo.split("-")
    titulo = f"{TIPOS[informe.tipo].titulo.replace(' de {mes}', '')}, {MESES[int(mes) - 1]} de {anio}"
    return Renglon(
        informe,
        titulo,
        estado,
        pasos,
        siguiente,
        VERBOS.get(siguiente, ""),
        CONSTANCIAS.get(siguiente, ""),
        aviso,
    )


def obtener(alcance: Alcance, clave: UUID) -> Informe:
    """`NoEncontrado` si no existe o no le toca."""
    fila = Informe.objects.filter(pk=clave).first() if alcance.todo else None
    if fila is None or (fila.restringido and alcance.papel not in ("administracion", "sistema")):
        raise NoEncontrado("No existe ese informe.")
    return fila


def archivo(informe: Informe, formato: str) -> bytes:
    """Los octetos congelados, tal como se enviaron. `NoEncontrado` si el formato no existe."""
    if formato not in FORMATOS:
        raise NoEncontrado("No existe ese archivo.")
    return archivos.leer(informe.huella if formato == "json" else getattr(informe, formato))


def nombre(informe: Informe, formato: str) -> str:
    """`avance-durango-2023-2024-2024-05-v1.pdf`."""
    return f"{informe.tipo}-{informe.proceso_id}-{informe.periodo}-v{informe.version}.{formato}"


@dataclass(frozen=True)
class Tablero:
    """Lo que ve la Comisión: avance, entregables e informes, sin tocar nada."""

    avance: str
    cifras: tuple[tuple[str, str], ...]
    entregables: str


def tablero(proceso: str, hoy: date) -> Tablero:
    """Las frases de avance salen del catálogo de indicadores."""
    por_id = {i["id"]: i for i in publica(proceso)}
    avance = por_id.get("captura.cargo")
    cifras = tuple((c["etiqueta"], c["texto"]) for c in avance["celdas"]) if avance else ()
    return Tablero(avance["frase"] if avance else "", cifras, resumen(calendario(proceso, hoy)))

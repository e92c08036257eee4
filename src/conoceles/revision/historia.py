"""Qué pasó con un expediente, quién lo hizo, cuándo y cuánto tardó desde lo anterior."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from conoceles.bitacora import consultas as bitacora
from conoceles.bitacora.actos import Acto, dicho
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.correo.consultas import ESTADOS
from conoceles.expediente.models import Recordatorio
from conoceles.nucleo.texto import duracion
from conoceles.revision.cola import nombres_de


@dataclass(frozen=True)
class Hecho:
    """Una entrada de la bitácora, en palabras."""

    momento: datetime
    que: str
    acuerdo: str  # o expediente que lo funda
    quien: str
    tras: str  # tiempo desde el hecho anterior; vacío en el primero


@dataclass(frozen=True)
class Recordado:
    """Un recordatorio y qué fue de su correo. `que`: a cuánto estaba el plazo."""

    momento: datetime
    que: str
    quien: str
    estado: str
    etiqueta: str
    motivo: str


def historia_de(folio: str) -> tuple[Hecho, ...]:
    """La de una candidatura, sin cada guardado."""
    return historia(bitacora.de_folio("default", folio).exclude(acto=Acto.BORRADOR_GUARDADO))


def fundados(folio: str) -> tuple[Hecho, ...]:
    """Los actos que citan un acuerdo o una orden, el más reciente primero."""
    return tuple(reversed([h for h in historia_de(folio) if h.acuerdo]))


def recordados(candidatura: Candidatura) -> tuple[Recordado, ...]:
    """La evidencia de cada aviso, del más antiguo al más reciente."""
    filas = Recordatorio.objects.filter(candidatura=candidatura).select_related("correo__reenvio")
    return tuple(
        Recordado(r.en, _hito(r.hito), r.nombre, c.estado, ESTADOS[c.estado], c.motivo)
        for r, c in ((fila, fila.correo.ultimo) for fila in filas)
    )


def _hito(dias: int) -> str:
    if dias < 0:
        return "plazo vencido"
    return {0: "último día", 1: "a un día"}.get(dias, f"a {dias} días")


def historia(entradas: Iterable[Entrada]) -> tuple[Hecho, ...]:
    """Los hechos en orden, con el nombre de cada cuenta."""
    lista = list(entradas)
    nombres = nombres_de(e.actor for e in lista)
    hechos = []
    anterior: datetime | None = None
    for entrada in lista:
        que = dicho(entrada.acto)
        if entrada.acto == Acto.ENVIADA and entrada.datos.get("ronda", 1) > 1:
            que = "Se envió la subsanación"
        quien = nombres.get(entrada.actor, entrada.actor.replace("sistema:", "el sistema, "))
        acuerdo = str(entrada.datos.get("acuerdo") or entrada.datos.get("expediente") or "")
        hechos.append(Hecho(entrada.momento, que, acuerdo, quien, _duracion(anterior, entrada.momento)))
        anterior = entrada.momento
    return tuple(hechos)


def _duracion(desde: datetime | None, hasta: datetime) -> str:
    if desde is None:
        return ""
    return duracion(hasta - desde)

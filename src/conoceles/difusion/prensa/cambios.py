"""Qué cambió y qué día. Sale de lo que hoy se muestra: una revocación o una supresión, que solo retiran, no aparecen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.lectura import consultas
from conoceles.publicacion.lectura.fichas import Ficha, SitioPublico

PUBLICADO = "Se publicó o se actualizó su información"
ENTRO = "Entró a la boleta por sustitución"


@dataclass(frozen=True)
class Cambio:
    """De una persona que está hoy en su boleta."""

    momento: datetime  # con huso local
    ficha: Ficha
    que: str

    @property
    def dia(self) -> date:
        return self.momento.date()


def cambios(d: Definicion, sitio: SitioPublico) -> list[Cambio]:
    """Del más reciente al más antiguo; los de un mismo momento, en el orden de la boleta."""
    zona = ZoneInfo(d.calendario.zona)
    fichas = tuple(f for boleta in sitio.contiendas for f in boleta.fichas)
    return sorted(_de(fichas, d, zona), key=lambda c: c.momento, reverse=True)


def _de(fichas: tuple[Ficha, ...], d: Definicion, zona: ZoneInfo) -> Iterator[Cambio]:
    actualizadas = consultas.actualizadas(d, [f.folio for f in fichas if f.con_informacion])
    entradas = consultas.entradas(d, [f.folio for f in fichas])
    for f in fichas:
        if f.folio in actualizadas:
            yield Cambio(actualizadas[f.folio].astimezone(zona), f, PUBLICADO)
        if f.folio in entradas:
            yield Cambio(datetime.combine(entradas[f.folio], time(), zona), f, ENTRO)

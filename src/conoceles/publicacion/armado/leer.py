"""Leer: lo que las bases dicen hoy de unas boletas, o de todas."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from conoceles.bitacora.estados import Estado
from conoceles.publicacion.armado.corrida import Corrida
from conoceles.publicacion.lectura import consultas
from conoceles.publicacion.lectura.consultas import Fila
from conoceles.publicacion.lectura.fichas import Ficha
from conoceles.publicacion.lectura.fichas_de import fichas


@dataclass(frozen=True)
class Leido:
    """Las filas y sus fichas, en el orden anunciado."""

    filas: tuple[Fila, ...] = ()
    fichas: tuple[Ficha, ...] = ()

    @property
    def folios(self) -> set[str]:
        return {f.folio for f in self.filas}

    @property
    def sin_archivo(self) -> dict[str, str]:
        """Folio → huella de la fotografía que se espera."""
        return {f.folio: f.sin_archivo for f in self.filas if f.sin_archivo}

    @property
    def validadas(self) -> list[str]:
        """Los folios que con esta publicación quedan a la vista."""
        return [f.folio for f in self.filas if f.datos["estado"] == Estado.VALIDADA and not f.sin_archivo]


def leer(corrida: Corrida, contiendas: Collection[str] | None = None) -> Leido:
    """Las de esas contiendas, o todas; de las que todavía no se publican, ninguna."""
    marco = corrida.marco
    todas = consultas.filas(marco.definicion, contiendas=contiendas, con_identidad=marco.fase != "archivo")
    filas = tuple(f for f in todas if f.contienda not in marco.por_publicar)
    return Leido(filas, tuple(fichas(filas, marco)))

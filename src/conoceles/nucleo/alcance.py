"""Qué puede tocar quien actúa. Lo emite `candidaturas`; lo exigen todas las consultas."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from uuid import UUID

from conoceles.nucleo.errores import NoEncontrado


@dataclass(frozen=True)
class Alcance:
    """Un actor y su ámbito. Sin ámbito y sin `todo`, no alcanza nada."""

    actor: str  # texto para la bitácora
    papel: str
    todo: bool = False
    fuerza: int | None = None
    contiendas: frozenset[str] = frozenset()  # claves a las que se limita la fuerza; vacío: todas
    formula: UUID | None = None
    candidaturas: frozenset[UUID] = frozenset()  # las de la propia persona: una, o mayoría y lista
    nombre: str = ""
    proceso: str = ""  # la elección que ve; vacía, todas las que alcanza

    @classmethod
    def sistema(cls, oficio: str) -> Alcance:
        """El propio sistema, con el oficio que se anota (`publicador`, `padrón`, `calendario`)."""
        return cls(actor=f"sistema:{oficio}", papel="sistema", todo=True, nombre=oficio)

    def exigir(self, papeles: Container[str], que: str) -> None:
        """`NoEncontrado` («No existe {que}.») a quien no tiene uno de esos papeles o no alcanza nada."""
        alcanza = self.todo or self.fuerza or self.formula or self.candidaturas
        if not alcanza or self.papel not in papeles:
            raise NoEncontrado(f"No existe {que}.")

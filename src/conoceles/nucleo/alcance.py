"""Qué puede tocar quien actúa. Lo emite `candidaturas`; lo exigen todas las consultas."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


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

    @classmethod
    def sistema(cls, oficio: str) -> Alcance:
        """El propio sistema, con el oficio que se anota (`publicador`, `padrón`, `calendario`)."""
        return cls(actor=f"sistema:{oficio}", papel="sistema", todo=True, nombre=oficio)

"""Lo que alguien tiene por atender, como se enseña en *Hoy*: qué, cuánto urge y a dónde se va a resolverlo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Cuando = Literal["tarde", "pronto", "espera"]


@dataclass(frozen=True)
class Detalle:
    """Uno de los casos. `lleva`: donde se resuelve, o vacía para quien no puede; `otro`: rótulo y dirección de otro acto."""

    texto: str
    lleva: str = ""
    nota: str = ""
    otro: tuple[str, str] | None = None


@dataclass(frozen=True)
class Asunto:
    """Un renglón. `cuando`: ya va tarde, vence pronto o espera a alguien. `lleva`: el acto que lo resuelve."""

    titulo: str
    cuando: Cuando
    lleva: str = ""
    nota: str = ""
    detalles: tuple[Detalle, ...] = ()

"""Cómo se escribe un aviso: qué hacer, de una y de varias, y qué pasa ahora."""

from __future__ import annotations

from dataclasses import dataclass

PROPIA = "lleva su propia carta"


@dataclass(frozen=True)
class Texto:
    """`varias` lleva `{n}`. `carta`: por qué no va en el mensaje de la hora, si el acto ya escribe por su cuenta."""

    asunto: str
    varias: str
    sigue: str
    carta: str = ""

    @property
    def por_correo(self) -> bool:
        return not self.carta

    def titulo(self, cuantas: int) -> str:
        return self.asunto if cuantas == 1 else self.varias.format(n=cuantas)

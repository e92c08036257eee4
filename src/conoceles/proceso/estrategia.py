"""La estrategia de difusión que la elección declara (plan §13): a quién, qué se le dice, por dónde, cuándo y quién."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Accion:
    """`publico`: a quién va. `canal`: por dónde. Del `desde` al `hasta`, los dos incluidos."""

    clave: str
    publico: str
    mensaje: str
    canal: str
    desde: date
    hasta: date
    responsable: str


@dataclass(frozen=True)
class Estrategia:
    """`principio`: que el sistema es un medio de difusión y nunca propaganda; encabeza la pantalla y el informe."""

    principio: str = ""
    acciones: tuple[Accion, ...] = ()

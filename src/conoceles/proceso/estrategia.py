"""La estrategia de difusión que la elección declara (plan §13): a quién, qué se le dice, por dónde, cuándo y quién."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conoceles.proceso.avisos import Acuerdo


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
    """`principio`: que el sistema es un medio de difusión y nunca propaganda; encabeza la pantalla y el informe.

    `supuesto`: nadie ha aprobado todavía sus públicos, mensajes, fechas ni responsables.
    """

    principio: str = ""
    acciones: tuple[Accion, ...] = ()
    acuerdo: Acuerdo | None = None
    supuesto: bool = True

    @property
    def fuente(self) -> str:
        """Quién la aprobó, o que falta."""
        if self.supuesto and self.acciones:
            return "Por confirmar: sus públicos, mensajes, fechas y responsables son supuestos hasta que un acuerdo los apruebe."
        return f"Aprobada por el acuerdo {self.acuerdo.numero}." if self.acuerdo else ""

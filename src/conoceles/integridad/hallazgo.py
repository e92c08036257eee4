"""Lo que se halla: una fila que no es la que un acto dejó."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from conoceles.bitacora.selladas.tablas import Sellada

REMEDIO = (
    "Lo que la base dice aquí se cambió sin pasar por el sistema, y este acto lo daría por bueno. Avise a quien administra: "
    "la autoridad electoral compara con su respaldo, lo repone como estaba y entonces se puede continuar."
)


class Que(StrEnum):
    """Qué le pasó a la fila."""

    SOBRA = "tiene {} que ningún acto escribió"
    FALTA = "le falta {} que un acto escribió"
    CAMBIO = "tiene {} que ya no dice lo que un acto escribió"


class Hallazgo(NamedTuple):
    """`dueno`: folio, elección, clave o cuenta; vacío, de nadie. `nombre`: el de la fila en las entradas."""

    tabla: Sellada
    nombre: str
    dueno: str
    proceso: str
    que: Que

    @property
    def frase(self) -> str:
        """Qué le pasa a su dueño: «tiene un envío que ningún acto escribió»."""
        return self.que.format(self.tabla.frase)

    @property
    def parte(self) -> str:
        """De la fila, cuál; vacía, toda."""
        return ":".join(self.nombre.split(":")[2:])

    @property
    def clave(self) -> str:
        """El número de la fila."""
        return self.nombre.split(":")[1]

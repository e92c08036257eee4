"""Lo que una comprobación encuentra."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

Gravedad = Literal["error", "aviso", "dato"]
Estado = Literal["abierto", "asentado"]


@dataclass(frozen=True)
class Hallazgo:
    """Un renglón: qué pasa y qué hacer. `eleccion`: su clave, o vacía si es de toda la instalación.

    `folio`: la candidatura de que se trata; no va en el contrato, que la nombra en la frase. `estado`: asentado, si un acto
    dijo por qué está así y no hay nada que hacer.
    """

    codigo: str
    gravedad: Gravedad
    frase: str
    remedio: str = ""
    eleccion: str = ""
    folio: str = ""
    estado: Estado = "abierto"

    def como_json(self) -> dict[str, str]:
        """Con los nombres del contrato."""
        return {campo: valor for campo, valor in asdict(self).items() if campo != "folio"}


def error(codigo: str, frase: str, remedio: str, eleccion: str = "", folio: str = "") -> Hallazgo:
    return Hallazgo(codigo, "error", frase, remedio, eleccion, folio)


def aviso(codigo: str, frase: str, remedio: str, eleccion: str = "") -> Hallazgo:
    return Hallazgo(codigo, "aviso", frase, remedio, eleccion)


def dato(codigo: str, frase: str, eleccion: str = "") -> Hallazgo:
    return Hallazgo(codigo, "dato", frase, "", eleccion)


def asentado(codigo: str, frase: str, eleccion: str = "") -> Hallazgo:
    """Lo que un acto ya explicó: no se quita de la lista, y deja de ser un error."""
    return Hallazgo(codigo, "dato", frase, "", eleccion, estado="asentado")

"""Lo que una comprobación encuentra."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

Gravedad = Literal["error", "aviso", "dato"]


@dataclass(frozen=True)
class Hallazgo:
    """Un renglón: qué pasa y qué hacer. `eleccion`: su clave, o vacía si es de toda la instalación.

    `folio`: la candidatura de que se trata; no va en el contrato, que la nombra en la frase.
    """

    codigo: str
    gravedad: Gravedad
    frase: str
    remedio: str = ""
    eleccion: str = ""
    folio: str = ""

    def como_json(self) -> dict[str, str]:
        """Con los nombres del contrato."""
        return {campo: valor for campo, valor in asdict(self).items() if campo != "folio"}


def error(codigo: str, frase: str, remedio: str, eleccion: str = "", folio: str = "") -> Hallazgo:
    return Hallazgo(codigo, "error", frase, remedio, eleccion, folio)


def aviso(codigo: str, frase: str, remedio: str, eleccion: str = "") -> Hallazgo:
    return Hallazgo(codigo, "aviso", frase, remedio, eleccion)


def dato(codigo: str, frase: str, eleccion: str = "") -> Hallazgo:
    return Hallazgo(codigo, "dato", frase, "", eleccion)

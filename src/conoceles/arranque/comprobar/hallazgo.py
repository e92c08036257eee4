"""Lo que una comprobación encuentra."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Literal

Gravedad = Literal["error", "aviso", "dato"]
Estado = Literal["abierto", "atestiguado", "asentado"]
POCAS = 3


@dataclass(frozen=True)
class Hallazgo:
    """Un renglón: qué pasa y qué hacer. `eleccion`: su clave, o vacía si es de toda la instalación.

    `folio`: la candidatura de que se trata; no va en el contrato, que la nombra en la frase. `estado`: asentado, si un acto
    dijo por qué está así y no hay nada que hacer; atestiguado, si dos personas dieron por bueno lo que hay.
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


def asentado(
    codigo: str, frase: str, eleccion: str = "", folio: str = "", estado: Estado = "asentado"
) -> Hallazgo:
    """Lo que un acto ya explicó: no se quita de la lista, y deja de ser un error."""
    return Hallazgo(codigo, "dato", frase, "", eleccion, folio, estado)


def agrupados(hallazgos: Iterable[Hallazgo]) -> list[Hallazgo]:
    """Lo mismo de muchas candidaturas, en un renglón: cuántas, las primeras y dónde están las demás."""
    iguales: dict[Hallazgo, list[Hallazgo]] = {}
    for uno in hallazgos:
        comun = replace(uno, frase=uno.frase.removeprefix(f"{uno.folio} "), folio="") if uno.folio else uno
        iguales.setdefault(comun, []).append(uno)
    return [dicho for comun, suyos in iguales.items() for dicho in _juntos(comun, suyos)]


def _juntos(comun: Hallazgo, suyos: list[Hallazgo]) -> list[Hallazgo]:
    if len(suyos) <= POCAS:
        return suyos
    primeras = ", ".join(uno.folio for uno in suyos[:POCAS])
    frase = f"{comun.frase} Son {len(suyos)} candidaturas: {primeras} y {len(suyos) - POCAS} más; la lista, en Hoy."
    return [replace(comun, frase=f"De cada una: {frase}")]

"""La rúbrica con que se lee lo curricular para el informe final (plan §7.3, actividad 11.20)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Variable:
    """Algo que se cumple o no. Si `depende_de` no se cumple, esta tampoco."""

    clave: str
    enunciado: str
    puntos: int
    depende_de: str = ""  # otra del mismo rubro, anterior


@dataclass(frozen=True)
class Rubro:
    """Lo que se mira junto: `campos` curriculares, o la fotografía."""

    clave: str
    titulo: str
    campos: tuple[str, ...]
    variables: tuple[Variable, ...]
    fotografia: bool = False

    @property
    def puntos(self) -> int:
        return sum(v.puntos for v in self.variables)


@dataclass(frozen=True)
class Rubrica:
    """Sin rubros, la elección no hace análisis cualitativo."""

    version: str = ""
    metodologia: str = ""
    rubros: tuple[Rubro, ...] = ()
    supuesto: bool = False  # falta la metodología que entrega el INE

    @property
    def puntos(self) -> int:
        return sum(r.puntos for r in self.rubros)

    def claves(self) -> tuple[str, ...]:
        """«rubro.variable» de todas, en su orden."""
        return tuple(f"{r.clave}.{v.clave}" for r in self.rubros for v in r.variables)

    def completar(self, marcas: Mapping[str, bool]) -> dict[str, bool]:
        """Las marcas conocidas, con «no» en lo que depende de algo que no se cumplió."""
        hechas: dict[str, bool] = {}
        for rubro in self.rubros:
            for variable in rubro.variables:
                clave, previa = f"{rubro.clave}.{variable.clave}", f"{rubro.clave}.{variable.depende_de}"
                if variable.depende_de and hechas.get(previa) is False:
                    hechas[clave] = False
                elif clave in marcas:
                    hechas[clave] = marcas[clave]
        return hechas

    def sumar(self, marcas: Mapping[str, bool]) -> int:
        """Puntos de unas marcas completas."""
        return sum(
            v.puntos for r in self.rubros for v in r.variables if marcas.get(f"{r.clave}.{v.clave}", False)
        )

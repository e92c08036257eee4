"""Un informe como datos: de aquí salen, iguales, el PDF, el libro y el JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypedDict, Unpack

from conoceles.proceso.definicion import Definicion

Valor = str | int | float | None  # None: no se sabe o no aplica


@dataclass(frozen=True)
class Grafica:
    """La de una tabla, en SVG: `pie` dice de cuántas; `dicho`, lo que se ve, para quien no la ve. Solo va en el papel."""

    pie: str
    dicho: str
    trozos: tuple[str, ...]


class TablaEscrita(TypedDict):
    """Una tabla en el JSON de un informe."""

    clave: str
    titulo: str
    parte: str
    nota: str
    columnas: list[str]
    renglones: list[list[Valor]]


@dataclass(frozen=True)
class Tabla:
    """Una tabla. `clave` (Q1, Q2…) es su nombre estable; la nota, el denominador; `parte`, el apartado que la reúne."""

    clave: str
    titulo: str
    columnas: tuple[str, ...]
    renglones: tuple[tuple[Valor, ...], ...]
    nota: str = ""
    parte: str = ""
    grafica: Grafica | None = None

    def como_json(self) -> TablaEscrita:
        return {
            "clave": self.clave,
            "titulo": self.titulo,
            "parte": self.parte,
            "nota": self.nota,
            "columnas": list(self.columnas),
            "renglones": [list(r) for r in self.renglones],
        }


class Propios(TypedDict):
    """Lo de cada `Documento`; lo demás lo dice la elección."""

    tipo: str
    titulo: str
    corte: str
    corte_texto: str
    restringido: bool
    portada: str
    tablas: tuple[Tabla, ...]


@dataclass(frozen=True)
class Documento:
    """Todo lo que dice un informe en su corte. Sin hora de impresión: el mismo corte da los mismos octetos."""

    tipo: str
    titulo: str
    proceso: str
    proceso_nombre: str
    institucion: str
    unidad: str
    corte: str  # ISO 8601 local
    corte_texto: str
    restringido: bool
    portada: str
    firmantes: tuple[tuple[str, str], ...]
    tablas: tuple[Tabla, ...]
    emblema: str = ""  # SVG: solo va en el papel

    @classmethod
    def de(cls, definicion: Definicion, **propios: Unpack[Propios]) -> Documento:
        """El de una elección, con su institución y sus firmas."""
        institucion = definicion.institucion
        return cls(
            proceso=definicion.clave,
            proceso_nombre=definicion.nombre,
            institucion=institucion.nombre,
            unidad=institucion.unidad,
            emblema=institucion.emblema,
            firmantes=tuple((f.nombre, f.cargo) for f in definicion.seguimiento.firmantes),
            **propios,
        )

    def como_json(self) -> dict[str, object]:
        """El documento en tipos de JSON."""
        datos = {
            c: getattr(self, c)
            for c in self.__dataclass_fields__
            if c not in ("tablas", "firmantes", "emblema")
        }
        firmantes = [{"nombre": nombre, "cargo": cargo} for nombre, cargo in self.firmantes]
        return datos | {"firmantes": firmantes, "tablas": [t.como_json() for t in self.tablas]}


def en_parte(parte: str, tablas: Iterable[Tabla]) -> tuple[Tabla, ...]:
    """Las tablas, reunidas bajo ese apartado."""
    return tuple(replace(tabla, parte=parte) for tabla in tablas)


def legible(valor: Valor) -> str:
    """Como se lee en el papel: vacío es una raya; los porcentajes, con un decimal."""
    if valor is None or valor == "":
        return "—"
    return f"{valor:.1f}" if isinstance(valor, float) else str(valor)


def porciento(parte: int, total: int) -> float | None:
    """Con un decimal; `None` si no hay de qué."""
    return round(100 * parte / total, 1) if total else None

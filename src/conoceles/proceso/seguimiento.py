"""Lo que el instituto entrega: calendario, ruta crítica y firmas."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Entregable:
    """Un renglón del calendario de entregables (plan §7.2). `informe`: tipo que lo produce, si alguno."""

    numero: int
    actividad: str
    vence: date
    responsable: str
    vista_ine: bool = False
    ruta: str = ""  # actividad de §7.3 a la que corresponde
    informe: str = ""


@dataclass(frozen=True)
class ActividadDeRuta:
    """Una actividad de la ruta crítica (plan §7.3)."""

    clave: str
    actividad: str


@dataclass(frozen=True)
class Firmante:
    """Quien firma los informes."""

    nombre: str
    cargo: str


@dataclass(frozen=True)
class Seguimiento:
    """Lo que el instituto entrega y cómo: calendario, ruta, firmas y el texto de portada por tipo de informe."""

    entregables: tuple[Entregable, ...] = ()
    ruta: tuple[ActividadDeRuta, ...] = ()
    firmantes: tuple[Firmante, ...] = ()
    portadas: dict[str, str] = field(default_factory=dict)

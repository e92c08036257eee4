"""Lo que el instituto entrega: calendario, ruta crítica y firmas."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Entregable:
    """Un renglón del calendario de entregables (plan §7.2). `informe`: tipo que lo produce, si alguno.

    `acto`: el de la definición que lo cumple (una fecha del calendario o uno de `[actos]`): anotarlo lo aprueba.
    """

    numero: int
    actividad: str
    vence: date
    responsable: str
    vista_ine: bool = False
    ruta: str = ""  # actividad de §7.3 a la que corresponde
    informe: str = ""
    acto: str = ""

    @property
    def titulo(self) -> str:
        """«17. Presentar ante el Consejo General…»."""
        return f"{self.numero}. {self.actividad}"


@dataclass(frozen=True)
class OtroDocumento(Entregable):
    """Lo que también se informa y el plan no numera: su número es del sistema y no se dice."""

    @property
    def titulo(self) -> str:
        return self.actividad


@dataclass(frozen=True)
class ActividadDeRuta:
    """Una actividad de la ruta crítica (plan §7.3)."""

    clave: str
    actividad: str


@dataclass(frozen=True)
class Area:
    """Un área del instituto y lo que le toca (plan §5); el proceso técnico operativo la nombra."""

    nombre: str
    tarea: str
    fundamento: str


@dataclass(frozen=True)
class CapacitacionPrevista:
    """A quiénes se capacita y entre qué días, los dos incluidos (plan §10.2)."""

    publicos: tuple[str, ...]
    desde: date
    hasta: date


@dataclass(frozen=True)
class Firmante:
    """Quien firma los informes."""

    nombre: str
    cargo: str


@dataclass(frozen=True)
class Aprobacion:
    """Quién aprueba un informe. `acto`: cómo se llama el suyo, que lleva número y fecha; vacío si no hay ninguno.

    `comision`: lo aprueba la Comisión, que puede hacerlo con su propia cuenta.
    """

    organo: str = "Instancia Interna"
    acto: str = ""
    fundamento: str = ""
    comision: bool = False


@dataclass(frozen=True)
class Seguimiento:
    """Lo que el instituto entrega y cómo: calendario, ruta, firmas y, por tipo de informe, portada y aprobación.

    `otros`: lo que también se informa y no es de los entregables del plan (actividad 11.18).
    """

    entregables: tuple[Entregable, ...] = ()
    ruta: tuple[ActividadDeRuta, ...] = ()
    firmantes: tuple[Firmante, ...] = ()
    portadas: dict[str, str] = field(default_factory=dict)
    aprobaciones: dict[str, Aprobacion] = field(default_factory=dict)
    areas: tuple[Area, ...] = ()
    capacitaciones: tuple[CapacitacionPrevista, ...] = ()
    otros: tuple[Entregable, ...] = ()

    def aprobacion(self, tipo: str) -> Aprobacion:
        """La que la elección declara o, si no dice nada, la de la Instancia Interna, sin acto."""
        return self.aprobaciones.get(tipo, Aprobacion())

    @property
    def declarados(self) -> tuple[Entregable, ...]:
        """Los del plan y, después, lo demás que se sabe que hay que informar."""
        return (*self.entregables, *(OtroDocumento(**vars(otro)) for otro in self.otros))

    @property
    def informes(self) -> frozenset[str]:
        """Los tipos que el calendario ordena entregar: de estos, el INE debe saber si cambian (actividad 11.17)."""
        return frozenset(e.informe for e in self.declarados if e.informe)

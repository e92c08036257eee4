"""Un renglón del padrón, ya entendido."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypedDict

from conoceles.proceso.preguntas.cuestionario import Respuesta

# Uno para todos los renglones: vacíos también pesan.
NADA_BORRADO, NADA_DICHO = frozenset[str](), dict[str, Respuesta]()


class Comunes(TypedDict):
    """Lo que comparten las personas de un renglón."""

    hoja: str
    fila: int
    contienda: str
    fuerza: str
    partido: str
    numero: str
    escrito: str
    circunscripcion: str


@dataclass(frozen=True, slots=True)
class Registro:
    """Lo que dice un renglón de esta elección. La CURP ya es un resumen con llave; nunca viaja en claro."""

    hoja: str
    fila: int
    contienda: str  # clave de la definición
    fuerza: str  # siglas
    partido: str  # siglas del partido que el archivo señala dentro de la alianza, o «»
    numero: str  # el suyo o, en una planilla, el de su lugar
    escrito: str  # NUM_LISTA_O_FORMULA, tal cual
    circunscripcion: str
    nombre: str
    nombres: str
    primer_apellido: str
    segundo_apellido: str
    calidad: str
    suplencia: int
    sexo: str
    edad: int | None
    nacimiento: date | None
    curp_hmac: str
    correo: str
    sobrenombre: str
    reeleccion: bool | None
    acciones: tuple[str, ...]
    curricular: dict[str, Respuesta] = field(default_factory=NADA_DICHO.copy)
    identidad: dict[str, str] | None = None
    borrados: frozenset[str] = NADA_BORRADO  # columnas cuya celda pide borrar lo que se tenía

    def dice_lo_mismo(self, otro: Registro) -> bool:
        """Si dos renglones solo difieren en dónde están."""
        return replace(self, hoja="", fila=0) == replace(otro, hoja="", fila=0)

    def canonico(self) -> tuple[str, ...]:
        """Orden que no depende del renglón: el resultado no cambia si el archivo viene en otro orden."""
        datos = (self.nacimiento, self.edad, self.curp_hmac, self.correo, self.sobrenombre, self.acciones)
        return (
            self.contienda,
            self.fuerza,
            self.numero.zfill(12),
            self.calidad,
            str(self.suplencia),
            self.nombre,
            repr(datos),
        )

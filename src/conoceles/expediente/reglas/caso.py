"""Lo que una regla recibe y lo que dice. Nada aquí toca la base de datos."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from conoceles import leyes
from conoceles.proceso.definicion import Cuestionario, Fotografia, FuerzaDefinida, Revision
from conoceles.proceso.preguntas.cuestionario import Respuestas

Nivel = Literal["observable", "informativa"]
FOTOGRAFIA = "fotografia"


@dataclass(frozen=True)
class HallazgoDeRevision:
    """Algo que mirar. Solo lo observable cita el artículo con que se puede pedir que se corrija."""

    regla: str
    seccion: str
    campo: str
    mensaje: str
    nivel: Nivel
    articulo: str = ""
    otras: tuple[str, ...] = ()  # folios que quien revisa puede abrir; el mensaje nunca los nombra


@dataclass(frozen=True)
class FotoDelCaso:
    """Lo que se sabe de la fotografía y el día contra el que se mide su antigüedad."""

    fecha_toma: date | None
    medida_al: date
    fecha_archivo: date | None = None  # la que decían los metadatos


@dataclass(frozen=True)
class Ajena:
    """Otra candidatura, de otra persona: huellas de sus textos y de sus contactos, nunca los textos.

    Así ninguna regla puede mostrar lo que otra persona todavía no publica.
    """

    folio: str
    textos: Mapping[str, frozenset[int]]  # campo → huellas de sus trozos
    contactos: frozenset[int]


@dataclass(frozen=True)
class Caso:
    """Lo enviado por una candidatura con lo que hace falta para juzgarlo."""

    contenido: Respuestas
    foto: FotoDelCaso | None
    cuestionario: Cuestionario
    reglas_foto: Fotografia
    edad: int | None
    nacimiento: date | None
    fuerza: str  # siglas
    fuerzas: tuple[FuerzaDefinida, ...]
    revision: Revision
    ajenas: tuple[Ajena, ...] = ()
    hoy: date = date.min
    entidad: str = ""

    def fundamento(self, regla: str) -> str:
        """La norma de `procesos/_derecho` que hoy lo manda."""
        return leyes.cita_o_pendiente(regla, self.hoy, self.entidad)

    def observable(self, regla: str) -> tuple[Nivel, str]:
        """Observable, con su norma; si la que lo mandaba ya no rige, solo informa, y por qué: no hay con qué pedirlo."""
        try:
            return "observable", leyes.cita_de_acto(regla, self.hoy, self.entidad)
        except leyes.SinLey as falta:
            return "informativa", f"Hoy no se puede pedir que se corrija: {falta.razon}"

    def texto(self, campo: str) -> str:
        """Respuesta de texto, o vacía."""
        valor = self.contenido.get(campo)
        return valor if isinstance(valor, str) else ""

"""Todo lo capturado en una sola página, para leerlo antes de enviar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conoceles.proceso.definicion import Campo, Seccion
from conoceles.proceso.preguntas import condiciones
from conoceles.proceso.preguntas.cuestionario import Respuestas
from conoceles.proceso.preguntas.legible import legible
from conoceles.proceso.preguntas.validacion import Hallazgo


@dataclass(frozen=True)
class Respuesta:
    etiqueta: str
    texto: str
    hallazgos: tuple[Hallazgo, ...]


@dataclass(frozen=True)
class Bloque:
    """Una sección con sus respuestas y a dónde ir a cambiarlas (vacío si ya no se puede)."""

    titulo: str
    respuestas: tuple[Respuesta, ...]
    cambiar: str

    @property
    def faltas(self) -> int:
        """Cuántas respuestas impiden enviar."""
        return sum(any(h.nivel == "error" for h in r.hallazgos) for r in self.respuestas)


def bloque(seccion: Seccion, respuestas: Respuestas, hallazgos: Iterable[Hallazgo], cambiar: str) -> Bloque:
    """Las preguntas que aplican, con su respuesta o su falta."""
    lista = list(hallazgos)
    visibles = [c for c in seccion.campos if condiciones.visible(c, respuestas)]
    return Bloque(
        seccion.titulo,
        tuple(
            Respuesta(
                campo.etiqueta,
                legible(campo, respuestas.get(campo.clave)),
                tuple(h for h in lista if h.campo == campo.clave),
            )
            for campo in visibles
        ),
        cambiar,
    )


@dataclass(frozen=True)
class Senalado:
    """Un hallazgo con el nombre de su pregunta, para los resúmenes."""

    campo: str
    etiqueta: str
    mensaje: str


def senalados(hallazgos: Iterable[Hallazgo], campos: Iterable[Campo]) -> list[Senalado]:
    """Los hallazgos en orden, cada uno con la etiqueta de su pregunta."""
    etiquetas = {campo.clave: campo.etiqueta for campo in campos}
    return [Senalado(h.campo, etiquetas.get(h.campo, ""), h.mensaje) for h in hallazgos]

"""El catálogo: toda cifra, en pantalla o en archivo, sale de un indicador declarado aquí."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Proteccion = Literal["ninguna", "umbral"]
Clase = Literal["avance", "distribucion", "identidad"]

_REGISTRADAS = "Candidaturas registradas, propietarias y suplentes"
_ULTIMO_ACTO = "Último acto asentado en la bitácora de la elección"
_CORTE = "Último corte declarado; las respuestas nuevas se suman en grupos del tamaño del umbral"


@dataclass(frozen=True)
class Indicador:
    """Qué se cuenta, entre quiénes, hasta cuándo y con qué protección.

    `dimension`: atributo de la candidatura que agrupa, o número de la pregunta de identidad.
    """

    id: str
    titulo: str
    clase: Clase
    dimension: str
    numerador: str
    poblacion: str = _REGISTRADAS
    denominador: str = "Total de la población"
    corte: str = _ULTIMO_ACTO
    proteccion: Proteccion = "ninguna"


def _avance(dimension: str, titulo: str) -> Indicador:
    return Indicador(
        f"captura.{dimension}",
        titulo,
        "avance",
        dimension,
        numerador="Candidaturas con cuestionario curricular enviado",
        denominador="Candidaturas registradas de cada grupo",
    )


def _distribucion(dimension: str, titulo: str) -> Indicador:
    return Indicador(
        f"poblacion.{dimension}", titulo, "distribucion", dimension, numerador="Candidaturas en cada grupo"
    )


def _identidad(nombre: str, pregunta: str, titulo: str) -> Indicador:
    return Indicador(
        f"identidad.{nombre}",
        titulo,
        "identidad",
        pregunta,
        numerador="Candidaturas que dieron cada respuesta",
        corte=_CORTE,
        proteccion="umbral",
    )


INDICADORES: tuple[Indicador, ...] = (
    _avance("cargo", "Avance de captura por cargo"),
    _avance("fuerza", "Avance de captura por fuerza política"),
    _avance("distrito", "Avance de captura por distrito"),
    _avance("sexo", "Avance de captura por sexo"),
    _distribucion("sexo", "Candidaturas por sexo"),
    _distribucion("edad", "Candidaturas por edad"),
    _distribucion("grado", "Candidaturas por grado máximo de estudios"),
    _identidad("indigena", "p1", "Personas indígenas"),
    _identidad("lengua", "p2", "Hablantes de una lengua indígena"),
    _identidad("discapacidad", "p4", "Personas con discapacidad"),
    _identidad("afromexicana", "p8", "Personas afromexicanas"),
    _identidad("diversidad", "p9", "Población LGBTTTIQ+"),
    _identidad("migrante", "p11", "Personas migrantes"),
    _identidad("joven", "p16", "Personas jóvenes"),
    _identidad("mayor", "p17", "Personas mayores"),
    _identidad("ingreso", "p18", "Grupo de ingreso mensual"),
    _identidad("nacimiento", "p20", "Entidad de nacimiento"),
)

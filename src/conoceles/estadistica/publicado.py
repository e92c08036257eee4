"""La forma en que se publica la estadística: es la de sus archivos JSON, y la misma que fijan los informes."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Celda(TypedDict):
    """Un grupo. `valor` es nulo si se protege y `texto` dice por qué; `de`, su propio total."""

    clave: str
    etiqueta: str
    valor: int | None
    texto: str
    de: NotRequired[int]
    minimo: NotRequired[int | None]  # de una acción afirmativa, lo que pide la regla
    punto: NotRequired[bool]  # en la página: de la que habla la frase


class Cuenta(TypedDict):
    """Un indicador contado, sin la frase que lo dice."""

    id: str
    titulo: str
    clase: str
    poblacion: str
    numerador: str
    denominador: int
    denominador_texto: str
    corte: str
    corte_texto: str
    proteccion: str
    estado: str
    celdas: list[Celda]


def de_pregunta(indicador: Cuenta) -> bool:
    """Si cuenta las respuestas publicadas de una pregunta que declara el cuestionario, como el grado de estudios."""
    suyo = indicador["id"]
    return suyo.startswith("poblacion.") and suyo not in ("poblacion.sexo", "poblacion.edad")


class Publicado(Cuenta):
    """Un indicador como sale. `frase`: lo que muestra o, si su tabla no sale, cuándo o por qué."""

    frase: str

"""La forma en que se publica la estadística: es la de sus archivos JSON, y la misma que fijan los informes."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Celda(TypedDict):
    """Un grupo. `valor` es nulo si no se tiene y `texto` dice por qué; `de`, su propio total."""

    clave: str
    etiqueta: str
    valor: int | None
    texto: str
    de: NotRequired[int]
    minimo: NotRequired[int | None]  # de una acción afirmativa, lo que pide la regla
    punto: NotRequired[bool]  # en la página: de la que habla la frase
    # De una tabla de identidad: la cifra verdadera está de `desde` a `hasta` 95 de cada 100 veces.
    estimado: NotRequired[int]
    desde: NotRequired[int]
    hasta: NotRequired[int]
    contadas_exactas: NotRequired[int]


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
    # De una tabla de identidad ya publicada: lo que gastó su sorteo, y a cuántas se contó tal cual.
    epsilon: NotRequired[float]
    contadas_exactas: NotRequired[int]


def de_pregunta(indicador: Cuenta) -> bool:
    """Si cuenta las respuestas publicadas de una pregunta que declara el cuestionario, como el grado de estudios."""
    suyo = indicador["id"]
    return suyo.startswith("poblacion.") and suyo not in ("poblacion.sexo", "poblacion.edad")


class Publicado(Cuenta):
    """Un indicador como sale. `frase`: lo que muestra o, si su tabla no sale, cuándo o por qué."""

    frase: str

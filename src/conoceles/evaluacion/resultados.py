"""Lo que sale de una evaluación concluida: agregados. El puntaje de una persona no sale de este módulo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from conoceles.candidaturas.models import Candidatura
from conoceles.evaluacion.concordancia import Concordancia, medir
from conoceles.evaluacion.models import Evaluacion, Resolucion
from conoceles.proceso.preguntas.cuestionario import Respuestas
from conoceles.proceso.rubrica import Rubrica

TRAMOS = ((0, 19), (20, 39), (40, 59), (60, 79), (80, 100))  # por ciento del máximo
OTROS = "Otros grupos, juntos"


@dataclass(frozen=True)
class Lecturas:
    """Las evaluaciones completas de una elección, con su marca final. Nada de aquí se imprime por persona."""

    rubrica: Rubrica
    pares: Sequence[tuple[Mapping[str, bool], Mapping[str, bool]]] = field(repr=False)
    finales: Mapping[Candidatura, Mapping[str, bool]] = field(repr=False)
    textos: Mapping[UUID, Respuestas] = field(repr=False)  # persona → lo que se leyó

    def concordancia(self, claves: Sequence[str]) -> Concordancia:
        """De esas variables, entre las dos lecturas de cada candidatura."""
        return medir((una[c], otra[c]) for una, otra in self.pares for c in claves)

    def cumplen(self, clave: str) -> int:
        """Cuántas candidaturas cumplen una variable."""
        return sum(marcas[clave] for marcas in self.finales.values())

    def tramos(self) -> list[int]:
        """Cuántas quedan en cada tramo de `TRAMOS`."""
        partes = [100 * self.rubrica.sumar(m) // self.rubrica.puntos for m in self.finales.values()]
        return [sum(a <= parte <= b for parte in partes) for a, b in TRAMOS]

    def promedios(
        self, grupo: Callable[[Candidatura], str], minimo: int
    ) -> list[tuple[str, int, float | None]]:
        """Grupo, cuántas y puntaje promedio en por ciento. Los grupos chicos o de puntajes iguales se juntan."""
        puntajes: dict[str, list[int]] = {}
        for candidatura, marcas in self.finales.items():
            puntajes.setdefault(grupo(candidatura), []).append(self.rubrica.sumar(marcas))
        return [(g, len(p), self._promedio(p, minimo)) for g, p in juntar(puntajes, minimo).items()]

    def _promedio(self, puntajes: list[int], minimo: int) -> float | None:
        """`None` si decirlo diría el puntaje de alguien."""
        if not _dice_poco(puntajes, minimo):
            return None
        return round(100 * sum(puntajes) / len(puntajes) / self.rubrica.puntos, 1)


def juntar(grupos: Mapping[str, list[int]], minimo: int) -> dict[str, list[int]]:
    """Los grupos que se pueden decir, y al final los demás en uno solo, que también ha de poderse decir."""
    buenos = {g: p for g, p in grupos.items() if _dice_poco(p, minimo)}
    resto = [p for g, lista in grupos.items() if g not in buenos for p in lista]
    while resto and buenos and not _dice_poco(resto, minimo):
        menor = min(buenos, key=lambda g: (len(buenos[g]), g))
        resto += buenos.pop(menor)
    return buenos | ({OTROS: resto} if resto else {})


def _dice_poco(puntajes: list[int], minimo: int) -> bool:
    return len(puntajes) >= minimo and len(set(puntajes)) > 1


def leer(proceso: str, rubrica: Rubrica) -> Lecturas:
    """Las completas: coinciden, o su desacuerdo se resolvió."""
    filas = (
        Evaluacion.objects.filter(candidatura__proceso=proceso)
        .cerradas()
        .select_related("candidatura__persona", "candidatura__formula__fuerza", "version")
        .select_related("candidatura__formula__contienda", "candidatura__formula__responde")
        .order_by("candidatura", "lectura")
    )
    resueltas = dict(
        Resolucion.objects.filter(candidatura__proceso=proceso).values_list("candidatura", "marcas")
    )
    pares, finales, textos = [], {}, {}
    todas = list(filas)
    for una, otra in zip(todas[::2], todas[1::2], strict=True):
        final = rubrica.completar(una.marcas | resueltas.get(una.candidatura_id, {}))
        if una.marcas == otra.marcas or una.candidatura_id in resueltas:
            pares.append((una.marcas, otra.marcas))
            finales[una.candidatura] = final
            textos[una.candidatura.persona_id] = una.version.contenido
    return Lecturas(rubrica, pares, finales, textos)

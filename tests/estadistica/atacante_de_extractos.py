"""Quien recibe extractos sabiendo cosas. Su cuenta es toda de este archivo: no usa lo que ataca.

Conoce los atributos de todas las personas, quién captura por cada una, lo que contestaron las suyas y las de quienes se le
junten, y lo que se lee en los perfiles. A cada combinación le resta lo que conoce; de las que quedan, a cada persona
desconocida solo le pueden tocar las que coinciden con sus atributos.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

Persona = Mapping[str, str]  # columna → valor, también las que no salieron; con «sabe» y «publica»
Cruce = Mapping[tuple[tuple[str, str], ...], int]


def conocidas(gente: Iterable[Persona], juntos: Iterable[str]) -> list[Persona]:
    quienes = set(juntos)
    return [p for p in gente if p["sabe"] in quienes or p["publica"] == "si"]


def leidas(
    cruce: Cruce, gente: Sequence[Persona], juntos: Iterable[str], preguntas: set[str]
) -> set[tuple[str, str]]:
    """(pregunta, quién) de lo que queda determinado de alguien desconocido."""
    if not cruce:
        return set()
    columnas = [columna for columna, _ in next(iter(cruce))]
    sabidas = conocidas(gente, juntos)
    quedan = Counter(cruce)
    quedan.subtract(Counter(tuple((c, p[c]) for c in columnas) for p in sabidas))
    return _determinadas(quedan, [p for p in gente if p not in sabidas], preguntas)


def leidas_entre_dos(
    antes: Cruce, despues: Cruce, nuevas: Sequence[Persona], juntos: Iterable[str], preguntas: set[str]
) -> set[tuple[str, str]]:
    """Lo que dice la resta de dos extractos de quienes enviaron entre uno y otro."""
    resta = Counter(despues)
    resta.subtract(antes)
    sabidas = conocidas(nuevas, juntos)
    columnas = [columna for columna, _ in next(iter(despues), ())]
    resta.subtract(Counter(tuple((c, p[c]) for c in columnas) for p in sabidas))
    return _determinadas(+resta, [p for p in nuevas if p not in sabidas], preguntas)


def _determinadas(
    quedan: Mapping[tuple[tuple[str, str], ...], int], de: Sequence[Persona], preguntas: set[str]
) -> set[tuple[str, str]]:
    halladas = set()
    for persona in de:
        posibles = [
            dict(combinacion)
            for combinacion, n in quedan.items()
            if n > 0 and all(persona[c] == v for c, v in combinacion if c not in preguntas)
        ]
        for pregunta in preguntas:
            valores = {p[pregunta] for p in posibles if pregunta in p}
            if len(valores) == 1 and all(pregunta in p for p in posibles):
                halladas.add((pregunta, persona["quien"]))
    return halladas

"""Lo que ya sabe cada quien de una pregunta de identidad, y si a los demás se les puede leer (ADR 0021)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations_with_replacement
from typing import TypeVar

from conoceles.estadistica.poblacion import Registro
from conoceles.identidad.totales.conteos import SIN_RESPUESTA, Conteos
from conoceles.identidad.totales.repartidos import repartidos
from conoceles.proceso.definicion import Definicion

G = TypeVar("G", bound=Hashable)
JUNTOS = 3  # responsables que pueden juntar lo que saben


@dataclass(frozen=True)
class Parte:
    """Lo que sabe quien responde por unas candidaturas, y lo que de ellas se lee en sus perfiles.

    `visibles` es lo que se lee o se leerá, persona por persona: perfiles de hoy y de mañana, y lo que dice la acción afirmativa, como
    si su etiqueta dijera todo lo de su grupo; `sin_etiquetas`, como si no dijera nada: de dos preguntas del grupo, una la dice y la
    otra no.
    """

    cuentas: Conteos
    visibles: Conteos
    sin_etiquetas: Conteos | None = None  # si no hay, lo mismo

    @property
    def en_perfiles(self) -> Conteos:
        """Lo que se lee si las etiquetas no dicen nada."""
        return self.visibles if self.sin_etiquetas is None else self.sin_etiquetas

    def dichas(self, pregunta: str) -> Counter[str]:
        return Counter({c: n for c, n in self.cuentas[pregunta].items() if c != SIN_RESPUESTA})

    def calladas(self, pregunta: str) -> Counter[str]:
        """Lo que contestaron las suyas y no se lee en su perfil."""
        return self.dichas(pregunta) - self.visibles.get(pregunta, Counter())


def partes(
    definicion: Definicion, grupos: Mapping[G, Sequence[Registro]], corte: datetime, pedidas: Sequence[str]
) -> dict[G, Parte]:
    """La de cada grupo de candidaturas, en ese corte; de un grupo sin nadie, ninguna."""
    de_quien = {r.clave: (grupo, r.acciones) for grupo, suyos in grupos.items() for r in suyos}
    return {g: Parte(*suyo) for g, suyo in repartidos(definicion, de_quien, pedidas, corte).items()}


def juntar(suyas: Sequence[Parte]) -> Parte:
    """La de todas esas candidaturas, como si fueran de una sola parte."""
    return Parte(
        _sumados(p.cuentas for p in suyas),
        _sumados(p.visibles for p in suyas),
        _sumados(p.en_perfiles for p in suyas),
    )


def _sumados(de_cada_una: Iterable[Conteos]) -> Conteos:
    suma: Conteos = {}
    for conteos in de_cada_una:
        for pregunta, cuenta in conteos.items():
            suma.setdefault(pregunta, Counter()).update(cuenta)
    return suma


def lecturas(partes: Sequence[Parte]) -> list[Sequence[Parte]]:
    """Las mismas partes según lo que dicen las etiquetas: todo lo de su grupo, o nada. Una sola si da igual."""
    sin_suponer = [replace(p, visibles=p.en_perfiles) for p in partes]
    igual = all(c.visibles == p.visibles for c, p in zip(sin_suponer, partes, strict=True))
    return [partes] if igual else [partes, sin_suponer]


def a_salvo(calladas: Counter[str], por_parte: Sequence[Counter[str]], umbral: int) -> bool:
    """A quien mira, y a hasta tres partes que se junten, les faltan por saber bastantes.

    Se cuida así lo esconda la tabla o no: como siempre es así, que no se publique no dice qué contestaron. `calladas`: todas,
    también las que no son de ninguna parte.
    """
    aportan = Counter(tuple(sorted(suyas.items())) for suyas in por_parte)  # muchas aportan lo mismo
    return (
        _nadie_decide_sola(aportan, umbral)
        and bastan(calladas, umbral)
        and all(bastan(calladas - sabido, umbral) for sabido in _juntos(aportan))
    )


def bastan(faltan: Counter[str], umbral: int) -> bool:
    """Son tantas como el umbral, y no todas iguales; o nadie."""
    return not faltan or (faltan.total() >= umbral and len(faltan) > 1)


def _nadie_decide_sola(aportan: Counter[tuple[tuple[str, int], ...]], umbral: int) -> bool:
    """Lo que contestó la única callada de quien responde por ella no decide si la tabla sale.

    Si otros tres dejaran por saber solo a ella y a gente de quienes miran, que la tabla salga diría que no contestó lo
    mismo que esa gente. Depende de cuántas son y no de qué dijeron.
    """
    cuantas = sorted((n for q in aportan.elements() if (n := sum(suyas for _, suyas in q))), reverse=True)
    if 1 not in cuantas:
        return True
    return sum(cuantas[2 * JUNTOS : -1]) >= umbral


def _juntos(aportan: Counter[tuple[tuple[str, int], ...]]) -> Iterator[Counter[str]]:
    """Lo que saben de las suyas uno, dos o tres que se junten; lo que suma igual se mira una vez."""
    vistos = set()
    for cuantos in range(1, JUNTOS + 1):
        for quienes in combinations_with_replacement(aportan, cuantos):
            sabido = sum((Counter(dict(q)) for q in quienes), Counter[str]())
            if tuple(sorted(sabido.items())) not in vistos and Counter(quienes) <= aportan:
                vistos.add(tuple(sorted(sabido.items())))
                yield sabido
